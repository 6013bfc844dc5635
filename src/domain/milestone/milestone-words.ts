import type { Campaign } from "../drive/campaign.ts";
import { matchesOf } from "../drive/challenge-match.ts";
import type { MilestoneTrigger, TriggerKind } from "../drive/milestone-rule.ts";
import { powerHoursOf } from "../drive/power-hour.ts";
import { HOUR, type Instant } from "../plain/instant.ts";
import { formatMoney } from "../plain/money.ts";

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
		case "thank-you":
			return `Thanks, ${many} ${value === 1 ? "hour" : "hours"} after the close`;
		case "goal-raised":
			return `Goal raised to ${money()}`;
		case "match-opened":
			return `A match of ${money()} opened`;
		case "match-half":
			return `Half of a match is given: ${money()}`;
		case "match-nearly-gone":
			return `A match is nearly gone: ${money()} given`;
		case "match-spent":
			return `A match of ${money()} is spent`;
		case "match-ended":
			return `A match ended: ${money()} matched`;
		case "power-hour-start":
			return `A power hour began: ${money()} to reach`;
		case "power-hour-half":
			return `A power hour is half way: ${money()}`;
		case "power-hour-reached":
			return `A power hour reached its ${money()}`;
		case "power-hour-end":
			return `A power hour ended at ${money()}`;
		default:
			return kind satisfies never;
	}
}

/** What the clock will make fall next, soonest first. */
export function comingByClock(
	triggers: readonly MilestoneTrigger[],
	drive: Pick<Campaign, "closesAt" | "matches" | "powerHours" | "currency">,
	now: Instant,
): { readonly at: Instant; readonly words: string }[] {
	const { closesAt } = drive;
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
			case "thank-you":
				return trigger.hours.map((hours) => ({ at: closesAt + hours * HOUR, words: "Thanks to everybody who gave" }));
			default:
				return aboutByClock(trigger.kind, drive);
		}
	});
	return moments.filter(({ at }) => at > now).sort((one, other) => one.at - other.at);
}

/** Openings and ends. For staff, so a hidden sponsor stands there too; a match that is spent by then says no end. */
function aboutByClock(
	kind: TriggerKind,
	drive: Pick<Campaign, "matches" | "powerHours" | "currency">,
): { readonly at: Instant; readonly words: string }[] {
	const of = (sponsor: string) => (sponsor === "" ? "" : ` of ${sponsor}`);
	const money = (amount: number) => formatMoney({ amount, currency: drive.currency });
	switch (kind) {
		case "match-opened":
			return matchesOf(drive)
				.filter(({ unlock, kind }) => unlock === null || kind === "challenge")
				.map(({ from, sponsor, pool }) => ({ at: from, words: `The match${of(sponsor)} opens, ${money(pool)}` }));
		case "match-ended":
			return matchesOf(drive).map(({ to, sponsor }) => ({ at: to, words: `The match${of(sponsor)} ends` }));
		case "power-hour-start":
			return powerHoursOf(drive).map(({ from, name, target }) => ({
				at: from,
				words: `${name} begins, ${money(target)} to reach`,
			}));
		case "power-hour-end":
			return powerHoursOf(drive).map(({ to, name }) => ({ at: to, words: `${name} ends` }));
		default:
			return [];
	}
}
