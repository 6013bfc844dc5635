import { createHash } from "node:crypto";
import type { Campaign } from "../domain/drive/campaign.ts";

/** Tells two set-ups apart as far as matches and power hours book by them; names and what is hidden move no money. */
export function matchRules({ matches = [], powerHours = [], currency }: Campaign): string {
	const terms = {
		currency,
		matches: matches.map(({ sponsor: _, hidden: __, ...one }) => one),
		powerHours: powerHours.map(({ name: _, sponsor: __, target: ___, ...one }) => one),
	};
	return digest(terms);
}

/** The same for what a gift counts: see counting.ts. */
export function countingRules({ monthlyMultiplier, closesAt, pledgesCount = "when-promised" }: Campaign): string {
	return digest({ monthlyMultiplier, closesAt, pledgesCount });
}

function digest(terms: object): string {
	return createHash("sha256").update(JSON.stringify(terms)).digest("hex").slice(0, 16);
}
