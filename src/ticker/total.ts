import { createHash } from "node:crypto";
import type { Pool } from "pg";
import { matchLines, powerHourLines } from "../domain/match/match-words.ts";
import { matchesShown, powerHourShown } from "../domain/offer/offers.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { TickerSnapshot } from "../domain/screen/ticker.ts";
import type { PublicMatch, PublicPowerHour } from "../web/contract/matches.ts";
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
	/** The match and the power hour that matter most now; null where there is none to speak of. */
	readonly match: PublicMatch | null;
	readonly powerHour: PublicPowerHour | null;
	readonly seq: number;
};

/**
 * The total with a tag that changes exactly when anything in it can have changed: a ledger entry, staff's edit, or time that opens or
 * ends a match or a power hour.
 */
export async function readPublicTotal(
	pool: Pool,
	campaignId: string,
	now: Instant,
): Promise<{ total: PublicTotal; tag: string }> {
	const snapshot = await readSnapshot(pool, campaignId, "page", now);
	const { slug, name, hospital, state, currency, goal, version } = snapshot.campaign;
	const { total, gifts, donors, monthlyDonors, next, seq } = snapshot;
	const offers = offersNow(snapshot, now);
	const counts = { total, goal, gifts, donors, monthlyDonors, next };
	return {
		total: { slug, name, hospital, state, currency, ...counts, ...offers, seq },
		tag: `"${seq}-${version}${offers.match || offers.powerHour ? `-${hashOf(offers)}` : ""}"`,
	};
}

function offersNow(snapshot: TickerSnapshot, now: Instant): Pick<PublicTotal, "match" | "powerHour"> {
	const { campaign, matched, spans } = snapshot;
	const said = { ...campaign, now };
	const [match] = matchesShown(campaign, matched, now);
	const hour = powerHourShown(campaign, spans, now);
	return {
		match: match ? { ...match, says: matchLines(match, said).sentence } : null,
		powerHour: hour && { ...hour, says: powerHourLines(hour, said).sentence },
	};
}

function hashOf(value: unknown): string {
	return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 10);
}
