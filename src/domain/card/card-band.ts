import type { Figures } from "../counting/figures.ts";
import type { Announcement } from "../milestone/announcement.ts";

/** The amount at which a milestone lies on the way to the goal, in minor units; null where it is none. */
export function notchOf({ kind, value, figures }: Pick<Announcement, "kind" | "value" | "figures">): number | null {
	switch (kind) {
		case "every":
		case "amounts":
		case "goal-raised":
			return value;
		case "percent":
			return (figures.goal * value) / 100;
		case "gifts":
		case "donors":
		case "monthly-donors":
		case "large-gift":
		case "hour-target":
		case "best-hour":
		case "hours-to-go":
		case "final-hour":
		case "closed":
		case "thank-you":
		case "match-opened":
		case "match-half":
		case "match-nearly-gone":
		case "match-spent":
		case "match-ended":
		case "power-hour-start":
		case "power-hour-half":
		case "power-hour-reached":
		case "power-hour-end":
			return null;
		default:
			return kind satisfies never;
	}
}

/** Shares of the band, to a thousandth: finer than any picture shows. The whole band is the goal, or the total beyond it. */
export function thermometerOf(
	{ total, goal }: Pick<Figures, "total" | "goal">,
	notchAt: number | null,
): { filled: number; notch: number | null } {
	const top = Math.max(total, goal);
	const share = (amount: number) => Math.round(Math.min(1, Math.max(0, amount / top)) * 1000) / 1000;
	return { filled: share(total), notch: notchAt === null || notchAt <= 0 ? null : share(notchAt) };
}
