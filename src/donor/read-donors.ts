import type { Campaign } from "../domain/drive/campaign.ts";
import { alikeText } from "../domain/gift/donor-identity.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { donorDefinition } from "../domain/words/donor-words.ts";
import type { DonorMerge, DonorRow, DonorsAnswer, LikelySame } from "../web/contract/staff/donors.ts";
import { countPersons, type Db, readPersons } from "./identity-store.ts";

const MOST_SHOWN = 200;
const MOST_LIKELY = 100;
/** alikeText of a name, near enough to find the pairs: small letters without accents, blanks and signs. */
const SAME_NAME = "regexp_replace(normalize(lower(n.name), NFKD), '[\\u0300-\\u036f]|[^[:alnum:]]', '', 'g')";

/** A donor key's gifts added up; `person` puts keys of one donor together. */
type Read = {
	readonly person: string;
	readonly key: string;
	readonly names: readonly string[];
	readonly towns: readonly string[];
	readonly sources: readonly string[];
	readonly gifts: number;
	readonly counted: number;
	readonly monthly: boolean;
	readonly firstAt: Instant;
	readonly lastAt: Instant;
};

/**
 * Gifts of the campaign $1 that count, by person. $2, $3: keys and the persons they belong to. A billing name is as good as another here:
 * staff see it, and nobody else does.
 */
const BY_PERSON = `
	with own as (
		select g.id, coalesce(p.person, g.state->'giver'->>'donorKey') as person, g.state->'giver'->>'donorKey' as key,
			trim(coalesce(g.state->'giver'->>'name', pl.name, '')) as name, trim(coalesce(g.state->'giver'->>'town', pl.town, '')) as town,
			coalesce(g.state->'giver'->>'source', 'web') as source, (g.state->>'at')::float8 as at,
			(g.state->'booked'->$1->>'counted')::bigint as counted, (g.state->'booked'->$1->>'monthly')::int as monthly
		from gift g
			left join unnest($2::text[], $3::text[]) as p (key, person) on p.key = g.state->'giver'->>'donorKey'
			left join pledge pl on pl.id = g.state->'pledges'->>0
		where g.campaign_id = $1 and (g.state->'booked'->$1->>'gifts')::int > 0 and g.state->'giver'->>'donorKey' is not null
	), person as (
		select person, (array_agg(key order by at))[1] as key,
			coalesce(array_agg(distinct name) filter (where name <> ''), '{}') as names,
			coalesce(array_agg(distinct town) filter (where town <> ''), '{}') as towns,
			array_agg(distinct source) as sources, count(*)::int as gifts, sum(counted)::float8 as counted,
			bool_or(monthly > 0) as monthly, min(at) as "firstAt", max(at) as "lastAt"
		from own group by person
	)`;

/** Who gave more than once, and who may be the same. \`search\`: a name or a town; then everybody it finds. */
export async function readDonors(db: Db, campaign: Campaign, search: string): Promise<DonorsAnswer> {
	const persons = await readPersons(db, campaign.id);
	const ties = [[...persons.keys()], [...persons.values()]];
	const like = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
	const several = await db.query<Read>(
		`${BY_PERSON} select * from person
		 where case when $4 = '' then gifts > 1 else array_to_string(names || towns, ' ') ilike $5 end
		 order by gifts desc, counted desc, person limit ${MOST_SHOWN}`,
		[campaign.id, ...ties, search, like],
	);
	return {
		...(await readCounts(db, campaign.id)),
		persons: await countPersons(db, campaign.id),
		rule: donorDefinition("en"),
		likely: search === "" ? await readLikely(db, campaign.id, ties) : [],
		several: several.rows.map(rowOf),
		merges: await readMerges(db, campaign.id),
	};
}

async function readCounts(db: Db, campaignId: string): Promise<Pick<DonorsAnswer, "donors" | "withoutKey">> {
	const { rows } = await db.query<{ donors: number; withoutKey: number }>(
		`select (tally->>'donors')::int as donors, (
			select count(*)::int from gift where campaign_id = $1 and state->'giver'->>'donorKey' is null
				and (state->'booked'->$1->>'gifts')::int > 0
		 ) as "withoutKey" from campaign_tally where campaign_id = $1`,
		[campaignId],
	);
	return rows[0] ?? { donors: 0, withoutKey: 0 };
}

/** Different persons with one name in one town; how names are written is compared here, where accents are understood. */
async function readLikely(db: Db, campaignId: string, ties: readonly unknown[]): Promise<LikelySame[]> {
	const { rows } = await db.query<Read>(
		`${BY_PERSON}, named as (
			select p.*, ${SAME_NAME} as same from person p, unnest(p.names) as n (name) where cardinality(p.towns) > 0
		 )
		 select * from named where same in (select same from named group by same having count(*) > 1)
		 order by same, "firstAt" limit 2000`,
		[campaignId, ...ties],
	);
	const groups = new Map<string, Map<string, Read>>();
	for (const row of rows) {
		for (const name of row.names) {
			for (const town of row.towns) {
				const same = `${alikeText(name)}\n${alikeText(town)}`;
				const group = groups.get(same) ?? new Map<string, Read>();
				groups.set(same, group.set(row.person, row));
			}
		}
	}
	return [...groups.values()]
		.filter((group) => group.size > 1)
		.slice(0, MOST_LIKELY)
		.map((group) => {
			const donors = [...group.values()].map(rowOf);
			return { name: donors[0]?.names[0] ?? "", town: donors[0]?.towns[0] ?? "", donors };
		});
}

function rowOf({ key, names, towns, sources, gifts, counted, monthly, firstAt, lastAt }: Read): DonorRow {
	return { key, names, towns, sources, gifts, counted, monthly, firstAt, lastAt };
}

async function readMerges(db: Db, campaignId: string): Promise<DonorMerge[]> {
	const { rows } = await db.query<DonorMerge>(
		`select m.id::float8 as id, trunc(extract(epoch from m.at) * 1000)::float8 as at, m.by_name as by,
			array(
				select distinct coalesce(nullif(trim(coalesce(g.state->'giver'->>'name', pl.name)), ''), 'No name')
				from gift g left join pledge pl on pl.id = g.state->'pledges'->>0
				where g.campaign_id = $1 and g.state->'giver'->>'donorKey' in (m.kept_key, m.merged_key)
			) as names
		 from donor_merge m where m.campaign_id = $1 and m.undone_at is null order by m.id desc limit 200`,
		[campaignId],
	);
	return rows;
}
