import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { nameRulesShape } from "../campaign/name-rules-shape.ts";
import { inTransaction } from "../db/pool.ts";
import { safeName } from "../domain/gift/donor-name.ts";
import { judgeName, USUAL_NAME_RULES } from "../domain/gift/moderation-policy.ts";
import type { SayParts } from "../give/own-gift.ts";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { NameTrialAnswer, VerdictAnswer } from "../web/contract/staff/names.ts";
import { placesOf, readCounts, readNames } from "./read-names.ts";
import { examineWaiting, saveNameRules } from "./save-rules.ts";
import { giveVerdicts, type NoteDeed, readHistory, showAs, undoDeed } from "./verdicts.ts";

const MAY = "names.moderate";
const NAMES = "/api/staff/campaigns/:campaign/names";

const question = z.object({
	tab: z.enum(["pending", "flagged", "approved", "denied", "all"]).default("pending"),
	search: z.string().trim().max(80).default(""),
	before: z.iso.datetime().optional(),
});
const giftId = z.string().regex(/^[\w-]{1,255}$/, "send the gift's id as the list has it");
const verdict = z.object({
	gifts: z.array(giftId).min(1).max(200, "decide about at most 200 names at once"),
	is: z.enum(["approved", "denied", "pending", "flagged"]),
});
const alias = z.object({ name: z.string().trim().max(80, "write at most 80 letters") });
const trial = z.object({
	name: z.string().max(200),
	amount: z.number().int().min(0).default(0),
	rules: nameRulesShape,
});

/** The queue of names: who decides, by which rules, and what was decided. */
export function namesRoutes(parts: SayParts): StaffRoute[] {
	return [...queueRoutes(parts), ...deedRoutes(parts), ...rulesRoutes(parts)];
}

function queueRoutes({ pool }: SayParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: NAMES,
			may: MAY,
			says: "Names of a drive's givers: those that wait, and those that were decided about.",
			query: question,
			handle: async ({ params, query }) => {
				const campaign = await driveOfRoute(pool, params);
				return staffJson(await readNames(pool, campaign, { ...query, before: query.before ?? null }));
			},
		}),
		staffRoute({
			method: "get",
			path: `${NAMES}/:gift/history`,
			may: MAY,
			says: "What was decided about a name, by whom and when.",
			handle: async ({ params }) =>
				staffJson(await readHistory(pool, (await driveOfRoute(pool, params)).id, params.gift ?? "")),
		}),
	];
}

function deedRoutes(parts: SayParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${NAMES}/verdicts`,
			may: MAY,
			says: "Approves, denies or holds names, on every screen at once. The money stays.",
			body: verdict,
			handle: async (asked) => {
				const by = await moderatorOf(parts.pool, asked);
				const deeds = await giveVerdicts(parts, by, asked.body, noteOf(asked, `name.${asked.body.is}`));
				if (deeds.length === 0) throw new Refusal("not-found", "None of these is a gift of this drive.");
				const answer: VerdictAnswer = { deeds, postsOut: [] };
				return staffJson(answer);
			},
		}),
		staffRoute({
			method: "post",
			path: `${NAMES}/:gift/alias`,
			may: MAY,
			says: "Shows another spelling of a name; an empty one takes that back.",
			body: alias,
			handle: async (asked) => {
				const { name } = asked.body;
				if (name !== "" && safeName(name) === "")
					throw new Refusal("invalid", "Nothing of this can be shown as a name. Write letters.");
				const by = await moderatorOf(parts.pool, asked);
				const deed = await showAs(parts, by, asked.params.gift ?? "", name, noteOf(asked, "name.alias"));
				if (deed === null) throw new Refusal("not-found", "This is no gift of this drive.");
				return staffJson({ deeds: [deed], postsOut: [] } satisfies VerdictAnswer);
			},
		}),
		staffRoute({
			method: "post",
			path: `${NAMES}/deeds/:deed/undo`,
			may: MAY,
			says: "Takes a decision about a name back.",
			handle: async (asked) => {
				const by = await moderatorOf(parts.pool, asked);
				const undone = await undoDeed(parts, by, idInPath(asked.params.deed), noteOf(asked, "name.undone"));
				if (undone === null)
					throw new Refusal("conflict", "Somebody decided about this name since, so there is nothing to undo here.");
				return staffJson({ deeds: [undone], postsOut: [] } satisfies VerdictAnswer);
			},
		}),
	];
}

function rulesRoutes(parts: SayParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: `${NAMES}/rules`,
			may: MAY,
			says: "How a drive lets names through, and its own words.",
			handle: async ({ params }) => {
				const { id, names } = await driveOfRoute(pool, params);
				const { pending, flagged } = await readCounts(pool, id);
				return staffJson({ rules: names ?? USUAL_NAME_RULES, waiting: pending + flagged });
			},
		}),
		staffRoute({
			method: "put",
			path: `${NAMES}/rules`,
			may: MAY,
			says: "Changes how a drive lets names through; names that wait are looked at again.",
			body: nameRulesShape,
			handle: async (asked) => {
				const { id, names } = await driveOfRoute(pool, asked.params);
				await inTransaction(pool, async (client) => {
					await saveNameRules(client, id, asked.body);
					const change = { what: "names.rules-saved", campaignId: id, before: names ?? null, after: asked.body };
					await asked.note(change, client);
				});
				return staffJson(await examineWaiting(parts, id));
			},
		}),
		staffRoute({
			method: "post",
			path: `${NAMES}/try`,
			may: MAY,
			says: "What these rules would make of a name. Changes nothing.",
			body: trial,
			handle: async ({ params, body, note }) => {
				await driveOfRoute(pool, params);
				// Nothing was changed: a line without the name, so that the log is whole.
				await note({ what: "names.tried", campaignId: params.campaign ?? null });
				const { moderation, cause } = judgeName({ name: body.name }, body.amount, body.rules);
				const consent = { name: true, page: true, amount: true, onAir: true, social: true };
				const answer: NameTrialAnswer = {
					...{ moderation: moderation ?? null, cause },
					places: placesOf({ name: body.name, consent, moderation: moderation ?? "approved" }),
				};
				return staffJson(answer);
			},
		}),
	];
}

type Asked = Pick<StaffAsked, "staff" | "params" | "note">;

async function moderatorOf(pool: SayParts["pool"], { staff, params }: Asked) {
	return { id: staff.id, name: staff.name, campaignId: (await driveOfRoute(pool, params)).id };
}

/** The log knows the gift by its id; names stay on the names page. */
function noteOf({ note, params }: Asked, what: string): NoteDeed {
	return (client, gift, before, after) =>
		note({ what, campaignId: params.campaign ?? null, subject: gift, before, after }, client);
}
