import type { Instant } from "../plain/instant.ts";

/** A span with a target of its own: what is counted in it is counted once more here. Minor units of the campaign's currency. */
export type PowerHour = {
	/** Stable in its drive. */
	readonly id: string;
	readonly name: string;
	/** Gifts of [from, to) count towards it, by when they were given. */
	readonly from: Instant;
	readonly to: Instant;
	readonly target: number;
	/** Who stands behind it; empty: nobody is named. */
	readonly sponsor: string;
	readonly isOff?: true;
};

export function powerHoursOf(campaign: { readonly powerHours?: readonly PowerHour[] }): readonly PowerHour[] {
	return (campaign.powerHours ?? []).filter(({ isOff }) => isOff !== true);
}

/** The power hours an amount given at this moment counts towards. */
export function powerHoursAt(
	campaign: { readonly powerHours?: readonly PowerHour[] },
	at: Instant,
): readonly PowerHour[] {
	return powerHoursOf(campaign).filter(({ from, to }) => at >= from && at < to);
}
