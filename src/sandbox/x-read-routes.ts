import type { Express, Request, Response } from "express";
import { z } from "zod";
import { forbiddenTimeline, invalidRequest, tooManyRequests, unauthorized, type XAnswer } from "./x-bodies.ts";
import { playFault } from "./x-fault.ts";
import { queryOf, sendAnswer, type XState } from "./x-state.ts";
import type { XSandboxPost } from "./x-store.ts";
import { shownText } from "./x-wire-text.ts";

const timelineQuery = z.object({
	max_results: z.coerce.number().int().min(5).max(100).default(10),
	start_time: z.iso.datetime({ offset: true }).optional(),
	end_time: z.iso.datetime({ offset: true }).optional(),
	since_id: z
		.string()
		.regex(/^\d{1,19}$/)
		.optional(),
	until_id: z
		.string()
		.regex(/^\d{1,19}$/)
		.optional(),
	pagination_token: z.string().min(1).optional(),
	"tweet.fields": z.string().default(""),
});
type TimelineQuery = z.infer<typeof timelineQuery>;

export function addReadRoutes(app: Express, state: XState): void {
	app.get("/2/users/me", (req, res) => answerRead(state, req, res, whoIsIt));
	app.get("/2/users/:id/tweets", (req, res) => answerRead(state, req, res, timeline));
}

type Reader = (state: XState, accountId: string, req: Request) => XAnswer;

function answerRead(state: XState, req: Request, res: Response, read: Reader) {
	state.counts.read += 1;
	const planned = state.faults.take("read");
	const account = state.signIn(req);
	if (!account) return sendAnswer(res, unauthorized());
	if (planned) return playFault(planned, res, state.now(), () => read(state, account.id, req));
	const spent = state.limits.read(account.id);
	if (!spent.allowed) return sendAnswer(res, tooManyRequests(), spent.headers);
	sendAnswer(res, read(state, account.id, req), spent.headers);
}

function whoIsIt(state: XState, accountId: string): XAnswer {
	const account = state.accounts.find(({ id }) => id === accountId);
	return { status: 200, body: { data: { id: account?.id, name: account?.name, username: account?.username } } };
}

function timeline(state: XState, accountId: string, req: Request): XAnswer {
	if (String(req.params.id) !== accountId) return forbiddenTimeline();
	const parsed = timelineQuery.safeParse(Object.fromEntries(queryOf(req)));
	if (!parsed.success) return invalidRequest(z.prettifyError(parsed.error));
	const query = parsed.data;
	const visibleUntil = state.now() - state.faults.readLagSeconds() * 1000;
	const matching = state.store
		.posts()
		.filter((post) => post.accountId === accountId && !post.deleted && post.receivedAt <= visibleUntil)
		.filter((post) => isWithin(post, query))
		.reverse();
	const offset = query.pagination_token ? Number.parseInt(query.pagination_token, 32) : 0;
	const page = matching.slice(offset, offset + query.max_results);
	const next = offset + page.length;
	const fields = new Set(query["tweet.fields"].split(","));
	const newest = page[0];
	const oldest = page.at(-1);
	return {
		status: 200,
		body: {
			// X leaves `data` out of an empty page.
			...(newest && oldest ? { data: page.map((post) => asSeen(post, fields)) } : {}),
			meta: {
				...(newest && oldest ? { newest_id: newest.id, oldest_id: oldest.id } : {}),
				result_count: page.length,
				...(next < matching.length ? { next_token: next.toString(32) } : {}),
			},
		},
	};
}

function isWithin(post: XSandboxPost, query: TimelineQuery): boolean {
	if (query.start_time && post.receivedAt < Date.parse(query.start_time)) return false;
	if (query.end_time && post.receivedAt >= Date.parse(query.end_time)) return false;
	if (query.since_id && BigInt(post.id) <= BigInt(query.since_id)) return false;
	return !(query.until_id && BigInt(post.id) >= BigInt(query.until_id));
}

function asSeen(post: XSandboxPost, fields: ReadonlySet<string>): Record<string, unknown> {
	const { text, urls } = shownText(post);
	return {
		id: post.id,
		edit_history_tweet_ids: [post.id],
		text,
		...(fields.has("created_at") ? { created_at: new Date(post.receivedAt).toISOString() } : {}),
		...(fields.has("entities") && urls.length > 0 ? { entities: { urls } } : {}),
	};
}
