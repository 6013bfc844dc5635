import { z } from "zod";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import type { ReadBack } from "../domain/post/post.ts";
import { isSameText } from "../domain/post/same-text.ts";
import type { XAnswer } from "./x-answer.ts";

/** Our clock and X's may differ by this much; a post of ours can bear an earlier time than our attempt. */
export const CLOCK_SKEW_MS = 2 * MINUTE;
/** A page is up to 100 posts and each costs money: more than 500 since the attempt cannot be a fund-raiser's account. */
const MAX_PAGES = 5;

const me = z.object({
	data: z.object({ id: z.string().min(1), name: z.string().default(""), username: z.string().min(1) }),
});
const timelinePage = z.object({
	data: z
		.array(
			z.object({
				id: z.string().min(1),
				text: z.string(),
				created_at: z.string().optional(),
				entities: z
					.object({ urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional() })
					.optional(),
			}),
		)
		.default([]),
	// Never defaulted: an answer without it is no timeline, and must not pass for an empty one.
	meta: z.object({ result_count: z.int(), next_token: z.string().optional() }),
	errors: z.array(z.unknown()).default([]),
});

/** Asks for one page: X's own parameters of GET /2/users/:id/tweets. */
export type FetchPage = (query: Record<string, string | number>) => Promise<XAnswer>;

/** Looks through the account's own posts, newest first. Absent only where every page was read whole. */
export async function findOwnPost(
	fetchPage: FetchPage,
	text: string,
	since: Instant,
	webBase: string,
): Promise<ReadBack> {
	const startTime = new Date(since - CLOCK_SKEW_MS).toISOString().replace(/\.\d+Z$/, "Z");
	let nextToken: string | undefined;
	for (let page = 0; page < MAX_PAGES; page += 1) {
		const answer = await fetchPage({
			max_results: 100,
			start_time: startTime,
			"tweet.fields": "created_at,entities",
			...(nextToken ? { pagination_token: nextToken } : {}),
		});
		const parsed = answer.kind === "answered" && answer.status < 300 ? timelinePage.safeParse(answer.body) : null;
		if (!parsed) return unreadable(answer);
		if (!parsed.success) return cannotTell("X's list of posts came in a form Carillon does not know.");
		const found = parsed.data.data.find((post) => isSameText(text, asReadBack(post)));
		if (found) {
			const publishedAt = found.created_at ? Date.parse(found.created_at) : Number.NaN;
			return {
				kind: "found",
				externalId: found.id,
				url: `${webBase}/i/web/status/${found.id}`,
				publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
			};
		}
		// X answers 200 with part of the posts and the rest as errors: what is missing could be ours.
		const isPartial = parsed.data.errors.length > 0 || parsed.data.data.length < parsed.data.meta.result_count;
		if (isPartial) return cannotTell("X could show only part of the account's posts.");
		nextToken = parsed.data.meta.next_token;
		if (!nextToken) return { kind: "absent" };
	}
	return cannotTell("The account has too many posts since then to look through all of them.");
}

export function readMe(answer: XAnswer): { id: string; username: string } | null {
	const parsed = answer.kind === "answered" && answer.status < 300 ? me.safeParse(answer.body) : null;
	return parsed?.success ? parsed.data.data : null;
}

/** Why a reading came to nothing, and what to do about it. */
export function unreadable(answer: XAnswer): Extract<ReadBack, { kind: "unreadable" }> {
	if (answer.kind !== "answered") return cannotTell("X could not be reached to look at the account's posts.");
	switch (answer.status) {
		case 401:
			return cannotTell("X no longer accepts the saved keys: connect the X account again under Channels.", true);
		case 402:
			return cannotTell("The X account has no credits left to read with: buy credits in the X developer console.");
		case 403:
			return cannotTell("X does not let these keys read the account's posts: check the app's permissions at X.");
		case 429:
			return cannotTell("X's reading limit is used up for now.");
		default:
			return cannotTell(`X did not show the account's posts (HTTP ${answer.status}).`);
	}
}

function cannotTell(reason: string, needsReconnect = false): Extract<ReadBack, { kind: "unreadable" }> {
	const next = needsReconnect ? "" : " Carillon tries again; you can also look at the account's page yourself.";
	return { kind: "unreadable", reason: `${reason}${next}`, needsReconnect };
}

function asReadBack(post: z.infer<typeof timelinePage>["data"][number]) {
	const urls = post.entities?.urls ?? [];
	const links = urls.map(({ url, expanded_url }) => ({ shown: url, target: expanded_url ?? url }));
	return { text: post.text, htmlEscaped: true, links };
}
