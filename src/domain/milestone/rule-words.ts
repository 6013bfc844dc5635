import type { MilestoneRule, MilestoneTrigger, PostPolicy } from "../drive/milestone-rule.ts";
import { formatMoney } from "../plain/money.ts";

/** A rule as staff speak of it: "Every $10,000", "At 25, 50, 75 and 100% of the goal". */
export function ruleWords(trigger: MilestoneTrigger, currency: string): string {
	const money = (amount: number) => formatMoney({ amount, currency });
	switch (trigger.kind) {
		case "every":
			return `Every ${money(trigger.step)}`;
		case "amounts":
			return `At ${listed(trigger.amounts.map(money))}`;
		case "percent":
			return `At ${listed(trigger.percents.map(String), "% of the goal")}`;
		case "gifts":
			return `At ${listed(trigger.counts.map(counted), " gifts")}`;
		case "donors":
			return `At ${listed(trigger.counts.map(counted), " donors")}`;
		case "monthly-donors":
			return `At ${listed(trigger.counts.map(counted), " monthly donors")}`;
		case "large-gift":
			return `Every gift of ${money(trigger.atLeast)} or more`;
		case "hour-target":
			return `When an hour reaches ${money(trigger.target)}`;
		case "best-hour":
			return `When an hour becomes the best so far, from ${money(trigger.atLeast)} on`;
		case "hours-to-go":
			return `${listed(trigger.hours.map(String))} ${trigger.hours.join() === "1" ? "hour" : "hours"} before the close`;
		case "final-hour":
			return "When the final hour begins";
		case "closed":
			return "When the drive closes";
		case "thank-you":
			return `${listed(trigger.hours.map(String))} ${trigger.hours.join() === "1" ? "hour" : "hours"} after the close`;
		case "goal-raised":
			return "When the goal is raised during the drive";
		case "match-opened":
			return "When a match opens";
		case "match-half":
			return "When half of a match is given";
		case "match-nearly-gone":
			return "When a match is nearly gone";
		case "match-spent":
			return "When a match is spent";
		case "match-ended":
			return "When a match ends with something left";
		case "power-hour-start":
			return "When a power hour begins";
		case "power-hour-half":
			return "When a power hour is half way to its target";
		case "power-hour-reached":
			return "When a power hour reaches its target";
		case "power-hour-end":
			return "When a power hour ends";
		default:
			return trigger satisfies never;
	}
}

/** Who lets its posts go, as the end of a sentence that begins with the rule. */
export function policyWords(policy: PostPolicy): string {
	switch (policy.kind) {
		case "automatic":
			return "goes out by itself";
		case "after-minutes":
			return `goes out after ${minutesWords(policy.minutes)}, unless somebody stops it`;
		case "approval":
			return policy.approvers === 1 ? "waits until somebody approves it" : "waits until two people approve it";
		default:
			return policy satisfies never;
	}
}

/** "from 6 AM to 10 PM", or "at any hour". */
export function windowWords(window: MilestoneRule["window"]): string {
	return window === undefined
		? "at any hour"
		: `only from ${hourWords(window.fromHour)} to ${hourWords(window.toHour)}`;
}

export function hourWords(hour: number): string {
	const clock = hour % 12 === 0 ? 12 : hour % 12;
	if (hour % 24 === 0) return "midnight";
	if (hour === 12) return "noon";
	return `${clock} ${hour < 12 ? "AM" : "PM"}`;
}

/** "30 minutes", "2 hours", "1 hour 30 minutes". */
export function minutesWords(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	const parts = [
		...(hours > 0 ? [`${hours} ${hours === 1 ? "hour" : "hours"}`] : []),
		...(rest > 0 || hours === 0 ? [`${rest} ${rest === 1 ? "minute" : "minutes"}`] : []),
	];
	return parts.join(" ");
}

const MOST_LISTED = 6;

/** "10, 25 and 50 gifts"; of a long list the first, and how many more: "10, 25, 50, 100 and 250 gifts, and 3 more". */
function listed(all: readonly string[], unit = ""): string {
	const shown = all.length > MOST_LISTED ? all.slice(0, MOST_LISTED - 1) : all;
	const last = shown.at(-1) ?? "";
	const named = shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
	return shown.length === all.length ? named + unit : `${named}${unit}, and ${all.length - shown.length} more`;
}

export function counted(count: number): string {
	return new Intl.NumberFormat("en-US").format(count);
}
