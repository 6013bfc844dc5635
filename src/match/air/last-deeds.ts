import type pg from "pg";
import type { OfferTerms } from "../../domain/offer/change-offers.ts";
import {
	HOUR_DEEDS,
	MATCH_DEEDS,
	type SinceThen,
	type SteerDeed,
	type SteerDo,
} from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";

type Db = Pick<pg.ClientBase, "query">;

/** The newest thing that was done with one match or power hour, as the audit log has it. */
export type LastDeed = {
	readonly id: string;
	/** "open", "take-back", "put-match". */
	readonly what: string;
	readonly at: Instant;
	readonly by: string;
	/** Who pressed on a screen; null for staff. */
	readonly reader: string | null;
	readonly before: OfferTerms | null;
	readonly after: OfferTerms | null;
};

/** By match or power hour, since then; with `id`, of that one alone. */
export async function lastDeeds(
	db: Db,
	campaignId: string,
	since: Instant,
	id: string | null = null,
): Promise<ReadonlyMap<string, LastDeed>> {
	const { rows } = await db.query<LastDeed>(
		`select distinct on (subject) subject as id, substr(what, 7) as what, by_name as by,
		   trunc(extract(epoch from at) * 1000)::float8 as at, after->>'reader' as reader, before, after
		 from audit_line where campaign_id = $1 and what like 'match.%' and subject is not null
		   and at >= to_timestamp($2::float8 / 1000) and ($3::text is null or subject = $3)
		 order by subject, audit_line.id desc`,
		[campaignId, since, id],
	);
	return new Map(rows.map((row) => [row.id, row]));
}

const DEEDS: readonly string[] = [...MATCH_DEEDS, ...HOUR_DEEDS];

/** What can be taken back of it; null where something else was done with it last. */
export function steerDeedOf({ what, at, reader, before, after }: LastDeed): SteerDeed | null {
	if (!DEEDS.includes(what) || before === null || after === null) return null;
	return { do: what as SteerDo, at, reader, before, after };
}

/** What came of it since: whether anything was announced or posted about it, and whether it has answered gifts. */
export async function whatCameOf(
	db: Db,
	campaignId: string,
	{ id, at }: Pick<LastDeed, "id" | "at">,
): Promise<Pick<SinceThen, "isAnnounced" | "hasAnswered">> {
	const { rows } = await db.query<{ isAnnounced: boolean; hasAnswered: boolean }>(
		`select exists (
		   select from announcement a where a.campaign_id = $1 and a.about = $2 and (a.decided_at >= to_timestamp($3::float8 / 1000)
		     or exists (select from post p where p.announcement_id = a.id and (p.published_at >= to_timestamp($3::float8 / 1000)
		       or p.state in ('sending', 'unconfirmed'))))
		 ) as "isAnnounced",
		 exists (select from match_allocation where campaign_id = $1 and match_id = $2 and amount <> 0) as "hasAnswered"`,
		[campaignId, id, at],
	);
	return rows[0] ?? { isAnnounced: true, hasAnswered: true };
}
