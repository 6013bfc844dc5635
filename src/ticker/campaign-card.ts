import type { Pool } from "pg";
import { z } from "zod";
import type { AmountTrigger } from "../domain/next-milestone.ts";
import type { CampaignCard } from "../domain/ticker.ts";

const amountTrigger = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("every"), step: z.number() }),
	z.object({ kind: z.literal("amounts"), amounts: z.array(z.number()) }),
	z.object({ kind: z.literal("percent"), percents: z.array(z.number()) }),
]);

/** What screens need of a campaign's stored setup; the rest of it is nobody's business outside. */
const configSchema = z.object({
	name: z.string(),
	hospital: z.string().default(""),
	goal: z.number(),
	currency: z.string(),
	timeZone: z.string(),
	closesAt: z.number(),
	languages: z.tuple([z.enum(["en", "es"])], z.enum(["en", "es"])),
	phone: z.string().default(""),
	textCode: z.string().default(""),
	rules: z.array(z.object({ trigger: z.looseObject({ kind: z.string() }) })).default([]),
});

export const cardRowSchema = z.object({
	id: z.string(),
	slug: z.string(),
	state: z.enum(["draft", "live", "closed", "archived"]),
	version: z.number(),
	config: configSchema,
});

export type CampaignRow = z.infer<typeof cardRowSchema>;

export function toCard(row: CampaignRow): CampaignCard {
	const { config } = row;
	return {
		slug: row.slug,
		name: config.name,
		hospital: config.hospital,
		language: config.languages[0],
		currency: config.currency,
		goal: config.goal,
		state: row.state,
		closesAt: config.closesAt,
		phone: config.phone,
		textCode: config.textCode,
		triggers: config.rules.flatMap(({ trigger }) => amountTriggerOf(trigger)),
		version: row.version,
	};
}

const AMOUNT_KINDS: ReadonlySet<string> = new Set(["every", "amounts", "percent"]);

/** The kind is looked at first, so that a broken amount rule is an error here, and not silently no milestone. */
function amountTriggerOf(trigger: { kind: string }): AmountTrigger[] {
	return AMOUNT_KINDS.has(trigger.kind) ? [amountTrigger.parse(trigger)] : [];
}

/** The campaign a public address names; null where there is none, or it is still being set up. */
export async function findPublicCampaign(pool: Pool, slug: string): Promise<{ id: string } | null> {
	const { rows } = await pool.query<{ id: string }>("select id from campaign where slug = $1 and state <> 'draft'", [
		slug,
	]);
	return rows[0] ?? null;
}
