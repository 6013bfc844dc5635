import { z } from "zod";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { TemplatePlace } from "../../web/contract/staff/templates.ts";
import { history } from "../own-text-store.ts";
import { checkText } from "./check-text.ts";
import { type DeskDrive, type DeskParts, keptAt, readDeskDrive, ruleOf } from "./desk-drive.ts";
import { overviewOf, placesOf, placeTexts } from "./place-texts.ts";
import { MOST_HISTORY, restoreTexts, type Saver, saveTexts, type TextsSaved } from "./save-texts.ts";
import { templatePicture } from "./template-picture.ts";

const BASE = "/api/staff/campaigns/:campaign/templates";

const platform = z.enum(["x", "facebook", "on-air"]);
const language = z.enum(["en", "es"]);
const ruleId = z.string().max(80);
const place = z.strictObject({ ruleId, platform, language, accountId: z.string().max(80).nullable() });
const LONGEST_SOURCE = 6_000;
const source = z.string().max(LONGEST_SOURCE, `A text has at most ${LONGEST_SOURCE} characters.`);
const revision = z.number().int().min(0);
const placeQuery = z.strictObject({ ruleId, platform, language, accountId: z.string().max(80).optional() });
const saveBody = z.strictObject({
	place,
	revision,
	variants: z
		.array(z.strictObject({ id: z.string().max(120).nullable(), source, isOn: z.boolean() }))
		.max(100)
		.nullable(),
});

/** The texts of a drive's posts: read, tried, kept, taken back. */
export function templateRoutes(parts: DeskParts): StaffRoute[] {
	return [...readingRoutes(parts), ...writingRoutes(parts)];
}

function readingRoutes(parts: DeskParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "drive.read",
			says: "A drive's rules, and how many of their texts are its own.",
			handle: async ({ params }) => staffJson(overviewOf(await driveOf(parts, params.campaign))),
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/rule`,
			may: "drive.read",
			says: "Every text of one rule on one platform, with today's figures filled in.",
			query: z.strictObject({ ruleId, platform }),
			handle: async ({ params, query }) => {
				const drive = await driveOf(parts, params.campaign);
				return staffJson({ places: placesOf(drive, ruleIn(drive, query.ruleId), query.platform) });
			},
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/history`,
			may: "drive.read",
			says: "Every change of one place's texts, newest first.",
			query: placeQuery,
			handle: async ({ params, query }) => {
				const drive = await driveOf(parts, params.campaign);
				const at = keptAt(drive, { ...query, accountId: query.accountId ?? null });
				return staffJson({ revisions: await history(parts.pool, at, MOST_HISTORY) });
			},
		}),
		staffRoute({
			method: "get",
			path: `${BASE}/picture`,
			may: "drive.read",
			says: "The picture that a post of the rule would carry today.",
			query: z.strictObject({ ruleId, language }),
			handle: async ({ params, query }) => {
				const drive = await driveOf(parts, params.campaign);
				return staffJson(await templatePicture(parts.pool, drive, ruleIn(drive, query.ruleId), query.language));
			},
		}),
	];
}

function writingRoutes(parts: DeskParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/check`,
			may: "templates.edit",
			says: "What a text would become, and what is wrong with it; nothing is saved.",
			body: z.strictObject({ place, source, variantId: z.string().max(120).nullable() }),
			handle: async ({ params, body }) => {
				const drive = await driveOf(parts, params.campaign);
				return staffJson(checkText(drive, ruleIn(drive, body.place.ruleId), body));
			},
		}),
		staffRoute({
			method: "put",
			path: `${BASE}/place`,
			may: "templates.edit",
			says: "Saves a place's texts; they hold from the next post on. Null: what comes with Carillon again.",
			body: saveBody,
			handle: async (asked) => {
				const drive = await driveOf(parts, asked.params.campaign);
				const rule = ruleIn(drive, asked.body.place.ruleId);
				accountIn(drive, asked.body.place);
				return answerSaved(parts, asked, await saveTexts(saverOf(parts, asked), drive, rule, asked.body));
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/restore`,
			may: "templates.edit",
			says: "Brings back how a place's texts once stood.",
			body: z.strictObject({ place, revision, to: revision }),
			handle: async (asked) => {
				const drive = await driveOf(parts, asked.params.campaign);
				accountIn(drive, asked.body.place);
				return answerSaved(parts, asked, await restoreTexts(saverOf(parts, asked), drive, asked.body));
			},
		}),
	];
}

async function driveOf(parts: DeskParts, campaignId = ""): Promise<DeskDrive> {
	const drive = await readDeskDrive(parts, campaignId);
	if (drive === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	return drive;
}

function ruleIn(drive: DeskDrive, id: string): MilestoneRule {
	const rule = ruleOf(drive, id);
	if (rule === null) throw new Refusal("not-found", "This drive has no such rule any more: go back to the rules.");
	return rule;
}

function accountIn({ accounts }: DeskDrive, { accountId }: TemplatePlace): void {
	if (accountId !== null && !accounts.some(({ id }) => id === accountId))
		throw new Refusal("not-found", "This drive has no such account.");
}

type Writing = StaffAsked<{ readonly place: TemplatePlace }>;

function saverOf({ pool }: DeskParts, { staff, params, body, note }: Writing): Saver {
	const { ruleId: rule, platform: on, language: spoken, accountId } = body.place;
	const subject = [rule, on, spoken, ...(accountId === null ? [] : [accountId])].join("/");
	const campaignId = params.campaign ?? null;
	return {
		pool,
		by: { id: staff.id, name: staff.name },
		beside: (client, what, before, after) => note({ what, campaignId, subject, before, after }, client),
	};
}

async function answerSaved(parts: DeskParts, { params, body }: Writing, saved: TextsSaved) {
	switch (saved.kind) {
		case "kept": {
			const drive = await driveOf(parts, params.campaign);
			return staffJson(placeTexts(drive, ruleIn(drive, body.place.ruleId), body.place));
		}
		case "overtaken":
			throw new Refusal("conflict", overtaken(saved.by, parts.now() - saved.at));
		case "refused":
			throw new Refusal("invalid", saved.says);
		default:
			return saved satisfies never;
	}
}

function overtaken(by: string, ago: number): string {
	const minutes = Math.max(0, Math.round(ago / 60_000));
	return `${by} saved these texts ${minutes === 0 ? "a moment" : `${minutes} min`} ago, while you were writing. Copy yours, load the page again, and put it in.`;
}
