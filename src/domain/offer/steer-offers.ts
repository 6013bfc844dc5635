import type { Campaign } from "../drive/campaign.ts";
import { type ChallengeMatch, matchesOf } from "../drive/challenge-match.ts";
import { type PowerHour, powerHoursOf } from "../drive/power-hour.ts";
import { type Instant, MINUTE } from "../plain/instant.ts";
import { changeOffers, type OfferChange, type OfferTerms } from "./change-offers.ts";

/** What is done with a match or a power hour on the air, at the moment somebody says so. */
export const MATCH_DEEDS = ["open", "close", "reveal"] as const;
export const HOUR_DEEDS = ["start", "end"] as const;
export type SteerDo = (typeof MATCH_DEEDS)[number] | (typeof HOUR_DEEDS)[number];
export type SteerChange = Extract<OfferChange, { do: SteerDo }>;

/**
 * Why a deed isn't done. done: it stands so already. not-begun: what hasn't begun can't be ended. waits: a challenge is open, and gives when
 * its condition is met. overlaps: another power hour is on then. off-drive: the drive is over, or not on yet.
 */
export type SteerRefusal =
	| "gone"
	| "done"
	| "ended"
	| "not-begun"
	| "waits"
	| "no-name"
	| "overlaps"
	| "off-drive"
	| "not-possible";

/** Null where it can be done; by the same rule that does it (change-offers.ts). */
export function steeringRefused(campaign: Campaign, change: SteerChange, now: Instant): SteerRefusal | null {
	const match = matchesOf(campaign).find(({ id }) => id === change.id);
	const hour = powerHoursOf(campaign).find(({ id }) => id === change.id);
	if (match === undefined && hour === undefined) return "gone";
	const changed = changeOffers(campaign, change, { now, newId: "" });
	if (changed.ok) return null;
	if (match !== undefined) return matchRefusal(match, campaign, change.do, now);
	return hour === undefined ? "gone" : hourRefusal(hour, campaign, change.do, now);
}

function matchRefusal(match: ChallengeMatch, { closesAt }: Campaign, deed: SteerDo, now: Instant): SteerRefusal {
	switch (deed) {
		case "open":
			if (now >= match.to) return "ended";
			if (now >= closesAt) return "off-drive";
			return match.kind === "challenge" ? "waits" : "done";
		case "close":
			return now < match.from ? "not-begun" : "done";
		case "reveal":
			return match.hidden ? "no-name" : "done";
		default:
			return "gone";
	}
}

function hourRefusal(hour: PowerHour, campaign: Campaign, deed: SteerDo, now: Instant): SteerRefusal {
	if (deed === "end") return now < hour.from ? "not-begun" : "done";
	if (deed !== "start") return "gone";
	if (now >= hour.from) return now >= hour.to ? "ended" : "done";
	const to = now + (hour.to - hour.from);
	const overlaps = powerHoursOf(campaign).some((one) => one.id !== hour.id && one.from < to && now < one.to);
	if (overlaps) return "overlaps";
	return to <= campaign.opensAt || now >= campaign.closesAt ? "off-drive" : "not-possible";
}

/** What can be done with it now, the likeliest first. What is spent is not ended: it has nothing left to keep back. */
export function steerDeeds(campaign: Campaign, id: string, isSpent: boolean, now: Instant): readonly SteerDo[] {
	const isMatch = matchesOf(campaign).some((one) => one.id === id);
	const deeds: readonly SteerDo[] = isMatch ? MATCH_DEEDS : HOUR_DEEDS;
	return deeds
		.filter((deed) => !(isSpent && deed !== "reveal"))
		.filter((deed) => steeringRefused(campaign, { do: deed, id } as SteerChange, now) === null);
}

/** Whoever did it may take it back for so long. */
export const TAKE_BACK_WITHIN = 10 * MINUTE;

/** Why a deed isn't taken back. changed: somebody has changed it since. answered: gifts were answered by it. */
export type TakeBackRefusal = "gone" | "not-yours" | "too-late" | "changed" | "announced" | "answered";

/** A deed as the audit log knows it. */
export type SteerDeed = {
	readonly do: SteerDo;
	readonly at: Instant;
	/** Who pressed: the browser's id; null where it was staff, in the console. */
	readonly reader: string | null;
	readonly before: OfferTerms;
	readonly after: OfferTerms;
};

export type SinceThen = {
	readonly reader: string | null;
	readonly now: Instant;
	/** As it stands; null: it isn't there. */
	readonly terms: OfferTerms | null;
	readonly isAnnounced: boolean;
	readonly hasAnswered: boolean;
};

/** Null where it can be taken back: the same hand, soon, and nothing came of it yet that anybody heard. */
export function takingBackRefused(deed: SteerDeed, since: SinceThen): TakeBackRefusal | null {
	if (since.terms === null) return "gone";
	if (deed.reader === null || deed.reader !== since.reader) return "not-yours";
	if (since.now > deed.at + TAKE_BACK_WITHIN) return "too-late";
	if (!sameTerms(deed.after, since.terms)) return "changed";
	// An end that its own time has overtaken is no different from having let it run out.
	if ((deed.do === "close" || deed.do === "end") && since.now >= deed.before.to) return "too-late";
	if (since.isAnnounced) return "announced";
	return deed.do === "open" && since.hasAnswered ? "answered" : null;
}

function sameTerms(one: OfferTerms, other: OfferTerms): boolean {
	const parts = ({ from, to, unlock, hidden }: OfferTerms) => [from, to, unlockKey(unlock), hidden ?? null];
	return JSON.stringify(parts(one)) === JSON.stringify(parts(other));
}

function unlockKey(unlock: OfferTerms["unlock"]): string {
	if (unlock === null || unlock === undefined) return "";
	return unlock.kind === "donors" ? `donors ${unlock.count}` : `amount ${unlock.amount}`;
}
