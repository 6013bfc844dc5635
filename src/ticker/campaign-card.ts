import { z } from "zod";
import { matchShape, powerHourShape } from "../campaign/match-shape.ts";
import { BRASS } from "../domain/drive/campaign-page.ts";
import { matchCards, type UnlockTally } from "../domain/match/match-now.ts";
import { powerHourCards } from "../domain/match/power-hour-now.ts";
import type { AmountTrigger } from "../domain/milestone/next-milestone.ts";
import type { CampaignCard } from "../domain/screen/ticker.ts";

const amountTrigger = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("every"), step: z.number() }),
	z.object({ kind: z.literal("amounts"), amounts: z.array(z.number()) }),
	z.object({ kind: z.literal("percent"), percents: z.array(z.number()) }),
]);

const language = z.enum(["en", "es"]);

/** What screens need of a campaign's stored setup; the rest of it is nobody's business outside. */
const configSchema = z.object({
	name: z.string(),
	shortName: z.string().default(""),
	hospital: z.string().default(""),
	hashtag: z.string().default(""),
	goal: z.number(),
	currency: z.string(),
	timeZone: z.string(),
	opensAt: z.number(),
	closesAt: z.number(),
	frozen: z.object({ at: z.number(), total: z.number() }).nullable().optional(),
	onAirWindows: z.array(z.object({ from: z.number(), to: z.number() })).default([]),
	languages: z.tuple([language], language),
	phone: z.string().default(""),
	textCode: z.string().default(""),
	donateUrl: z.string().default(""),
	stations: z
		.array(z.object({ id: z.string(), name: z.string(), phone: z.string().optional(), code: z.string().optional() }))
		.default([]),
	// Rows written before these existed go on with what is usual.
	look: z.object({ colour: z.string() }).default({ colour: BRASS }),
	show: z.object({ lastYear: z.array(z.number()).default([]) }).default({ lastYear: [] }),
	rules: z
		.array(z.object({ trigger: z.looseObject({ kind: z.string() }), isOff: z.boolean().default(false) }))
		// One that is switched off announces nothing, so nothing is on the way to it.
		.transform((rules) => rules.filter(({ isOff }) => !isOff))
		.default([]),
	matches: z.array(matchShape(z.number(), z.number())).default([]),
	powerHours: z.array(powerHourShape(z.number(), z.number())).default([]),
});

export const cardRowSchema = z.object({
	id: z.string(),
	slug: z.string(),
	state: z.enum(["draft", "live", "closed", "archived"]),
	version: z.number(),
	config: configSchema,
});

export type CampaignRow = z.infer<typeof cardRowSchema>;

export function toCard(row: CampaignRow, unlocks: UnlockTally): CampaignCard {
	const { config } = row;
	return {
		slug: row.slug,
		name: config.name,
		shortName: config.shortName || config.name,
		hospital: config.hospital,
		language: config.languages[0],
		languages: config.languages,
		currency: config.currency,
		goal: config.goal,
		state: row.state,
		timeZone: config.timeZone,
		opensAt: config.opensAt,
		closesAt: config.closesAt,
		onAirWindows: config.onAirWindows,
		phone: config.phone,
		textCode: config.textCode,
		donateUrl: config.donateUrl,
		hashtag: config.hashtag,
		colour: config.look.colour,
		stations: config.stations,
		hourTarget: hourTargetOf(config.rules),
		lastYear: config.show.lastYear,
		triggers: config.rules.flatMap(({ trigger }) => amountTriggerOf(trigger)),
		matches: matchCards(config, unlocks.progress, unlocks.unlocked),
		powerHours: powerHourCards(config),
		...(config.frozen && { isFrozen: true as const }),
		version: row.version,
	};
}

const AMOUNT_KINDS: ReadonlySet<string> = new Set(["every", "amounts", "percent"]);

/** The kind is looked at first, so that a broken amount rule is an error here, and not silently no milestone. */
function amountTriggerOf(trigger: { kind: string }): AmountTrigger[] {
	return AMOUNT_KINDS.has(trigger.kind) ? [amountTrigger.parse(trigger)] : [];
}

const hourTarget = z.object({ kind: z.literal("hour-target"), target: z.number() });

/** The lowest where there are several: the first that an hour can reach. */
function hourTargetOf(rules: readonly { trigger: { kind: string } }[]): number | null {
	const own = rules.filter(({ trigger }) => trigger.kind === "hour-target");
	return own.length === 0 ? null : Math.min(...own.map(({ trigger }) => hourTarget.parse(trigger).target));
}
