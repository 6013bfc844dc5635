import { randomBytes } from "node:crypto";
import type { Request } from "express";
import type pg from "pg";
import type { Env } from "../../config/env.ts";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { inTransaction } from "../db/pool.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { Log } from "../log.ts";
import type { TemplatePack } from "../template/pack.ts";
import { examineReadiness } from "./readiness.ts";
import { runTestGift } from "./test-gift.ts";
import { beginTest, readTest } from "./test-gift-store.ts";

export type ReadyParts = {
	readonly pool: pg.Pool;
	readonly env: Env;
	readonly databaseUrl: string;
	readonly log: Log;
	readonly pack: () => Promise<TemplatePack>;
};

const DRIVE = "/api/staff/campaigns/:campaign";

/** Ready for air: the check, and the gift that goes all the way. */
export function readyRoutes({ pool, env, databaseUrl, log, pack }: ReadyParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${DRIVE}/ready`,
			may: "checks.read",
			says: "What has to be right before a drive goes on air, each line with how to mend it.",
			handle: async ({ params, now }) => {
				const campaign = await driveOfRoute(pool, params);
				return staffJson(await examineReadiness({ pool, env, campaign, now, databaseUrl, pack: await pack() }));
			},
		}),
		staffRoute({
			method: "post",
			path: `${DRIVE}/test-gifts`,
			may: "checks.test-gift",
			says: "Sends a test gift all the way to a practice post, in a hidden twin of the drive.",
			handle: async ({ params, staff, request, note }) => {
				const campaign = await driveOfRoute(pool, params);
				const id = `test${randomBytes(8).toString("hex")}`;
				const test = await inTransaction(pool, async (client) => {
					const begun = await beginTest(client, campaign.id, id, staff.name);
					if (begun === null)
						throw new Refusal("conflict", "A test gift is on its way already. Wait until it has arrived.");
					await note({ what: "test-gift.sent", campaignId: campaign.id, subject: id }, client);
					return begun;
				});
				void runTestGift(
					{ pool, log, secrets: env.stripeWebhookSecrets, ownAddress: addressOf(request) },
					campaign,
					id,
				);
				return staffJson(test, 202);
			},
		}),
		staffRoute({
			method: "get",
			path: `${DRIVE}/test-gifts/:test`,
			may: "checks.read",
			says: "How far a test gift has come.",
			handle: async ({ params }) => {
				const test = await readTest(pool, params.campaign ?? "", params.test ?? "");
				if (test === null) throw new Refusal("not-found", "There is no such test gift.");
				return staffJson(test);
			},
		}),
	];
}

/** Where this very process listens, as the request that asks has reached it: past every proxy. */
function addressOf({ socket }: Request): string {
	const { localAddress = "127.0.0.1", localPort } = socket;
	const plain = localAddress.replace(/^::ffff:/, "");
	return `http://${plain.includes(":") ? `[${plain}]` : plain}:${localPort}`;
}
