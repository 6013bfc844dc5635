import type pg from "pg";
import type { Gift } from "../domain/gift/gift.ts";
import type { KnownVerdict } from "../domain/gift/gift-fact.ts";
import { verdictIn } from "../domain/gift/giver.ts";
import { namedText } from "../domain/gift/moderation.ts";
import { recordSay, type Say, type SayParts } from "../give/own-gift.ts";
import type { NameDeed, NameHistory, NameState } from "../web/contract/staff/names.ts";
import { forgetPicturesOf } from "./forget-pictures.ts";

/** Who decides, and for which drive. */
export type Moderator = { readonly id: string; readonly name: string; readonly campaignId: string };

/** Writes the audit's line in the same transaction: by the gift's id, never the name. */
export type NoteDeed = (client: pg.PoolClient, gift: string, before: unknown, after: unknown) => Promise<void>;

/** What is kept of a name before and after a deed: enough to bring it back. */
type Kept = NameState & { readonly verdict: string | null; readonly alias: string };

/** Judges these names; null for those that are no gift of this drive. Gives the deeds' ids, for undo. */
export async function giveVerdicts(
	parts: SayParts,
	by: Moderator,
	{ gifts, is }: { readonly gifts: readonly string[]; readonly is: Exclude<KnownVerdict, "none"> },
	note: NoteDeed,
): Promise<number[]> {
	const deeds: number[] = [];
	for (const gift of gifts) {
		const say = ({ giver }: Gift) => ({ verdict: { is, of: namedText(giver) } });
		const deed = await tell(parts, by, { gift, deed: is, say }, note);
		if (deed !== null) deeds.push(deed);
	}
	return deeds;
}

/** Shows another spelling of the name, which is approved with it; the donor's own stays known below. Empty takes it back. */
export function showAs(
	parts: SayParts,
	by: Moderator,
	gift: string,
	name: string,
	note: NoteDeed,
): Promise<number | null> {
	const say = ({ giver, known }: Gift): Say => {
		const own = known.name?.value ?? known.billingName?.value;
		const shown = { ...giver, name: name === "" ? (typeof own === "string" ? own : "") : name };
		return { alias: name, verdict: { is: "approved", of: namedText(shown) } };
	};
	return tell(parts, by, { gift, deed: "alias", say }, note);
}

/** Takes one deed back: the name stands again as it did before it. Null where it was undone already or is none of this drive's. */
export async function undoDeed(parts: SayParts, by: Moderator, deedId: number, note: NoteDeed): Promise<number | null> {
	const { rows } = await parts.pool.query<{ gift: string; before: Kept }>(
		`select gift_id as gift, before from name_verdict where id = $1 and campaign_id = $2 and undone_by is null and deed <> 'undo'
		   and not exists (select from name_verdict l where l.gift_id = name_verdict.gift_id and l.id > name_verdict.id and l.undone_by is null and l.deed <> 'undo')`,
		[deedId, by.campaignId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const [is = "none", ...of] = (row.before.verdict ?? "none").split("\n");
	const say = (): Say => ({
		alias: row.before.alias,
		verdict: { is: is as KnownVerdict, of: of.join("\n") },
	});
	return tell(parts, by, { gift: row.gift, deed: "undo", say, undoes: deedId }, note);
}

type Telling = {
	readonly gift: string;
	readonly deed: NameDeed;
	readonly say: (gift: Gift) => Say;
	readonly undoes?: number;
};

async function tell(parts: SayParts, by: Moderator, telling: Telling, note: NoteDeed): Promise<number | null> {
	let deed: number | null = null;
	await recordSay(parts, telling.gift, `moderation:${by.id}`, telling.say, async (client, found, after) => {
		if (found.campaignId !== by.campaignId) throw new NotOfThisDrive();
		const before = keptOf(found.gift);
		const now = keptOf(after);
		const { rows } = await client.query<{ id: number }>(
			`insert into name_verdict (campaign_id, gift_id, at, by_id, by_name, deed, before, after)
			 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
			[
				...[by.campaignId, after.id, new Date(parts.now()), by.id, by.name, telling.deed],
				...[JSON.stringify(before), JSON.stringify(now)],
			],
		);
		deed = rows[0]?.id ?? null;
		if (telling.undoes !== undefined)
			await client.query("update name_verdict set undone_by = $2 where id = $1", [telling.undoes, deed]);
		await forgetPicturesOf(client, after.id);
		await note(client, after.id, { moderation: before.moderation }, { moderation: now.moderation, deed: telling.deed });
	}).catch((error: unknown) => {
		if (!(error instanceof NotOfThisDrive)) throw error;
	});
	return deed;
}

/** Rolls the transaction back. */
class NotOfThisDrive extends Error {}

function keptOf({ giver, known }: Gift): Kept {
	const alias = known.alias?.value;
	const moderation = "moderation" in giver ? (giver.moderation as NameState["moderation"]) : null;
	return {
		name: giver.name ?? "",
		moderation,
		verdict: verdictIn(known) ?? null,
		alias: typeof alias === "string" ? alias : "",
	};
}

export async function readHistory(db: Pick<pg.Pool, "query">, campaignId: string, gift: string): Promise<NameHistory> {
	const { rows } = await db.query<{
		id: number;
		at: Date;
		by: string;
		deed: NameDeed;
		before: Kept;
		after: Kept;
		isUndone: boolean;
	}>(
		`select id, at, by_name as by, deed, before, after, undone_by is not null as "isUndone" from name_verdict
		 where campaign_id = $1 and gift_id = $2 order by id desc limit 100`,
		[campaignId, gift],
	);
	const shown = ({ name, moderation }: Kept) => ({ name, moderation });
	return {
		deeds: rows.map((row) => ({
			...row,
			at: row.at.getTime(),
			before: shown(row.before),
			after: shown(row.after),
		})),
	};
}
