import { HOUR, type Instant } from "./instant.ts";
import type { MilestoneTrigger, TriggerKind } from "./milestone-rule.ts";
import { formatMoney } from "./money.ts";

/** What fell, in a few words for staff: "Passed $40,000". Amounts in minor units. */
export function milestoneWords(fell: { readonly kind: TriggerKind; readonly value: number }, currency: string): string {
	const { kind, value } = fell;
	const money = () => formatMoney({ amount: value, currency });
	const many = value.toLocaleString("en-US");
	switch (kind) {
		case "every":
		case "amounts":
			return `Passed ${money()}`;
		case "percent":
			return value === 100 ? "Reached the goal" : `${value}% of the goal`;
		case "gifts":
			return `${many} ${value === 1 ? "gift" : "gifts"}`;
		case "donors":
			return `${many} ${value === 1 ? "donor" : "donors"}`;
		case "monthly-donors":
			return `${many} monthly ${value === 1 ? "donor" : "donors"}`;
		case "large-gift":
			return `A gift of ${money()}`;
		case "hour-target":
			return `The hour reached ${money()}`;
		case "best-hour":
			return `Best hour: ${money()}`;
		case "hours-to-go":
			return `${many} ${value === 1 ? "hour" : "hours"} to go`;
		case "final-hour":
			return "The final hour";
		case "closed":
			return `Closed at ${money()}`;
		case "goal-raised":
			return `Goal raised to ${money()}`;
		default:
			return kind satisfies never;
	}
}

/** What the clock will make fall next, soonest first. */
export function comingByClock(
	triggers: readonly MilestoneTrigger[],
	closesAt: Instant,
	now: Instant,
): { readonly at: Instant; readonly words: string }[] {
	const moments = triggers.flatMap((trigger) => {
		switch (trigger.kind) {
			case "hours-to-go":
				return trigger.hours.map((hours) => ({
					at: closesAt - hours * HOUR,
					words: `${hours} ${hours === 1 ? "hour" : "hours"} to go`,
				}));
			case "final-hour":
				return [{ at: closesAt - HOUR, words: "The final hour" }];
			case "closed":
				return [{ at: closesAt, words: "The close, with the total" }];
			default:
				return [];
		}
	});
	return moments.filter(({ at }) => at > now).sort((one, other) => one.at - other.at);
}
