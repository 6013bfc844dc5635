import type pg from "pg";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { LedgerEntry } from "../domain/counting/ledger-entry.ts";
import type { Book } from "../domain/counting/ledger-state.ts";
import { countDonors } from "../domain/ledger/donor-count.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { loadBooks } from "../ledger/load-state.ts";
import { writeEntries } from "../ledger/write-decision.ts";
import { countPersons, readPersons } from "./identity-store.ts";

export type Person = { readonly id: string; readonly name: string };
type Note = (client: pg.PoolClient, merges: readonly number[]) => Promise<void>;

export type Merged =
	| { readonly is: "merged"; readonly donors: number; readonly merges: readonly number[] }
	| { readonly is: "unknown" }
	| { readonly is: "same" };

/**
 * Several donors of a drive are one from now on. The number of donors goes down by as many on the ledger itself, under its lock: no gift
 * and no other merge comes between. Two people who put the same two together count once.
 */
export async function mergeDonors(
	pool: pg.Pool,
	asked: {
		readonly campaignId: string;
		readonly kept: string;
		readonly merged: readonly string[];
		readonly by: Person;
	},
	now: Instant,
	note: Note,
): Promise<Merged> {
	const { campaignId, kept, merged, by } = asked;
	return retryRaces(() =>
		inTransaction(pool, async (client): Promise<Merged> => {
			const ledger = await openLedger(client, campaignId);
			const known = await knownKeys(client, campaignId, [kept, ...merged]);
			if (ledger === null || !known.has(kept) || merged.some((key) => !known.has(key))) return { is: "unknown" };
			const merges: number[] = [];
			for (const key of merged) {
				const persons = await readPersons(client, campaignId);
				const person = (one: string) => persons.get(one) ?? one;
				if (person(key) === person(kept)) continue;
				const id = await insertMerge(client, campaignId, { kept, merged: key, by, now });
				ledger.count(-1, `donor-merge:${id}`, now);
				merges.push(id);
			}
			if (merges.length === 0) return { is: "same" };
			await ledger.write();
			await note(client, merges);
			return { is: "merged", donors: ledger.donors(), merges };
		}),
	);
}

/** They are two after all. Null where this merge is not one any more. */
export async function undoMerge(
	pool: pg.Pool,
	{ campaignId, id, by }: { readonly campaignId: string; readonly id: number; readonly by: Person },
	now: Instant,
	note: Note,
): Promise<number | null> {
	return retryRaces(() =>
		inTransaction(pool, async (client) => {
			const ledger = await openLedger(client, campaignId);
			const before = await countPersons(client, campaignId);
			const { rowCount } = await client.query(
				`update donor_merge set undone_at = to_timestamp($3 / 1000.0), undone_by = $4
				 where id = $1 and campaign_id = $2 and undone_at is null`,
				[id, campaignId, now, by.name],
			);
			if (ledger === null || rowCount !== 1) return null;
			// They may be one still, by a gift of both or a third donor that both were put together with; or one of them is none any more.
			const more = (await countPersons(client, campaignId)) - before;
			if (more !== 0) {
				ledger.count(more, `donor-merge-undone:${id}`, now);
				await ledger.write();
			}
			await note(client, [id]);
			return ledger.donors();
		}),
	);
}

/**
 * The number of donors is counted as gifts come; what turns out later (two callers who paid with one e-mail) it doesn't follow by itself.
 * Here it does. Null where there is no such drive.
 */
export async function recountDonors(
	pool: pg.Pool,
	campaignId: string,
	now: Instant,
	note: (client: pg.PoolClient, before: number, after: number) => Promise<void>,
): Promise<number | null> {
	return retryRaces(() =>
		inTransaction(pool, async (client) => {
			const ledger = await openLedger(client, campaignId);
			if (ledger === null) return null;
			const [before, after] = [ledger.donors(), await countPersons(client, campaignId)];
			if (before !== after) {
				ledger.count(after - before, `donors-counted-anew:${now}`, now);
				await ledger.write();
			}
			await note(client, before, after);
			return after;
		}),
	);
}

async function openLedger(client: pg.PoolClient, campaignId: string) {
	const [row] = await loadBooks(client, [campaignId]);
	if (row === undefined) return null;
	let book: Book = { seq: row.seq, tally: row.tally };
	const entries: LedgerEntry[] = [];
	return {
		donors: () => book.tally.donors,
		count: (by: number, sourceId: string, at: Instant) => {
			const counted = countDonors(campaignId, book, { by, sourceId, at });
			book = counted.book;
			entries.push(counted.entry);
		},
		write: () => writeEntries(client, { entries, books: new Map([[campaignId, book]]) }),
	};
}

async function knownKeys(client: pg.PoolClient, campaignId: string, keys: readonly string[]): Promise<Set<string>> {
	const { rows } = await client.query<{ key: string }>(
		"select donor_key as key from donor where campaign_id = $1 and donor_key = any($2)",
		[campaignId, keys],
	);
	return new Set(rows.map(({ key }) => key));
}

async function insertMerge(
	client: pg.PoolClient,
	campaignId: string,
	merge: { readonly kept: string; readonly merged: string; readonly by: Person; readonly now: Instant },
): Promise<number> {
	const { rows } = await client.query<{ id: number }>(
		`insert into donor_merge (campaign_id, kept_key, merged_key, at, by_name, by_id)
		 values ($1, $2, $3, to_timestamp($4 / 1000.0), $5, $6) returning id`,
		[campaignId, merge.kept, merge.merged, merge.now, merge.by.name, merge.by.id],
	);
	return rows[0]?.id ?? 0;
}
