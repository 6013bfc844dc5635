import type { Instant } from "../plain/instant.ts";
import { type Show, type ShowSlot, slotsAt } from "./campaign-show.ts";

/** What the studio has now and next; a story is among them only while its authorisation lasts. */
export type RunningOrder = {
	readonly now: readonly ShowSlot[];
	/** All that begin at the next moment anything begins. */
	readonly next: readonly ShowSlot[];
	/** When this is different; null where nothing is left to change. */
	readonly until: Instant | null;
};

export function runningOrder(show: Show, now: Instant): RunningOrder {
	const running = slotsAt(show, now);
	const ahead = show.runOfShow.filter((slot) => slot.from > now && mayBeReadAt(slot, slot.from));
	const nextAt = Math.min(...ahead.map(({ from }) => from));
	const ends = running.flatMap((slot) => (slot.kind === "story" ? [slot.to, slot.authorisation.expiresAt] : [slot.to]));
	const changes = [...ends, nextAt].filter((at) => Number.isFinite(at) && at > now);
	return {
		now: running,
		next: ahead.filter(({ from }) => from === nextAt),
		until: changes.length === 0 ? null : Math.min(...changes),
	};
}

/** Everything from here to there that may be read, in order. */
export function slotsBetween(show: Show, from: Instant, to: Instant, now: Instant): ShowSlot[] {
	return show.runOfShow
		.filter((slot) => slot.to > from && slot.from < to && mayBeReadAt(slot, Math.max(slot.from, now)))
		.sort((one, other) => one.from - other.from);
}

function mayBeReadAt(slot: ShowSlot, at: Instant): boolean {
	return slot.kind !== "story" || slot.authorisation.expiresAt > at;
}
