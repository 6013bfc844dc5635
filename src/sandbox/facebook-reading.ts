import { badParameter, GraphRefusal } from "./facebook-errors.ts";
import { type GraphParams, text } from "./facebook-params.ts";
import type { FacebookPost } from "./facebook-store.ts";

const DEFAULT_LIMIT = 25;
const MOST = 100;

/** Graph's ISO form: seconds, and "+0000" where others write "Z". */
export const graphTime = (instant: number) => new Date(instant).toISOString().replace(/\.\d{3}Z$/, "+0000");

/** The fields a reader asked for; `id` always comes along. */
export function pickFields(post: FacebookPost, fields: string | null): Record<string, unknown> {
	const all: Record<string, unknown> = {
		created_time: graphTime(post.receivedAt),
		message: post.message === "" ? undefined : post.message,
		permalink_url: `https://www.facebook.com/${post.pageId}/posts/${post.id.split("_")[1]}`,
		is_published: post.published,
		full_picture: post.attachedMedia[0]?.url ?? undefined,
		status_type: post.attachedMedia.length > 0 ? "added_photos" : "mobile_status_update",
	};
	const wanted = (fields ?? "created_time,message").split(",").map((name) => name.trim());
	const picked = wanted.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]);
	return { ...Object.fromEntries(picked), id: post.id };
}

/**
 * One page of an edge, newest first, with Graph's cursors; `next` is left out on the last page.
 * @param visible oldest first
 * @param base the edge's own address, without query
 */
export function readEdge(visible: readonly FacebookPost[], params: GraphParams, base: string): object {
	const since = seconds(params, "since") ?? 0;
	const until = seconds(params, "until") ?? Number.POSITIVE_INFINITY;
	const limit = Math.min(whole(params, "limit") ?? DEFAULT_LIMIT, MOST);
	const inRange = visible
		.filter((post) => post.receivedAt >= since * 1000 && post.receivedAt <= until * 1000)
		.reverse();
	const after = text(params, "after");
	const start = after === null ? 0 : inRange.findIndex((post) => cursor(post) === after) + 1;
	const page = inRange.slice(start, start + limit);
	const [first, last] = [page[0], page.at(-1)];
	if (first === undefined || last === undefined) return { data: [] };
	const hasMore = inRange.length > start + limit;
	return {
		data: page.map((post) => pickFields(post, text(params, "fields"))),
		paging: {
			cursors: { before: cursor(first), after: cursor(last) },
			...(hasMore ? { next: nextAddress(base, params, cursor(last)) } : {}),
		},
	};
}

const cursor = (post: FacebookPost) => Buffer.from(post.id).toString("base64url");

/** Graph puts the reader's token into this address; so does the sandbox, since an adapter must cope with it. */
function nextAddress(base: string, params: GraphParams, after: string): string {
	const given = [...params].filter(([name]) => name !== "after" && name !== "appsecret_proof");
	const query = new URLSearchParams([...given.map(([name, value]) => [name, String(value)]), ["after", after]]);
	return `${base}?${query}`;
}

/** Unix seconds, or a date as strtotime would read it. */
function seconds(params: GraphParams, name: string): number | null {
	const given = text(params, name);
	if (given === null) return null;
	const value = /^\d+$/.test(given) ? Number(given) : Date.parse(given) / 1000;
	if (Number.isNaN(value)) throw new GraphRefusal(badParameter(`param ${name} must be a valid time`));
	return value;
}

function whole(params: GraphParams, name: string): number | null {
	const given = text(params, name);
	if (given === null) return null;
	if (!/^\d{1,9}$/.test(given)) throw new GraphRefusal(badParameter(`param ${name} must be an integer`));
	return Number(given);
}
