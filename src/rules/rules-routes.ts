import type pg from "pg";
import { z } from "zod";
import { policyShape } from "../campaign/rule-shape.ts";
import { ruleChanges } from "../domain/milestone/rule-changes.ts";
import { forecastRule } from "../domain/milestone/rule-forecast.ts";
import { MATCH_KINDS, POWER_HOUR_KINDS } from "../domain/milestone/told-about.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { RulesPreview, SaveRulesRequest } from "../web/contract/staff/rules.ts";
import { rulesOfDrafts } from "./draft-rules.ts";
import { byWeight, type DriveRules, readDriveRules, rulesAnswer } from "./rules-of-drive.ts";
import { saveRules } from "./save-rules.ts";
import { suggestRules } from "./suggest-rules.ts";

const BASE = "/api/staff/campaigns/:campaign/rules";

const numbers = z.array(z.number()).max(100);
const trigger = z.discriminatedUnion("kind", [
	z.strictObject({ kind: z.literal("every"), step: z.number() }),
	z.strictObject({ kind: z.literal("amounts"), amounts: numbers }),
	z.strictObject({ kind: z.literal("percent"), percents: numbers }),
	z.strictObject({ kind: z.literal("gifts"), counts: numbers }),
	z.strictObject({ kind: z.literal("donors"), counts: numbers }),
	z.strictObject({ kind: z.literal("monthly-donors"), counts: numbers }),
	z.strictObject({ kind: z.literal("large-gift"), atLeast: z.number() }),
	z.strictObject({ kind: z.literal("hour-target"), target: z.number() }),
	z.strictObject({ kind: z.literal("best-hour"), atLeast: z.number() }),
	z.strictObject({ kind: z.literal("hours-to-go"), hours: numbers }),
	z.strictObject({ kind: z.literal("final-hour") }),
	z.strictObject({ kind: z.literal("closed") }),
	z.strictObject({ kind: z.literal("thank-you"), hours: numbers }),
	z.strictObject({ kind: z.literal("goal-raised") }),
	z.strictObject({ kind: z.literal(MATCH_KINDS) }),
	z.strictObject({ kind: z.literal(POWER_HOUR_KINDS) }),
]);

/** What is wrong with a rule's numbers is said by `ruleProblems`, in words; here only that they are numbers. */
const body: z.ZodType<SaveRulesRequest> = z.strictObject({
	version: z.number().int(),
	rules: z
		.array(
			z.strictObject({
				id: z.string().max(80).nullable(),
				trigger,
				policy: policyShape,
				expiresAfterMinutes: z.number(),
				window: z.strictObject({ fromHour: z.number(), toHour: z.number() }).optional(),
				isOff: z.literal(true).optional(),
			}),
		)
		.max(200),
});

/** The rules of a drive: what makes a milestone, and who lets its posts go. */
export function rulesRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "A drive's milestone rules, the weightiest first, with what each would still bring.",
			handle: async ({ params, now }) => staffJson(rulesAnswer(await driveOf(pool, params.campaign), now)),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/suggestions`,
			may: "drive.read",
			says: "What a new rule of each kind starts with, by the drive's goal and length.",
			handle: async ({ params }) =>
				staffJson({ suggestions: suggestRules((await driveOf(pool, params.campaign)).campaign) }),
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/preview`,
			may: "campaign.edit",
			says: "What would be different with these rules; nothing is saved.",
			body,
			handle: async (asked) => {
				const drive = await driveOf(pool, asked.params.campaign);
				return staffJson(preview(drive, asked));
			},
		}),
		staffRoute({
			method: "put",
			path: BASE,
			may: "campaign.edit",
			says: "Saves a drive's milestone rules. What was announced stays announced; posts that wait stay.",
			body,
			handle: async (asked) => {
				await save(pool, asked);
				return staffJson(rulesAnswer(await driveOf(pool, asked.params.campaign), asked.now));
			},
		}),
	];
}

async function driveOf(pool: pg.Pool, campaignId = ""): Promise<DriveRules> {
	const drive = await readDriveRules(pool, campaignId);
	if (drive === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	return drive;
}

function preview(drive: DriveRules, { body: asked, now }: StaffAsked<SaveRulesRequest>): RulesPreview {
	const before = byWeight(drive.campaign.rules);
	let news = 0;
	const newId = () => {
		news += 1;
		return `new-${news}`;
	};
	const { rules, problems } = rulesOfDrafts(before, asked.rules, newId);
	const from = { ...drive, now };
	const isSound = problems.length === 0;
	return {
		problems,
		changes: isSound ? ruleChanges(before, rules, from, drive.waiting) : [],
		forecasts: isSound ? rules.map((rule) => forecastRule(rule, from)) : [],
	};
}

async function save(pool: pg.Pool, asked: StaffAsked<SaveRulesRequest>): Promise<void> {
	const campaignId = asked.params.campaign ?? "";
	const saved = await saveRules(pool, {
		...asked.body,
		campaignId,
		by: asked.staff,
		beside: (client, before, after) => asked.note({ what: "rules.saved", campaignId, before, after }, client),
	});
	switch (saved.kind) {
		case "saved":
		case "unchanged":
			return;
		case "no-such-drive":
			throw new Refusal("not-found", "There is no such drive; it may have been removed.");
		case "conflict":
			throw new Refusal(
				"conflict",
				`${saved.lastSave?.savedBy ?? "Somebody"} has saved this drive since you opened it. Load it again and make your change once more.`,
			);
		case "problems":
			throw new Refusal("invalid", saved.problems.map(({ says }) => says).join(" "));
		default:
			saved satisfies never;
	}
}
