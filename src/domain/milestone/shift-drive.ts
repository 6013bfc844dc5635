import type { Tally } from "../counting/tally.ts";
import type { Campaign } from "../drive/campaign.ts";
import { HOUR, type Instant } from "../plain/instant.ts";
import { shiftedByDays } from "../plain/local-clock.ts";

export type Shifted = { readonly campaign: Campaign; readonly notes: readonly string[] };

/** 52 weeks: a year on, and the same weekdays. */
export const SAME_WEEKDAYS_NEXT_YEAR = 364;

/**
 * This drive as the draft of another one, so many days later at the same times on the clock. What was given stays behind: only its hours go
 * along, as "last year's". Authorisations of stories keep their end, and payment links their drive.
 */
export function shiftedDrive(
	source: Campaign,
	to: { readonly id: string; readonly slug: string; readonly name: string; readonly days: number },
	tally: Tally,
): Shifted {
	const notes: string[] = [];
	const { timeZone } = source;
	const shift = (at: Instant, what: string): Instant => {
		if (at === 0) return 0;
		const { at: then, moved } = shiftedByDays(at, to.days, timeZone);
		if (moved) notes.push(`${what}: the clocks skip its hour that day, so it is an hour later. Check it.`);
		return then;
	};
	const opensAt = shift(source.opensAt, "The opening");
	const closesAt = shift(source.closesAt, "The close");
	const runOfShow = source.show.runOfShow.map((slot) => {
		const times = { from: shift(slot.from, slot.title), to: shift(slot.to, slot.title) };
		if (slot.kind === "story" && slot.authorisation.expiresAt < times.to) {
			notes.push(
				`The story "${slot.title}": its authorisation has run out by then. It isn't shown until you renew it.`,
			);
		}
		return { ...slot, ...times };
	});
	const own = hoursOf(source, tally);
	const campaign: Campaign = {
		...source,
		...{ id: to.id, slug: to.slug, name: to.name, opensAt, closesAt },
		state: "draft",
		announceFrom: source.announceFrom === source.opensAt ? opensAt : shift(source.announceFrom, "Announcing"),
		onAirWindows: source.onAirWindows.map(({ from, to: until }) => ({
			from: shift(from, "A window"),
			to: shift(until, "A window"),
		})),
		// Both would make gifts of one drive count in the other.
		isDefault: false,
		paymentLinks: [],
		show: { ...source.show, runOfShow, lastYear: own.length > 0 ? own : source.show.lastYear },
	};
	if (source.paymentLinks.length > 0)
		notes.push("Payment links stay with the old drive: add the new ones under Ways to give.");
	return { campaign, notes };
}

/** What was counted in each hour of the drive, from its first on. */
function hoursOf({ opensAt, closesAt }: Campaign, { hours }: Tally): number[] {
	const last = Math.min(400, Math.ceil((closesAt - opensAt) / HOUR));
	const sums = Array.from({ length: Math.max(0, last) }, () => 0);
	for (const [key, counted] of Object.entries(hours)) {
		const index = Math.floor((Date.parse(`${key}Z`) - opensAt) / HOUR);
		const at = Math.max(0, index);
		if (at < sums.length) sums[at] = Math.max(0, (sums[at] ?? 0) + counted);
	}
	return sums.some((sum) => sum > 0) ? sums : [];
}
