import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../../campaign/drive-of-route.ts";
import { POST_DEEDS } from "../../domain/post/post-deed.ts";
import { mayDo } from "../../domain/staff/staff-role.ts";
import { idInPath, instantInQuery } from "../../http/asked-shapes.ts";
import { csvAnswer, jsonFileAnswer } from "../../http/csv.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { Dispatch } from "../dispatch.ts";
import { doDeed } from "./do-deed.ts";
import { POST_COLUMNS, postCells } from "./post-cells.ts";
import { readPostDetail } from "./read-detail.ts";
import { eachPost, readPostPage, readPostSummary } from "./read-log.ts";

export type LogRouteParts = { readonly pool: pg.Pool; readonly dispatch: Dispatch };

const BASE = "/api/staff/campaigns/:campaign/posts";

const state = z.enum([
	...(["held", "ready", "sending", "published", "rejected", "unconfirmed"] as const),
	...(["superseded", "expired", "cancelled"] as const),
]);
const filterShape = {
	group: z.enum(["waiting", "out", "trouble", "not-sent"]).optional(),
	state: state.optional(),
	account: z.string().max(100).optional(),
	rule: z.string().max(100).optional(),
	from: instantInQuery.optional(),
	to: instantInQuery.optional(),
	text: z.string().max(200).optional(),
};
const pageQuery = z.object({ ...filterShape, before: z.coerce.number().int().positive().optional() });
const exportQuery = z.object({ ...filterShape, as: z.enum(["csv", "json"]).default("csv") });
const deedBody = z.object({
	do: z.enum(POST_DEEDS),
	seen: z.object({ state, tries: z.number().int().min(0) }),
	link: z.string().max(500).optional(),
});

/** The post log: every post with all that became of it, and what a person may do about it. */
export function logRoutes(parts: LogRouteParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "The drive's posts, newest first, a page at a time.",
			query: pageQuery,
			handle: async ({ params, query: { before, ...filter }, now }) =>
				staffJson(await readPostPage(pool, params.campaign ?? "", filter, { before }, now)),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/summary`,
			may: "drive.read",
			says: "How many posts stand how, and what there is to filter by.",
			handle: async ({ params }) => staffJson(await readPostSummary(pool, await driveOfRoute(pool, params))),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/export`,
			may: "drive.read",
			says: "The posts that a filter finds, as CSV or JSON.",
			query: exportQuery,
			handle: async ({ params, query: { as, ...filter }, now }) => {
				const campaign = await driveOfRoute(pool, params);
				const posts = eachPost(pool, campaign.id, filter, now);
				const name = `posts-${campaign.slug}`;
				return as === "json" ? jsonFileAnswer(name, posts) : csvAnswer(name, POST_COLUMNS, postCells(posts));
			},
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/:post`,
			may: "drive.read",
			says: "One post with its whole way from the gift.",
			handle: async ({ params, now }) => {
				const detail = await readPostDetail(pool, params.campaign ?? "", postIdOf(params.post), now);
				if (detail === null) throw new Refusal("not-found", "This drive has no such post.");
				return staffJson(detail);
			},
		}),
		deedRoute(parts),
	];
}

function deedRoute({ pool, dispatch }: LogRouteParts): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${BASE}/:post/deeds`,
		may: "posts.settle",
		says: "Looks for a post on its account, marks it as published or as not there, sends it again, or drops it.",
		body: deedBody,
		handle: async ({ params, body, staff, now, note }) => {
			const campaignId = params.campaign ?? "";
			const postId = postIdOf(params.post);
			if (body.do === "drop" && body.seen.state === "held" && !mayDo(staff.role, "posts.approve")) {
				throw new Refusal("forbidden", "This post waits for approval: whoever may approve it may drop it.");
			}
			const done = await doDeed(pool, { ...body, campaignId, postId, by: staff.name }, now, (client, before) =>
				note(
					{
						what: `post.${NOTED[body.do]}`,
						campaignId,
						subject: String(postId),
						before: { state: before },
						after: body.link === undefined ? undefined : { link: body.link },
					},
					client,
				),
			);
			// At once and not with the next sweep: somebody is watching.
			if (done.wake !== null) {
				dispatch([{ id: postId, accountId: done.accountId }], { name: done.wake, round: now });
			}
			return staffJson(await readPostDetail(pool, campaignId, postId, now));
		},
	});
}

const NOTED = {
	check: "looked-for",
	"mark-published": "marked-published",
	"mark-absent": "marked-absent",
	retry: "sent-again",
	drop: "dropped",
} as const;

function postIdOf(given: string | undefined): number {
	const id = idInPath(given);
	if (id === 0) throw new Refusal("not-found", "This drive has no such post.");
	return id;
}
