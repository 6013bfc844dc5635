import { z } from "zod";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import type { ReadBack } from "../domain/post/post.ts";
import { isSameText } from "../domain/post/same-text.ts";
import { readJson } from "./facebook-answer.ts";
import { classifyReading, postUrl } from "./facebook-classify.ts";
import type { CallLimits, GraphParams, PageCalls } from "./facebook-graph.ts";

/** Facebook's clock may be behind ours, and its times are whole seconds. */
const CLOCK_SKEW_MS = MINUTE;
const PAGE_SIZE = 50;
/** 200 posts since one attempt is beyond any drive; a small Page's quota does not bear endless reading. */
const MOST_PAGES = 4;

const listing = z.object({
	data: z.array(
		z.object({
			id: z.string().min(1),
			message: z.string().optional(),
			created_time: z.string().optional(),
			permalink_url: z.string().optional(),
		}),
	),
	paging: z.object({ next: z.string().optional() }).optional(),
});
type Listed = z.infer<typeof listing>["data"][number];

/** Looks for `text` among the Page's posts made at or after `since`. "absent" only when all of them were seen. */
export async function readBackPosts(
	calls: PageCalls,
	text: string,
	since: Instant,
	limits: CallLimits,
): Promise<ReadBack> {
	const earliest = since - CLOCK_SKEW_MS;
	let params: GraphParams = { limit: PAGE_SIZE, since: Math.floor(earliest / 1000) };
	for (let read = 0; read < MOST_PAGES; read += 1) {
		const answer = await calls.publishedPosts(params, limits);
		const failure = classifyReading(answer);
		if (failure !== null) return { kind: "unreadable", ...failure };
		const page = listing.safeParse(answer.kind === "answered" ? readJson(answer.body) : null);
		if (!page.success) return unreadable("Facebook sent a list of posts that can't be read.");
		const recent = page.data.data.filter((post) => (createdAt(post) ?? earliest) >= earliest);
		const match = recent.find(({ message = "" }) => isSameText(text, { text: message, htmlEscaped: false, links: [] }));
		if (match !== undefined) return found(match);
		// Newest first: once a post is too old, so are all that follow, whether Graph honoured `since` or not.
		const next = page.data.paging?.next;
		if (next === undefined || recent.length < page.data.data.length) return { kind: "absent" };
		params = paramsOf(next);
	}
	return unreadable("Too many posts on the Page since the attempt to read them all.");
}

function found(post: Listed): ReadBack {
	return {
		kind: "found",
		externalId: post.id,
		url: post.permalink_url?.startsWith("https://") ? post.permalink_url : postUrl(post.id),
		publishedAt: createdAt(post),
	};
}

function createdAt(post: Listed): Instant | null {
	const at = Date.parse(post.created_time ?? "");
	return Number.isNaN(at) ? null : at;
}

/** The next page's place only. The address itself is not followed: it carries the token, lacks the proof and could name any host. */
function paramsOf(next: string): GraphParams {
	const query = URL.canParse(next) ? new URL(next).searchParams : new URLSearchParams();
	const own = new Set(["access_token", "appsecret_proof", "fields", "format", "pretty"]);
	return Object.fromEntries([...query].filter(([name]) => !own.has(name)));
}

const unreadable = (reason: string): ReadBack => ({ kind: "unreadable", reason, needsReconnect: false });
