import { type MatchNow, matchesNow, shownMatches } from "../match/match-now.ts";
import { matchLines, powerHourLines, type Said } from "../match/match-words.ts";
import { type PowerHourNow, powerHoursNow, shownPowerHour } from "../match/power-hour-now.ts";
import type { Instant } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";
import { formatMoney } from "../plain/money.ts";
import { timeLeft } from "../screen/public-lines.ts";
import type { CampaignCard } from "../screen/ticker.ts";
import { PUBLIC_WORDS } from "../words/public-words.ts";

/** What offers are made of: a screen's state, or a snapshot. */
export type OfferFigures = {
	readonly campaign: Pick<
		CampaignCard,
		"currency" | "timeZone" | "closesAt" | "stations" | "state" | "isFrozen" | "matches" | "powerHours"
	>;
	readonly matched: Readonly<Record<string, number>>;
	readonly spans: Readonly<Record<string, number>>;
};

/** A match or a power hour as a page shows it: words that are ready, and a bar. */
export type Offer = {
	readonly id: string;
	readonly about: "match" | "power-hour";
	readonly state: MatchNow["state"] | PowerHourNow["state"];
	/** "Every dollar counts twice, thanks to Lakeview Bank" */
	readonly claim: string;
	/** "$12,400 left until noon" */
	readonly standing: string;
	/** Both, to be read aloud. */
	readonly sentence: string;
	/** "$37,600 of $50,000 given"; minor units, or donors. Null where nothing fills up. */
	readonly bar: { readonly value: number; readonly most: number; readonly name: string; readonly says: string } | null;
	/** "18 minutes": until it ends, or begins; empty where neither is near. */
	readonly countdown: string;
};

export type Offers = { readonly matches: readonly Offer[]; readonly powerHour: Offer | null };

const NONE: Offers = { matches: [], powerHour: null };
/** More of them at once, and nobody reads any. */
const MOST = 2;
const COUNTDOWN_WITHIN_MS = 24 * 3_600_000;

/** What is worth showing of matches and power hours now; the same on the server, in every browser and on every screen. */
export function shownOffers(figures: OfferFigures, language: Language, now: Instant): Offers {
	const { campaign, matched, spans } = figures;
	if (!isMoving(campaign)) return NONE;
	const said: Said = { ...campaign, language, now };
	const hour = powerHourShown(campaign, spans, now);
	return {
		matches: matchesShown(campaign, matched, now)
			.slice(0, MOST)
			.map((match) => matchOffer(match, said)),
		powerHour: hour && powerHourOffer(hour, said),
	};
}

/** The one sentence for where there is room for one: an open match comes before everything else. */
export function newsOf({ matches: [match], powerHour }: Offers): string | null {
	if (match && (match.state === "open" || match.state === "locked" || powerHour === null)) return match.sentence;
	return powerHour?.sentence ?? null;
}

export function matchesShown(
	campaign: OfferFigures["campaign"],
	matched: OfferFigures["matched"],
	now: Instant,
): readonly MatchNow[] {
	if (!isMoving(campaign)) return [];
	return shownMatches(matchesNow(withinDrive(campaign.matches, campaign), matched, now), now);
}

export function powerHourShown(
	campaign: OfferFigures["campaign"],
	spans: OfferFigures["spans"],
	now: Instant,
): PowerHourNow | null {
	if (!isMoving(campaign)) return null;
	return shownPowerHour(powerHoursNow(withinDrive(campaign.powerHours, campaign), spans, now), now);
}

/** While what is announced stands still, nothing counts down beside it. */
function isMoving({ state, isFrozen }: OfferFigures["campaign"]): boolean {
	return state === "live" && isFrozen !== true;
}

/** Nobody is asked to give for a match or a power hour after the drive's own end, whatever was written for theirs. */
function withinDrive<T extends { readonly to: Instant }>(
	offers: readonly T[],
	{ closesAt }: OfferFigures["campaign"],
): readonly T[] {
	return offers.map((offer) => (offer.to > closesAt ? { ...offer, to: closesAt } : offer));
}

export function matchOffer(match: MatchNow, said: Said): Offer {
	const { id, state, pool, matched, unlock, to, from } = match;
	const words = PUBLIC_WORDS[said.language];
	const money = moneyIn(said);
	const waits = unlock !== null && state === "locked";
	const count = (value: number) => (unlock?.kind === "amount" ? money(value) : value.toLocaleString(words.locale));
	const bar = waits
		? { value: Math.min(unlock.reached, unlock.needed), most: unlock.needed, name: words.matchUnlock }
		: { value: Math.min(matched, pool), most: pool, name: words.matchGiven };
	const says = waits
		? words.ofUnlock(count(unlock.reached), count(unlock.needed), unlock.kind)
		: words.ofPool(money(matched), money(pool));
	return {
		id,
		about: "match",
		state,
		...matchLines(match, said),
		bar: state === "coming" || (match.kind === "challenge" && !waits) ? null : { ...bar, says },
		countdown: countdownTo(state === "coming" ? from : state === "spent" || to >= said.closesAt ? null : to, said),
	};
}

export function powerHourOffer(hour: PowerHourNow, said: Said): Offer {
	const { id, state, counted, target, from, to } = hour;
	const words = PUBLIC_WORDS[said.language];
	const says = words.ofTarget(moneyIn(said)(counted), moneyIn(said)(target));
	return {
		id,
		about: "power-hour",
		state,
		...powerHourLines(hour, said),
		bar:
			state === "coming"
				? null
				: { value: Math.max(0, Math.min(counted, target)), most: target, name: words.hourTarget, says },
		countdown: countdownTo(state === "coming" ? from : state === "over" ? null : to, said),
	};
}

function countdownTo(at: Instant | null, { now, language }: Said): string {
	return at === null || at - now > COUNTDOWN_WITHIN_MS ? "" : timeLeft(at, now, language);
}

function moneyIn({ currency, language }: Said): (amount: number) => string {
	return (amount) => formatMoney({ amount, currency }, PUBLIC_WORDS[language].locale);
}
