import { lastYearsHour, USUAL_SHOW } from "../../domain/campaign-show.ts";
import { HOUR } from "../../domain/instant.ts";
import { formatMoney } from "../../domain/money.ts";
import { milestoneNotches, nextMilestone, toGoParts } from "../../domain/next-milestone.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { WORDS } from "./screen-words.ts";

export function moneyOf(state: Pick<ScreenState, "campaign">) {
	const { currency, language } = state.campaign;
	return (amount: number) => formatMoney({ amount, currency }, WORDS[language].locale);
}

/** The way to the next milestone; null once the goal and every milestone are passed. */
export function wayAhead({ campaign, total, peak }: ScreenState) {
	const { triggers, goal, currency, language } = campaign;
	const next = nextMilestone({ triggers, goal, total, peak });
	return next && { next, ...toGoParts(next, currency, language) };
}

export type Notch = { readonly amount: number; readonly at: number; readonly look: "passed" | "ahead" | "next" };

/** The thermometer's scale: `at` and `filled` are shares of its length. */
export function scaleOf({ campaign, total, peak }: ScreenState) {
	const { goal, triggers } = campaign;
	const top = Math.max(goal, total, 1);
	const share = (amount: number) => Math.min(1, Math.max(0, amount / top));
	const next = nextMilestone({ triggers, goal, total, peak });
	const notches = milestoneNotches(triggers, goal, top)
		.filter((amount) => amount < top)
		.map((amount): Notch => {
			const look = amount === next?.amount ? "next" : amount <= peak ? "passed" : "ahead";
			return { amount, at: share(amount), look };
		});
	return {
		filled: share(total),
		goalAt: share(goal),
		notches,
		next: next?.amount ?? null,
		nextAt: share(next?.amount ?? 0),
	};
}

/** This hour against what it should bring and what last year's brought; minor units, null where unknown. */
export function hourOf({ campaign, hour }: ScreenState, now: number) {
	const isThisHour = now < hour.startsAt + HOUR;
	const show = { ...USUAL_SHOW, lastYear: campaign.lastYear };
	return {
		counted: isThisHour ? hour.counted : 0,
		target: campaign.hourTarget,
		lastYear: lastYearsHour(show, campaign.opensAt, now),
	};
}
