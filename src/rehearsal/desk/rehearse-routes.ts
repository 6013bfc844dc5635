import type { Request, Response } from "express";
import type pg from "pg";
import { z } from "zod";
import { ruleShape } from "../../campaign/rule-shape.ts";
import type { Answer } from "../../http/answer.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import { loadOwnTexts } from "../../template/own-text-store.ts";
import type { RehearsalRequest } from "../../web/contract/staff/rehearsal.ts";
import { readChoices } from "./choices.ts";
import { readCampaign, readSetup } from "./read-setup.ts";
import type { RehearsingThreads } from "./rehearsing-threads.ts";
import { BadRules, type RuleSet, ruleSetOf } from "./rule-sets.ts";
import type { RehearsalWork, WorkLine } from "./work.ts";

export type RehearseParts = {
	readonly pool: pg.Pool;
	readonly databaseUrl: string;
	/** Where the world reaches us, for the length of posts' short links. */
	readonly publicUrl: string | undefined;
	readonly threads: RehearsingThreads;
};

const BASE = "/api/staff/campaigns/:campaign/rehearsals";

/** A file of 100,000 gifts with names, twice. */
const MOST_BYTES = 16_000_000;

const rules = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("drive") }),
	z.strictObject({ kind: z.literal("version"), version: z.number().int() }),
	z.strictObject({
		kind: z.literal("draft"),
		rules: z
			.array(
				ruleShape(z.number())
					.omit({ id: true, priority: true })
					.extend({ id: z.string().max(80).nullable() }),
			)
			.max(200),
	}),
]);

const source = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("drive"), campaignId: z.string().max(100) }),
	z.strictObject({
		kind: z.literal("generated"),
		gifts: z.number().int().min(10, "Write at least 10 gifts.").max(100_000, "Write at most 100,000 gifts."),
		hours: z.number().min(1, "Write at least an hour.").max(240, "Write at most 240 hours."),
		partOfGoal: z.number().min(0.05).max(5),
		seed: z.number().int(),
	}),
	z.strictObject({ kind: z.literal("file"), name: z.string().max(200), csv: z.string().min(1, "The file is empty.") }),
]);

const body: z.ZodType<RehearsalRequest> = z.strictObject({
	source,
	rules,
	against: rules.nullable(),
	assumptions: z.strictObject({
		sendingSeconds: z.number().min(0).max(600),
		approvedAfterMinutes: z.number().min(0).max(10_000).nullable(),
		hasPictures: z.boolean(),
	}),
});

/** Rehearsals: a whole drive against a drive's rules, with nothing leaving the house. */
export function rehearseRoutes(parts: RehearseParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${BASE}/choices`,
			may: "rehearse",
			says: "Drives whose gifts can be rehearsed here, and earlier saves of the rules to compare with.",
			handle: async ({ params }) => {
				const choices = await readChoices(parts.pool, params.campaign ?? "");
				if (choices === null) throw noSuchDrive();
				return staffJson(choices);
			},
		}),
		staffRoute({
			method: "post",
			path: BASE,
			may: "rehearse",
			says: "Rehearses a drive's gifts against these rules in virtual time. Answers lines of JSON: progress, then the result.",
			body,
			mostBytes: MOST_BYTES,
			handle: async (asked) => {
				const campaignId = asked.params.campaign ?? "";
				const work = await workOf(parts, campaignId, asked.body);
				if (!parts.threads.hasRoom()) {
					throw new Refusal(
						"conflict",
						"Two rehearsals are running already. Wait for one to end, then press it again.",
					);
				}
				await asked.note({ what: "drive.rehearsed", campaignId, after: { source: asked.body.source.kind } });
				return linesOf((tell) => parts.threads.start(work, tell));
			},
		}),
	];
}

function noSuchDrive(): Refusal {
	return new Refusal("not-found", "There is no such drive; it may have been removed.");
}

async function workOf(
	{ pool, databaseUrl, publicUrl }: RehearseParts,
	campaignId: string,
	asked: RehearsalRequest,
): Promise<RehearsalWork> {
	const read = await readSetup(pool, campaignId, publicUrl);
	if (read === null) throw noSuchDrive();
	const { source, assumptions, against } = asked;
	const of = source.kind === "drive" ? await readCampaign(pool, source.campaignId) : null;
	if (source.kind === "drive" && of?.currency !== read.setup.campaign.currency) {
		throw new Refusal("invalid", "That drive isn't there any more, or is in another currency. Choose another one.");
	}
	const ruleSets = [asked.rules, ...(against === null ? [] : [against])];
	return {
		...{ setup: read.setup, notes: read.notes, source, databaseUrl, assumptions },
		of: of === null ? null : { monthlyMultiplier: of.monthlyMultiplier },
		ruleSets: await Promise.all(ruleSets.map((rules) => ruleSet(pool, read.setup.campaign, rules))),
		ownTexts: await loadOwnTexts(pool, campaignId),
	};
}

async function ruleSet(...asked: Parameters<typeof ruleSetOf>): Promise<RuleSet> {
	try {
		return await ruleSetOf(...asked);
	} catch (error) {
		if (error instanceof BadRules) throw new Refusal("invalid", error.message);
		throw error;
	}
}

/** Lines as they come; whoever asked and goes away ends the rehearsal. */
function linesOf(start: (tell: (line: WorkLine) => void) => () => void): Answer {
	return {
		kind: "stream",
		open: (_request: Request, response: Response) =>
			new Promise((resolve) => {
				response.status(200);
				response.setHeader("Content-Type", "application/x-ndjson; charset=utf-8");
				response.setHeader("Cache-Control", "no-store");
				// Reverse proxies would hold the lines back until the end.
				response.setHeader("X-Accel-Buffering", "no");
				const stop = start((line) => {
					response.write(`${JSON.stringify(line)}\n`);
					if (line.kind === "progress") return;
					response.end();
					resolve();
				});
				response.once("close", () => {
					stop();
					resolve();
				});
			}),
	};
}
