import { lastYearsHour } from "../../domain/drive/campaign-show.ts";
import { type MatchNow, matchesNow } from "../../domain/match/match-now.ts";
import { type PowerHourNow, powerHoursNow } from "../../domain/match/power-hour-now.ts";
import { type NextMilestone, nextMilestone } from "../../domain/milestone/next-milestone.ts";
import { matchesShown, type Offers, shownOffers } from "../../domain/offer/offers.ts";
import { HOUR, type Instant } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import type { CampaignCard } from "../../domain/screen/ticker.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { WORDS, type Words } from "./words.ts";

/** What every part of a screen is drawn from. */
export type Drive = {
	readonly state: ScreenState;
	readonly campaign: CampaignCard;
	readonly words: Words;
	/** By the server's clock. */
	readonly now: Instant;
	readonly next: NextMilestone | null;
	/** Matches and the power hour worth showing now, in words; and the same as figures. */
	readonly offers: Offers;
	readonly matchesNow: readonly MatchNow[];
	readonly hourNow: PowerHourNow | null;
	readonly allMatches: readonly MatchNow[];
	readonly allHours: readonly PowerHourNow[];
	readonly money: (amount: number) => string;
};

export function driveOf(state: ScreenState, now: Instant): Drive {
	const { campaign, total, peak, matched, spans } = state;
	const words = WORDS[campaign.language];
	const offers = shownOffers(state, campaign.language, now);
	const hours = powerHoursNow(campaign.powerHours, spans, now);
	return {
		state,
		campaign,
		words,
		now,
		next: nextMilestone({ triggers: campaign.triggers, goal: campaign.goal, total, peak }),
		offers,
		matchesNow: matchesShown(campaign, matched, now),
		hourNow: hours.find(({ id }) => id === offers.powerHour?.id) ?? null,
		allMatches: matchesNow(campaign.matches, matched, now),
		allHours: hours,
		money: (amount) => formatMoney({ amount, currency: campaign.currency }, words.locale),
	};
}

/** This clock hour against what it should bring and what last year's brought. Minor units. */
export function hourOf({ state: { hour }, campaign, now }: Drive) {
	const counted = now < hour.startsAt + HOUR ? hour.counted : 0;
	return { counted, target: campaign.hourTarget, lastYear: lastYearsHour(campaign, campaign.opensAt, now) };
}

export function secondsSince(at: Instant, now: Instant): number {
	return Math.max(0, Math.floor((now - at) / 1000));
}
