import { HOUR, type Instant } from "../plain/instant.ts";

/** A sentence that is always good to read, with live figures merged in by Liquid ("We stand at {{ total }}."). */
export type EvergreenScript = { readonly id: string; readonly title: string; readonly text: string };

/** A patient's story may be read only under a written authorisation that has not run out (45 CFR 164.508). */
export type StoryAuthorisation = { readonly reference: string; readonly expiresAt: Instant };

/** One line of the run of show: who or what this time of the day belongs to. */
export type ShowSlot = {
	readonly id: string;
	readonly from: Instant;
	readonly to: Instant;
	readonly title: string;
	/** What the host may read; empty where the title is all. */
	readonly say: string;
} & (
	| { readonly kind: "sponsor" | "guest" | "power-hour" }
	| {
			readonly kind: "story";
			readonly authorisation: StoryAuthorisation;
			/** The record on the stories page, where there is one: revoked there, it is gone here. */
			readonly storyId?: string;
	  }
);

/** What the studio is given beside the ledger. Amounts are minor units. */
export type Show = {
	readonly evergreen: readonly EvergreenScript[];
	readonly runOfShow: readonly ShowSlot[];
	/** Last year's counted amount by hour of the drive: [0] is its first hour. Empty where there was none. */
	readonly lastYear: readonly number[];
	/** A gift from this amount on is "big" in the thank-you list. */
	readonly bigGift: number;
};

/** Nothing but the ledger. The big gift is 500 in a currency with cents; campaign files set their own. */
export const USUAL_SHOW: Show = { evergreen: [], runOfShow: [], lastYear: [], bigGift: 50_000 };

/** The slots that belong to this moment; a story whose authorisation has run out is none. */
export function slotsAt(show: Show, now: Instant): ShowSlot[] {
	return show.runOfShow.filter(
		(slot) => slot.from <= now && now < slot.to && (slot.kind !== "story" || slot.authorisation.expiresAt > now),
	);
}

/** What last year's drive counted in the hour that is as far from its opening as this one; null where unknown. */
export function lastYearsHour({ lastYear }: Pick<Show, "lastYear">, opensAt: Instant, now: Instant): number | null {
	return now < opensAt ? null : (lastYear[Math.floor((now - opensAt) / HOUR)] ?? null);
}

/** The show without the stories that may not be told on air now, by the ids of their records. */
export function withoutStories(show: Show, barred: ReadonlySet<string>): Show {
	if (barred.size === 0) return show;
	const runOfShow = show.runOfShow.filter(
		(slot) => slot.kind !== "story" || slot.storyId === undefined || !barred.has(slot.storyId),
	);
	return { ...show, runOfShow };
}
