import type pg from "pg";
import { z } from "zod";
import { idInPath } from "../../http/asked-shapes.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { DeedResults } from "../../web/contract/staff/approvals.ts";
import type { Dispatch } from "../dispatch.ts";
import { loadAccount } from "../store.ts";
import { approvePost } from "./approve.ts";
import type { Asked, DeedParts, Outcome } from "./deed.ts";
import { dropPost, stopCountdown } from "./drop.ts";
import { editPost } from "./edit.ts";
import { loadHoldRecord } from "./hold-record.ts";
import { drawPicture, renderHeld } from "./rendering.ts";
import { undoLast } from "./undo.ts";
import { listWaiting } from "./waiting-list.ts";

export type ApprovalRouteParts = DeedParts & { readonly dispatch: Dispatch };

const BASE = "/api/staff/campaigns/:campaign/approvals";
const MOST_AT_ONCE = 100;

const postId = z.number().int().positive();
const seen = z.strictObject({ postId, text: z.string().max(10_000), pictureAlt: z.string().max(2_000).nullable() });
const approveBody = z.strictObject({
	posts: z.array(seen).min(1).max(MOST_AT_ONCE),
	answersFindings: z.boolean().default(false),
});
const postsBody = z.strictObject({
	postIds: z.array(postId).min(1).max(MOST_AT_ONCE),
	reason: z.string().trim().max(200).optional(),
});
const editBody = z.strictObject({ postId, text: z.string().max(10_000), seen: z.string().max(10_000) });

/** What waits for a person, and what people may do with it. */
export function approvalRoutes(parts: ApprovalRouteParts): StaffRoute[] {
	const approve = (path: "approve" | "post-now", says: string) =>
		staffRoute({
			method: "post",
			path: `${BASE}/${path}`,
			may: "posts.approve",
			says,
			body: approveBody,
			handle: async (asked) => {
				const { posts, answersFindings } = asked.body;
				return each(parts, posts, (one) => approvePost(parts, { ...askedOf(asked), answersFindings }, one));
			},
		});
	const withPosts = (
		path: string,
		says: string,
		act: (asked: Asked & { reason: string | null }, id: number) => Promise<Outcome>,
	) =>
		staffRoute({
			method: "post",
			path: `${BASE}/${path}`,
			may: "posts.approve",
			says,
			body: postsBody,
			handle: async (asked) => {
				const reason = asked.body.reason || null;
				return each(parts, asked.body.postIds, (id) => act({ ...askedOf(asked), reason }, id));
			},
		});
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "What waits for a person, each post as it would look now, and what was done a moment ago.",
			handle: async ({ params, staff }) => staffJson(await listWaiting(parts, params.campaign ?? "", staff.id)),
		}),
		pictureRoute(parts),
		approve("approve", "Approves what was seen; with the last approval it takes, the posts go out."),
		approve("post-now", "Lets posts go before their countdown ends."),
		withPosts("drop", "Drops posts: they never go out.", (asked, id) => dropPost(parts, asked, id)),
		withPosts("stop-countdown", "Stops countdowns: from then on the posts wait for a person.", (asked, id) =>
			stopCountdown(parts, asked, id),
		),
		withPosts("undo", "Takes back the last thing done with each post, until it was sent.", (asked, id) =>
			undoLast(parts, asked, id),
		),
		staffRoute({
			method: "post",
			path: `${BASE}/edit`,
			may: "posts.approve",
			says: "Gives a post other words. Approvals of the old ones count no more.",
			body: editBody,
			handle: async (asked) => each(parts, [asked.body], (edit) => editPost(parts, askedOf(asked), edit)),
		}),
	];
}

/** One after the other: each is a transaction of its own. What became ready goes on its way at once. */
async function each<T>(parts: ApprovalRouteParts, all: readonly T[], act: (one: T) => Promise<Outcome>) {
	const results: Outcome[] = [];
	for (const one of all) results.push(await act(one));
	parts.dispatch(results.flatMap(({ ready }) => (ready === undefined ? [] : [ready])));
	const answer: DeedResults = { results: results.map(({ ready: _, ...result }) => result) };
	return staffJson(answer);
}

function askedOf({ staff, params, note }: Pick<StaffAsked, "staff" | "params" | "note">): Asked {
	const campaignId = params.campaign ?? "";
	return {
		campaignId,
		person: { id: staff.id, name: staff.name },
		beside: (client: pg.PoolClient, what, id) => note({ what, campaignId, subject: `post ${id}` }, client),
	};
}

function pictureRoute(parts: ApprovalRouteParts): StaffRoute {
	return staffRoute({
		method: "get",
		path: `${BASE}/:post/picture`,
		may: "drive.read",
		says: "A held post's picture as it would be now.",
		query: z.object({ of: z.string().optional() }),
		handle: async ({ params, now }) => {
			const record = await loadHoldRecord(parts.pool, idInPath(params.post));
			const account = record === null ? null : await loadAccount(parts.pool, record.accountId);
			const isHere = account?.campaignId === params.campaign;
			const rendering = record && account && isHere ? await renderHeld(parts, parts.pool, record, account, now) : null;
			if (!rendering?.picture || !account || !parts.cards) throw new Refusal("not-found", "This post has no picture.");
			const bytes = await drawPicture(parts.cards, rendering.subject, account);
			return {
				kind: "bytes",
				status: 200,
				bytes,
				type: "image/png",
				headers: { "Cache-Control": "private, max-age=300" },
			};
		},
	});
}
