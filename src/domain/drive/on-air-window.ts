import type { Instant } from "../plain/instant.ts";

/** From when to when the drive is on the air: [from, to). */
export type OnAirWindow = { readonly from: Instant; readonly to: Instant };

/** What of a drive says when it is on the air. */
export type AirTimes = {
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly onAirWindows: readonly OnAirWindow[];
};

/** The windows, in order; one over the whole drive where none are set. */
export function airWindows({ opensAt, closesAt, onAirWindows }: AirTimes): readonly OnAirWindow[] {
	return onAirWindows.length > 0 ? onAirWindows : [{ from: opensAt, to: closesAt }];
}

export type WindowFault = { readonly index: number; readonly end: "from" | "to"; readonly says: string };

/** What is wrong with the windows, in words for whoever wrote them. */
export function windowFaults({ opensAt, closesAt, onAirWindows }: AirTimes): WindowFault[] {
	return onAirWindows.flatMap((window, index): WindowFault[] => {
		const before = onAirWindows[index - 1];
		if (window.to <= window.from) return [{ index, end: "to", says: "This window ends before it begins." }];
		if (before !== undefined && window.from < before.to) {
			return [{ index, end: "from", says: "This window begins before the one above it has ended." }];
		}
		if (window.from < opensAt) return [{ index, end: "from", says: "This window begins before the drive opens." }];
		if (window.to > closesAt) return [{ index, end: "to", says: "This window ends after the drive has closed." }];
		return [];
	});
}

export function isOnAir(times: AirTimes, at: Instant): boolean {
	return airWindows(times).some(({ from, to }) => from <= at && at < to);
}

/** When it next comes on the air after `at`; null while it is on the air, or once it won't be again. */
export function backOnAirAt(times: AirTimes, at: Instant): Instant | null {
	if (isOnAir(times, at)) return null;
	return airWindows(times).find(({ from }) => from > at)?.from ?? null;
}

/** How much of it is still to come, nights off left out; milliseconds. */
export function airTimeLeft(times: AirTimes, at: Instant): number {
	return airWindows(times).reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, at)), 0);
}
