import type pg from "pg";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { FileProblem } from "./file-problem.ts";
import type { StoredImport } from "./import-store.ts";
import { hourSums } from "./last-year.ts";
import { endWork, type Lease, stepOn } from "./lease.ts";
import { oneAhead } from "./one-ahead.ts";
import type { ReadRow } from "./read-row.ts";
import { sift } from "./sift.ts";
import { offlineFact } from "./take-offline.ts";
import { pledgeFact } from "./take-pledges.ts";
import { reportOf } from "./tell-report.ts";
import { tellWhenIn } from "./tell-when.ts";

export type CheckParts = { readonly pool: pg.Pool; readonly now: () => number; readonly signal?: AbortSignal };

/** Reads every row and writes nothing of it: what taking them would do is told, with what can't be taken and why. */
export async function checkImport(
	{ pool, now, signal }: CheckParts,
	one: StoredImport,
	campaign: Campaign,
	lease: Lease,
): Promise<void> {
	const isLastYear = one.settings.kind === "last-year";
	const report = reportOf(isLastYear ? null : factOf(one, campaign), campaign, tellWhenIn(campaign.timeZone));
	const hours = hourSums(campaign.timeZone, one.settings.openedAt);
	// A check that was cut off is begun again: it is quick, and its sums aren't kept on the way.
	await pool.query("update import set rows_done = 0 where id = $1 and lease_by = $2", [one.id, lease.by]);
	try {
		for await (const batch of oneAhead(sift(pool, one, campaign, { after: 0, now: now() }))) {
			signal?.throwIfAborted();
			report.add(batch);
			if (isLastYear) for (const row of batch.good) hours.add(row, hourWorth(row, campaign));
			if (await stepOn(pool, lease, { rows: batch.rows.length, cursorLine: batch.lastLine })) {
				return endWork(pool, lease, { state: "open" });
			}
		}
	} catch (error) {
		if (!(error instanceof FileProblem)) throw error;
		return endWork(pool, lease, { state: "open", problem: error.problem });
	}
	const tally = await readTally(pool, campaign.id);
	const { hours: byHour, outside } = hours.end();
	const found = report.end(tally, isLastYear ? { hours: byHour, outside } : { hours: null });
	await endWork(pool, lease, { state: "checked", report: found });
}

/** The batches' facts, as taking them tells the ledger. */
export function factOf({ id, settings }: StoredImport, campaign: Campaign): (row: ReadRow) => GiftFact {
	const told = settings.kind === "offline" ? offlineFact : pledgeFact;
	const broughtIn = settings.thanks === "hosts" ? "to-thank" : "history";
	return (row) => ({ ...told(id, row, campaign), broughtIn });
}

/** A monthly gift of last year counts as one of this year would. */
export function hourWorth({ amount, monthly }: ReadRow, { monthlyMultiplier }: Campaign): number {
	return monthly ? Math.round(amount * monthlyMultiplier) : amount;
}

async function readTally(pool: pg.Pool, campaignId: string): Promise<Tally> {
	const { rows } = await pool.query<{ tally: Partial<Tally> }>(
		"select tally from campaign_tally where campaign_id = $1",
		[campaignId],
	);
	return { ...emptyTally(), ...rows[0]?.tally };
}
