import type pg from "pg";
import { personsFrom, type SameDonor } from "../domain/gift/donor-identity.ts";

export type Db = Pick<pg.ClientBase, "query">;

/** For each donor key of the campaign that is tied to another one, its person; a key that isn't here is a person of its own. */
export async function readPersons(db: Db, campaignId: string): Promise<ReadonlyMap<string, string>> {
	const { rows } = await db.query<{ a: string; b: string }>(
		`with named as (
			select d.donor_key, coalesce(r.gift_id, d.gift_id) as gift_id, g.state->'giver'->>'donorKey' as now_key
			from donor d left join gift_ref r on r.ref = d.gift_id left join gift g on g.id = coalesce(r.gift_id, d.gift_id)
			where d.campaign_id = $1
		 ), shared as (
			select donor_key as b, min(donor_key) over (partition by gift_id) as a from named where gift_id is not null
			union all
			select donor_key, now_key from named where now_key is not null
		 )
		 select a, b from shared where a <> b
		 union all
		 select kept_key, merged_key from donor_merge where campaign_id = $1 and undone_at is null`,
		[campaignId],
	);
	return personsFrom(rows.map(({ a, b }): SameDonor => [a, b]));
}

/** How many donors there are by the rule, whatever was counted when they came. */
export async function countPersons(db: Db, campaignId: string): Promise<number> {
	const persons = await readPersons(db, campaignId);
	const { rows } = await db.query<{ count: number }>(
		`select count(distinct coalesce(p.person, d.donor_key))::int as count
		 from donor d left join unnest($2::text[], $3::text[]) as p (key, person) on p.key = d.donor_key where d.campaign_id = $1`,
		[campaignId, [...persons.keys()], [...persons.values()]],
	);
	return rows[0]?.count ?? 0;
}
