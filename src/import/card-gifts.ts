import type pg from "pg";
import { DAY, type Instant, MINUTE } from "../domain/plain/instant.ts";
import { donorKeyOf } from "../pledge/donor-key.ts";
import type { StoredImport } from "./import-store.ts";
import type { ReadRow } from "./read-row.ts";

type Asked = { readonly pool: pg.Pool; readonly campaignId: string; readonly ownIds: string };

/** Which rows are money that came through Stripe, and when it did, by the rows' lines. What this import has taken itself is none. */
export async function cardGifts(
	pool: pg.Pool,
	{ id, campaignId }: Pick<StoredImport, "id" | "campaignId">,
	rows: readonly ReadRow[],
): Promise<ReadonlyMap<number, Instant>> {
	const asked = { pool, campaignId, ownIds: `${id.replace("imp_", "_i")}n` };
	return new Map([...(await ofSameDonor(asked, rows)), ...(await byStripesName(asked, rows))]);
}

/** "pi_3Nf...", "ch_3Nf...", "cs_live_a1...": what Stripe's own lists call a payment. */
const STRIPE_ID = /^[a-z]{2,4}_\w{6,}$/;

/** Whoever gave it, and whatever it was. A gift's first name is its id; gift_ref has the others. */
async function byStripesName({ pool, campaignId, ownIds }: Asked, rows: readonly ReadRow[]) {
	const named = rows.filter(({ externalId }) => externalId !== null && STRIPE_ID.test(externalId));
	if (named.length === 0) return [];
	const { rows: found } = await pool.query<{ ref: string; at: Instant }>(
		`select r.ref, (g.state->>'at')::float8 as at
		 from unnest($2::text[]) as r (ref) left join gift_ref f on f.ref = r.ref
		 join gift g on g.id = coalesce(f.gift_id, r.ref) and g.campaign_id = $1 and position($3 in g.id) = 0`,
		[campaignId, named.map(({ externalId }) => externalId), ownIds],
	);
	const givenAt = new Map(found.map(({ ref, at }) => [ref, at]));
	return named.flatMap(({ line, externalId }) => {
		const at = givenAt.get(externalId ?? "");
		return at === undefined ? [] : [[line, at] as const];
	});
}

type CardGift = { readonly donor: string; readonly at: Instant; readonly amounts: readonly number[] };

/** A payment is made while the caller is on the line, or right after; where the list knows only the day, somewhere in it. */
const around = ({ hasTime }: ReadRow) => (hasTime ? 15 * MINUTE : DAY);

/** The same amount by the same e-mail or phone at about that time, where it is neither a slip's payment nor what a file brought in. */
async function ofSameDonor({ pool, campaignId, ownIds }: Asked, rows: readonly ReadRow[]) {
	const known = rows.filter(({ email, phone }) => email !== null || phone !== null);
	if (known.length === 0) return [];
	const donors = known.map((row) => ({ row, donor: donorKeyOf(row, "") }));
	const { rows: gifts } = await pool.query<CardGift>(
		// One look into the index for each: the planner knows nothing yet of gifts that are being brought in, and would read them all.
		`select g.* from unnest($2::text[]) as r (donor) cross join lateral (
		   select donor_key as donor, (state->>'at')::float8 as at,
		     array(select (m.value->>'amount')::float8 from json_array_elements(state->'payments') p, json_each(p->'paid') m
		       where m.key not like 'offline:%') as amounts
		   from gift where donor_key = r.donor and campaign_id = $1 and position($3 in id) = 0
		     and state->'pledges' is null and state->'broughtIn' is null offset 0
		 ) g`,
		[campaignId, [...new Set(donors.map(({ donor }) => donor))], ownIds],
	);
	return donors.flatMap(({ row, donor }) => {
		const isSame = ({ donor: by, at, amounts }: CardGift) =>
			by === donor && amounts.includes(row.amount) && Math.abs(at - row.at) <= around(row);
		const same = gifts.find(isSame);
		return same === undefined ? [] : [[row.line, same.at] as const];
	});
}
