import type pg from "pg";
import { editCampaign } from "../../campaign/edit.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { type Instant, MINUTE } from "../../domain/plain/instant.ts";

/** When each opens and ends, as parts of the show: the match early, so that it is spent in sight; the power hour into the last wave. */
const MATCH = { from: 0.1, to: 0.6 };
const POWER_HOUR = { from: 0.5, to: 0.95 };
const REVEALED_AT = 0.3;

/** The file's matches and power hours, moved into this show. */
export function demoOffers(
	{ matches = [], powerHours = [] }: Campaign,
	now: Instant,
	minutes: number,
): Required<Pick<Campaign, "matches" | "powerHours">> {
	const at = (part: number) => now + Math.round(part * minutes * MINUTE);
	return {
		matches: matches.map((match) => ({ ...match, from: at(MATCH.from), to: at(MATCH.to) })),
		powerHours: powerHours.map((hour) => ({ ...hour, from: at(POWER_HOUR.from), to: at(POWER_HOUR.to) })),
	};
}

/** Milliseconds into the show at which the friend of the hospital is named. */
export function demoRevealAt(minutes: number): number {
	return Math.round(REVEALED_AT * minutes * MINUTE);
}

/** Whoever stands behind a match is named from now on: posts, screens and pages say it within the second. */
export async function revealSponsors(pool: pg.Pool, campaignId: string): Promise<void> {
	await editCampaign(pool, {
		campaignId,
		version: null,
		saved: { by: null, how: "console", what: "a match's sponsor revealed" },
		change: (before) => ({ ...before, matches: (before.matches ?? []).map((match) => ({ ...match, hidden: false })) }),
	});
}
