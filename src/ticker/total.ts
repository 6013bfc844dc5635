import type { Pool } from "pg";
import type { Instant } from "../domain/instant.ts";
import { readSnapshot } from "./snapshot.ts";

/** The public total, as `total.json` gives it. Amounts are minor units of `currency`. */
export type PublicTotal = {
	readonly slug: string;
	readonly name: string;
	readonly hospital: string;
	readonly state: string;
	readonly currency: string;
	readonly total: number;
	readonly goal: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	readonly next: { readonly amount: number; readonly toGo: number } | null;
	readonly seq: number;
};

/** The total with a tag that changes exactly when anything in it can have changed: a ledger entry, or staff's edit. */
export async function readPublicTotal(
	pool: Pool,
	campaignId: string,
	now: Instant,
): Promise<{ total: PublicTotal; tag: string }> {
	const { campaign, ...figures } = await readSnapshot(pool, campaignId, "page", now);
	const { slug, name, hospital, state, currency, goal, version } = campaign;
	const { total, gifts, donors, monthlyDonors, next, seq } = figures;
	return {
		total: { slug, name, hospital, state, currency, total, goal, gifts, donors, monthlyDonors, next, seq },
		tag: `"${seq}-${version}"`,
	};
}
