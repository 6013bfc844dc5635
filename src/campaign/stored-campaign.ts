import { z } from "zod";
import type { Campaign, CampaignState } from "../domain/drive/campaign.ts";
import { USUAL_LOOK, USUAL_PAGE } from "../domain/drive/campaign-page.ts";
import { USUAL_SHOW } from "../domain/drive/campaign-show.ts";
import { matchShape, powerHourShape } from "./match-shape.ts";
import { nameRulesShape } from "./name-rules-shape.ts";
import { lookShape, pageShape, showShape } from "./page-shape.ts";
import { ruleShape } from "./rule-shape.ts";

const instant = z.number();
const amount = z.number().int();
const language = z.enum(["en", "es"]);

/** What column `config` holds: the domain's Campaign without what has a column of its own. Amounts in minor units. */
const configShape = z.object({
	name: z.string(),
	shortName: z.string(),
	hospital: z.string(),
	hashtag: z.string(),
	goal: amount,
	currency: z.string(),
	timeZone: z.string(),
	opensAt: instant,
	closesAt: instant,
	// Rows written before there were windows are on the air throughout.
	onAirWindows: z.array(z.strictObject({ from: instant, to: instant })).default([]),
	languages: z.tuple([language], language),
	phone: z.string(),
	textCode: z.string(),
	donateUrl: z.string(),
	stations: z.array(
		z.object({ id: z.string(), name: z.string(), phone: z.string().optional(), code: z.string().optional() }),
	),
	simulcasts: z
		.array(z.strictObject({ from: instant, to: instant.nullable(), stationIds: z.array(z.string()) }))
		.optional(),
	paymentLinks: z.array(z.string()),
	monthlyMultiplier: z.number(),
	announceFrom: instant,
	rules: z.array(ruleShape(amount)),
	// Rows written before these existed go on with what is usual.
	look: lookShape.default(USUAL_LOOK),
	page: pageShape(amount)
		.default({})
		.transform((page) => ({ ...USUAL_PAGE, ...page })),
	show: showShape(amount, instant)
		.default({})
		.transform((show) => ({ ...USUAL_SHOW, ...show })),
	names: nameRulesShape.optional(),
	pledgesCount: z.enum(["when-promised", "when-paid"]).optional(),
	matches: z.array(matchShape(amount, instant)).optional(),
	powerHours: z.array(powerHourShape(amount, instant)).optional(),
	frozen: z.strictObject({ at: instant, total: amount }).nullable().optional(),
});

export type CampaignConfig = Omit<Campaign, "id" | "slug" | "state" | "livemode" | "isDefault">;

/** A row of table `campaign`, as far as the domain's Campaign needs it. */
export type CampaignRow = {
	readonly id: string;
	readonly slug: string;
	readonly state: CampaignState;
	readonly livemode: boolean;
	readonly is_default: boolean;
	readonly config: unknown;
};

/** Only the known fields, so that nothing extra an argument carries finds its way into the table. */
export function configOf(campaign: Campaign): CampaignConfig {
	return configShape.parse(campaign);
}

/** Parsed once, here. @throws where the row was written by something other than this version or an older one. */
export function campaignOf(row: CampaignRow): Campaign {
	const config = configShape.safeParse(row.config);
	if (!config.success) {
		const places = config.error.issues.map((issue) => issue.path.join(".")).join(", ");
		throw new Error(`The stored campaign ${row.id} can't be read (${places}): load its campaign file again`);
	}
	const { id, slug, state, livemode } = row;
	return { ...config.data, id, slug, state, livemode, isDefault: row.is_default };
}
