import type { Passed } from "../counting/passed.ts";
import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { type MilestoneRule, rulesThatSpeak, type TriggerKind } from "../drive/milestone-rule.ts";
import { isOnAir } from "../drive/on-air-window.ts";
import { HOUR, type Instant, MINUTE } from "../plain/instant.ts";
import { momentsOfMatches } from "./match-milestones.ts";

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
			.filter(({ at, passed }) => isSaidAt(campaign, passed.rule.trigger.kind, at))
			// While the announced total stands still, so does what is said of matches and power hours.
			.filter(({ passed }) => !campaign.frozen || passed.about == null)
			.map(({ passed }) => passed)
	);
}

/** A live drive; and once staff have closed it, only the word that it closed and the thanks that follow. */
function speaksIn({ state }: Campaign, { trigger }: MilestoneRule): boolean {
	return state === "live" || (state === "closed" && (trigger.kind === "closed" || trigger.kind === "thank-you"));
}

/** An end belongs to what it ends: at the last minute of the air it is still said. */
function isSaidAt(campaign: Campaign, kind: TriggerKind, at: Instant): boolean {
	const isEnd = kind === "power-hour-end" || kind === "match-ended";
	return kind === "closed" || kind === "thank-you" || isOnAir(campaign, isEnd ? at - 1 : at);
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
		case "thank-you":
			return trigger.hours.map((hours) => moment(campaign.closesAt + hours * HOUR, hours));
		case "every":
		case "amounts":
		case "percent":
		case "gifts":
		case "donors":
		case "monthly-donors":
		case "large-gift":
		case "hour-target":
		case "best-hour":
		case "goal-raised":
			return [];
		default:
			return momentsOfMatches(rule, trigger.kind, campaign, tally);
	}
}

/** Staff raised the goal of a live drive. */
export function passedByNewGoal(before: Campaign, after: Campaign): Passed[] {
	if (after.state !== "live" || after.goal <= before.goal) return [];
	return rulesThatSpeak(after.rules)
		.filter((rule) => rule.trigger.kind === "goal-raised")
		.map((rule) => ({ rule, key: `${rule.id}:${after.goal}`, value: after.goal, threshold: after.goal, giftId: null }));
}
