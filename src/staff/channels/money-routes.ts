import { z } from "zod";
import { deleteTestPost, sendTestPost } from "../../channel/test-post.ts";
import { inTransaction } from "../../db/pool.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import { isPostingStopped } from "../../posting/store.ts";
import { accountIn, requireDrive } from "./account-of.ts";
import type { ChannelDesk } from "./desk.ts";

const BASE = "/api/staff/campaigns/:campaign/channels";
const budgetBody = z.strictObject({
	/** Tenths of a cent; null: no limit. */
	mills: z.number().int().min(0, "write 0 or more").max(100_000_000, "at most $100,000").nullable(),
});

/** The drive's budget for X. */
export function budgetRoutes({ pool }: Pick<ChannelDesk, "pool">): StaffRoute[] {
	return [
		staffRoute({
			method: "put",
			path: `${BASE}/budget`,
			may: "channels.edit",
			says: "Sets what the drive may spend on X; near its end posts lose their links, at its end they stop.",
			body: budgetBody,
			handle: async ({ params, body, staff, note }) => {
				const campaignId = params.campaign ?? "";
				await requireDrive({ pool }, campaignId);
				await inTransaction(pool, async (client) => {
					const before = await client.query<{ mills: string }>(
						"delete from x_budget where campaign_id = $1 returning mills",
						[campaignId],
					);
					if (body.mills !== null) {
						await client.query("insert into x_budget (campaign_id, mills, set_by) values ($1, $2, $3)", [
							campaignId,
							body.mills,
							staff.name,
						]);
					}
					const mills = before.rows[0]?.mills;
					const change = { before: mills === undefined ? null : Number(mills), after: body.mills };
					await note({ what: "channel.budget-set", campaignId, ...change }, client);
				});
				return staffJson(body);
			},
		}),
	];
}

/** A post that only says it is a test, and its deletion. */
export function testPostRoutes(desk: ChannelDesk): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/:account/test-post`,
			may: "channels.test",
			says: "Sends a post marked as a test on the real account. It can be deleted again.",
			handle: async ({ params, staff, note }) => {
				const account = await accountIn(desk, params);
				if (account.platform === "on-air") throw new Refusal("conflict", "The host's screens take no test posts.");
				if (!account.enabled) throw new Refusal("conflict", "This channel is switched off. Switch it on first.");
				const made = sendTestPost(desk, account, staff.name, async (client) => {
					// Stop means stop, also for this: read under the red button's own lock.
					if (await isPostingStopped(client, account.campaignId))
						throw new Refusal("conflict", "Posting is stopped. Resume it first; nothing was sent.");
					await note({ what: "channel.test-post", campaignId: account.campaignId, subject: account.name }, client);
				});
				return staffJson(await made.catch(sayIfOpen), 201);
			},
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/:account/test-post/:post`,
			may: "channels.test",
			says: "Deletes a test post at the platform and looks that it is gone.",
			handle: async ({ params, note }) => {
				const account = await accountIn(desk, params);
				const { rowCount } = await desk.pool.query("select from channel_test_post where id = $1 and account_id = $2", [
					params.post ?? "",
					account.id,
				]);
				if (rowCount !== 1) throw new Refusal("not-found", "There is no such test post.");
				const post = await deleteTestPost(desk, account, params.post ?? "");
				await note({
					what: "channel.test-post-deleted",
					campaignId: account.campaignId,
					subject: account.name,
					after: post.state,
				});
				return staffJson(post);
			},
		}),
	];
}

/** The database lets one test post be open on an account. */
function sayIfOpen(error: unknown): never {
	if (typeof error === "object" && error !== null && "constraint" in error && error.constraint === "one_open_test_post")
		throw new Refusal("conflict", "A test post is still open on this channel. Delete it, or look for it, first.");
	throw error;
}
