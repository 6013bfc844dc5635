import type pg from "pg";
import type { Book } from "../domain/counting/ledger-state.ts";
import { personsFrom, type SameDonor } from "../domain/gift/donor-identity.ts";
import { type Gift, refsOfGift } from "../domain/gift/gift.ts";
import type { LedgerDecision } from "../domain/ledger/decide.ts";

/**
 * Somebody may be no donor any more, as their only gift came to nothing or moved to another drive; or staff have put them together with
 * somebody who is one. Then the number is not told by the gifts at hand: the persons around them are counted before and after.
 * Call it before gifts are written, and what it returns after: that forgets who is none, and gives the books with the right numbers.
 */
export async function openDonorCount(
	client: pg.PoolClient,
	decision: LedgerDecision,
	books: ReadonlyMap<string, Book>,
): Promise<() => Promise<LedgerDecision["books"]>> {
	const { leaving, newDonors, gifts, absorbed } = decision;
	const giftIds = [...gifts.map(({ gift }) => gift.id), ...absorbed];
	const told = [...gifts.map(({ gift }) => gift.giver.donorKey), ...newDonors.map(({ donorKey }) => donorKey)];
	const ids = new Set([...leaving, ...newDonors].map(({ campaignId }) => campaignId));
	const circles = new Map<string, Circle>();
	for (const id of ids) {
		const keys = new Set(told.filter((key) => key !== undefined));
		for (const key of await keysShownBy(client, id, giftIds)) keys.add(key);
		circles.set(id, await readCircle(client, id, keys));
	}
	return async () => {
		const settled = new Map(decision.books);
		for (const [id, circle] of circles) {
			if (leaving.some(({ campaignId }) => campaignId === id)) await forget(client, id, circle.keys);
			const after = await readCircle(client, id, circle.keys);
			const book = settled.get(id);
			const donors = (books.get(id)?.tally.donors ?? 0) + after.persons - circle.persons;
			if (book !== undefined) settled.set(id, { ...book, tally: { ...book.tally, donors } });
		}
		return settled;
	};
}

/** Donor keys with all that they are tied to, and how many persons of them are donors. */
type Circle = { readonly keys: ReadonlySet<string>; readonly persons: number };

type Row = { readonly key: string; readonly giftId: string | null; readonly nowKey: string | null };

async function readCircle(client: pg.PoolClient, campaignId: string, known: ReadonlySet<string>): Promise<Circle> {
	for (let keys = known; ; ) {
		const asked = [campaignId, [...keys]];
		// By every name those gifts go by: a join of all donors with all gifts would hold the drive up for a fifth of a second.
		const { rows } = await client.query<Row>(
			`select d.donor_key as key, g.id as "giftId", g.donor_key as "nowKey"
			 from donor d left join gift_ref r on r.ref = d.gift_id left join gift g on g.id = coalesce(r.gift_id, d.gift_id)
			 where d.campaign_id = $1 and (d.donor_key = any($2) or d.gift_id = any($3))`,
			[...asked, await namesOfGiftsBy(client, keys)],
		);
		const merges = await client.query<{ a: string; b: string }>(
			`select kept_key as a, merged_key as b from donor_merge
			 where campaign_id = $1 and undone_at is null and (kept_key = any($2) or merged_key = any($2))`,
			asked,
		);
		const ties = [...tiesOf(rows), ...merges.rows.map(({ a, b }): SameDonor => [a, b])];
		const wider = new Set([...keys, ...rows.map(({ key }) => key), ...ties.flat()]);
		if (wider.size > keys.size) {
			keys = wider;
			continue;
		}
		const persons = personsFrom(ties);
		return { keys, persons: new Set(rows.map(({ key }) => persons.get(key) ?? key)).size };
	}
}

async function namesOfGiftsBy(client: pg.PoolClient, keys: ReadonlySet<string>): Promise<string[]> {
	const { rows } = await client.query<{ state: Gift }>("select state from gift where donor_key = any($1)", [[...keys]]);
	return rows.flatMap(({ state }) => [state.id, ...refsOfGift(state)]);
}

/** As in src/donor/identity-store.ts: one gift under two keys makes them one. */
function tiesOf(rows: readonly Row[]): SameDonor[] {
	const first = new Map<string, string>();
	return rows.flatMap(({ key, giftId, nowKey }) => {
		const same = giftId === null ? key : (first.get(giftId) ?? key);
		if (giftId !== null) first.set(giftId, same);
		return [[key, same] as const, ...(nowKey === null ? [] : [[key, nowKey] as const])];
	});
}

async function keysShownBy(client: pg.PoolClient, campaignId: string, giftIds: readonly string[]): Promise<string[]> {
	const { rows } = await client.query<{ key: string }>(
		"select donor_key as key from donor where campaign_id = $1 and gift_id = any($2)",
		[campaignId, giftIds],
	);
	return rows.map(({ key }) => key);
}

/** Of these keys: whoever's gift is gone is shown by another one of theirs, and is no donor where there is none. */
async function forget(client: pg.PoolClient, campaignId: string, keys: ReadonlySet<string>): Promise<void> {
	await client.query(
		`with gone as (
		   select d.donor_key, (
		     select min(o.id) from gift o
		     where o.donor_key = d.donor_key and o.campaign_id = $1 and (o.state->'booked'->$1->>'gifts')::int > 0
		   ) as other
		   from donor d left join gift_ref r on r.ref = d.gift_id left join gift g on g.id = coalesce(r.gift_id, d.gift_id)
		   where d.campaign_id = $1 and d.donor_key = any($2) and g.id is not null
		     and coalesce((g.state->'booked'->$1->>'gifts')::int, 0) <= 0
		 ), shown as (
		   update donor d set gift_id = gone.other from gone
		   where d.campaign_id = $1 and d.donor_key = gone.donor_key and gone.other is not null
		 )
		 delete from donor d using gone where d.campaign_id = $1 and d.donor_key = gone.donor_key and gone.other is null`,
		[campaignId, [...keys]],
	);
}
