import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import { factOf, hourWorth } from "./check-import.ts";
import type { MadeBy, StoredImport } from "./import-store.ts";
import { noteSkipped } from "./known-rows.ts";
import { hourSums, saveLastYear } from "./last-year.ts";
import { endWork, type Lease, stepOn } from "./lease.ts";
import { oneAhead } from "./one-ahead.ts";
import { type Batch, sift } from "./sift.ts";
import { insertOfflineGifts } from "./take-offline.ts";
import { insertPledges, pledgeRows } from "./take-pledges.ts";

/** What was done in the end, for the audit log; whoever asked for it stands there already. */
export type NoteDone = (what: "import.taken" | "import.stopped" | "import.undone") => Promise<void>;

export type RunParts = OwnParts & { readonly signal?: AbortSignal; readonly note: NoteDone };

/**
 * Takes the rows, a batch in a transaction: each books its rows and moves the cursor with them, so that a process that ends is followed by
 * another one where it was, and a webhook waits for one batch at most. Nothing is announced.
 */
export async function runImport(parts: RunParts, one: StoredImport, campaign: Campaign, lease: Lease): Promise<void> {
	if (one.settings.kind === "last-year") return takeLastYear(parts, one, campaign, lease);
	const { pool, signal } = parts;
	const batches = sift(pool, one, campaign, { after: one.cursorLine, now: parts.now() });
	for await (const batch of oneAhead(prepared(batches, one, campaign))) {
		signal?.throwIfAborted();
		if (await takeBatch(parts, one, lease, batch)) {
			await endWork(pool, lease, { state: "cancelled" });
			return parts.note("import.stopped");
		}
	}
	await endWork(pool, lease, { state: "done" });
	await parts.note("import.taken");
}

/** A batch with what will be written of it, so that the database's time is used for making it. */
type Prepared = Batch & { readonly facts: readonly GiftFact[]; readonly pledges: string };

async function* prepared(
	batches: AsyncIterable<Batch>,
	one: StoredImport,
	campaign: Campaign,
): AsyncGenerator<Prepared> {
	const isPledges = one.settings.kind === "pledges";
	for await (const batch of batches) {
		const facts = batch.good.map(factOf(one, campaign));
		yield { ...batch, facts, pledges: isPledges ? pledgeRows(one.id, batch.good) : "" };
	}
}

async function takeBatch(parts: RunParts, one: StoredImport, lease: Lease, batch: Prepared): Promise<boolean> {
	const { good, lastLine, rows, facts, pledges } = batch;
	const takenAmount = good.reduce((sum, { amount }) => sum + amount, 0);
	const taken = new Set(good);
	const skipped = rows.flatMap(({ row, record }) => (row === null || taken.has(row) ? [] : [record.line]));
	const place = { importId: one.id, campaignId: one.campaignId };
	return recordOwn(parts, async (client, record) => {
		// Rows and cursor go together: what a crash takes away is taken again, and the end of the work is waited for.
		await client.query("set local synchronous_commit to off");
		const step = { cursorLine: lastLine, rows: rows.length, taken: good.length, takenAmount };
		const isStopAsked = await stepOn(client, lease, step);
		await noteSkipped(client, one.id, skipped);
		if (good.length === 0) return isStopAsked;
		if (one.settings.kind === "pledges") {
			await insertPledges(client, place, pledges);
			await record(facts);
		} else {
			const { entries } = await record(facts);
			await insertOfflineGifts(client, { ...place, by: madeBy(one) }, good, entries);
		}
		return isStopAsked;
	});
}

export function madeBy({ madeBy, madeById }: StoredImport): MadeBy {
	return { name: madeBy, id: madeById };
}

/** Nothing for the ledger: the hours that screens compare this year's with. */
async function takeLastYear(parts: RunParts, one: StoredImport, campaign: Campaign, lease: Lease): Promise<void> {
	const { pool, signal } = parts;
	const sums = hourSums(campaign.timeZone, one.settings.openedAt);
	await pool.query("update import set rows_done = 0 where id = $1 and lease_by = $2", [one.id, lease.by]);
	let [taken, takenAmount] = [0, 0];
	for await (const batch of sift(pool, one, campaign, { after: 0, now: parts.now() })) {
		signal?.throwIfAborted();
		for (const row of batch.good) sums.add(row, hourWorth(row, campaign));
		taken += batch.good.length;
		takenAmount += batch.good.reduce((sum, { amount }) => sum + amount, 0);
		if (await stepOn(pool, lease, { rows: batch.rows.length })) return endWork(pool, lease, { state: "checked" });
	}
	const { hours } = sums.end();
	let isEnded = false;
	await saveLastYear(pool, campaign.id, hours, madeBy(one), async (client, before) => {
		isEnded = true;
		await client.query("update import set before = $2 where id = $1", [one.id, JSON.stringify(before)]);
		await stepOn(client, lease, { taken, takenAmount });
		await endWork(client, lease, { state: "done" });
	});
	// The drive had these hours already.
	if (!isEnded) {
		await stepOn(pool, lease, { taken, takenAmount });
		await endWork(pool, lease, { state: "done" });
	}
	await parts.note("import.taken");
}
