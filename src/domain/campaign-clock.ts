import type { Campaign } from "./campaign.ts";
import { HOUR, type Instant, MINUTE } from "./instant.ts";
import type { Passed } from "./milestone.ts";
import { type MilestoneRule, rulesThatSpeak } from "./milestone-rule.ts";
import { isOnAir } from "./on-air-window.ts";
import type { Tally } from "./tally.ts";

/** A clock milestone missed by more than this (the house was down) is no news any more. */
const STILL_NEWS_MS = 10 * MINUTE;

/** The milestones that time makes fall by `now`; those announced before come out again and are refused by their key. */
export function passedByClock(campaign: Campaign, tally: Tally, now: Instant): Passed[] {
	if (now < campaign.announceFrom) return [];
	return (
		rulesThatSpeak(campaign.rules)
			.filter((rule) => speaksIn(campaign, rule))
			.flatMap((rule) => momentsOf(rule, campaign, tally))
			.filter(({ at }) => at >= campaign.opensAt && at <= now && now - at < STILL_NEWS_MS)
			// Nobody says "six hours to go" in a night off; that it closed is said whenever it does.
			.filter(({ at, passed }) => passed.rule.trigger.kind === "closed" || isOnAir(campaign, at))
			.map(({ passed }) => passed)
	);
}

/** A live drive; and once staff have closed it, only the word that it closed. */
function speaksIn({ state }: Campaign, { trigger }: MilestoneRule): boolean {
	return state === "live" || (state === "closed" && trigger.kind === "closed");
}

type Moment = { readonly at: Instant; readonly passed: Passed };

function momentsOf(rule: MilestoneRule, campaign: Campaign, tally: Tally): Moment[] {
	const { trigger } = rule;
	const moment = (at: Instant, value: number): Moment => ({
		at,
		passed: { rule, key: `${rule.id}:${value}`, value, threshold: value, giftId: null },
	});
	switch (trigger.kind) {
		case "hours-to-go":
			return trigger.hours.map((hours) => moment(campaign.closesAt - hours * HOUR, hours));
		case "final-hour":
			return [moment(campaign.closesAt - HOUR, 1)];
		case "closed":
			// The announced total stands in it; the key says only that it closed, so that it is said once.
			return [
				{
					at: campaign.closesAt,
					passed: { ...moment(campaign.closesAt, tally.total).passed, key: `${rule.id}:closed` },
				},
			];
		default:
			return [];
	}
}

/** Staff raised the goal of a live drive. */
export function passedByNewGoal(before: Campaign, after: Campaign): Passed[] {
	if (after.state !== "live" || after.goal <= before.goal) return [];
	return rulesThatSpeak(after.rules)
		.filter((rule) => rule.trigger.kind === "goal-raised")
		.map((rule) => ({ rule, key: `${rule.id}:${after.goal}`, value: after.goal, threshold: after.goal, giftId: null }));
}
