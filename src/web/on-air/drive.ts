import { lastYearsHour } from "../../domain/campaign-show.ts";
import { HOUR, type Instant } from "../../domain/instant.ts";
import { formatMoney } from "../../domain/money.ts";
import { type NextMilestone, nextMilestone } from "../../domain/next-milestone.ts";
import type { CampaignCard } from "../../domain/ticker.ts";
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
	readonly money: (amount: number) => string;
};

export function driveOf(state: ScreenState, now: Instant): Drive {
	const { campaign, total, peak } = state;
	const words = WORDS[campaign.language];
	return {
		state,
		campaign,
		words,
		now,
		next: nextMilestone({ triggers: campaign.triggers, goal: campaign.goal, total, peak }),
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
