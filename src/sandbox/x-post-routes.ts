import type { Express, Request, Response } from "express";
import twitterText from "twitter-text";
import { z } from "zod";
import {
	duplicateContent,
	invalidRequest,
	notFound,
	textTooLong,
	tooManyRequests,
	unauthorized,
	type XAnswer,
} from "./x-bodies.ts";
import { playFault } from "./x-fault.ts";
import { sendAnswer, type XState } from "./x-state.ts";
import { shownText } from "./x-wire-text.ts";

/** X takes no unknown fields; these are the ones a fund-raiser's post may carry. */
const createBody = z.strictObject({
	text: z.string().default(""),
	media: z
		.strictObject({
			media_ids: z
				.array(z.string().regex(/^\d{1,19}$/))
				.min(1)
				.max(4),
		})
		.optional(),
	made_with_ai: z.boolean().optional(),
	paid_partnership: z.boolean().optional(),
	reply_settings: z.enum(["following", "mentionedUsers", "subscribers", "verified"]).optional(),
});

export function addPostRoutes(app: Express, state: XState): void {
	app.post("/2/tweets", (req, res) => createPost(state, req, res));
	app.delete("/2/tweets/:id", (req, res) => deletePost(state, req, res));
}

function createPost(state: XState, req: Request, res: Response) {
	const receivedAt = state.now();
	state.counts.post += 1;
	const planned = state.faults.take("post");
	const account = state.signIn(req);
	if (!account) return sendAnswer(res, unauthorized());
	const work = () => create(state, account.id, req.body, receivedAt);
	if (planned) return playFault(planned, res, receivedAt, work);
	const spent = state.limits.post(account.id, account.appKey);
	if (!spent.allowed) return sendAnswer(res, tooManyRequests(), spent.headers);
	sendAnswer(res, work(), spent.headers);
}

function create(state: XState, accountId: string, body: unknown, receivedAt: number): XAnswer {
	const parsed = createBody.safeParse(body);
	if (!parsed.success) return invalidRequest(z.prettifyError(parsed.error));
	const { text, media } = parsed.data;
	const mediaIds = media?.media_ids ?? [];
	if (text.trim() === "" && mediaIds.length === 0) {
		return invalidRequest("Text or media is required.", { text: [text] });
	}
	const unknown = mediaIds.filter((id) => {
		const known = state.store.media(id);
		const isThere = known?.accountId === accountId && known.expiresAt > receivedAt;
		return !isThere || known.readyAt === null || known.readyAt > receivedAt;
	});
	if (unknown.length > 0) return invalidRequest("Your media IDs are invalid.", { "media.media_ids": unknown });
	if (text.trim() !== "" && !twitterText.parseTweet(text).valid) return textTooLong();
	if (state.store.isDuplicate(accountId, text, receivedAt)) return duplicateContent();
	const post = state.store.addPost(accountId, text, mediaIds, receivedAt);
	return {
		status: 201,
		headers: { location: `/2/tweets/${post.id}` },
		body: { data: { edit_history_tweet_ids: [post.id], id: post.id, text: shownText(post).text } },
	};
}

function deletePost(state: XState, req: Request, res: Response) {
	state.counts.post += 1;
	const account = state.signIn(req);
	if (!account) return sendAnswer(res, unauthorized());
	const id = String(req.params.id);
	if (!state.store.deletePost(account.id, id)) return sendAnswer(res, notFound("tweet", id));
	sendAnswer(res, { status: 200, body: { data: { deleted: true } } });
}
