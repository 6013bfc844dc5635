import { HOUR, type Instant, MINUTE } from "./instant.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The local wall clock of an instant: what "this hour" and "not before 8 in the morning" are about. */
export function localHour(at: Instant, timeZone: string): number {
	return wallClock(at, timeZone).hour;
}

/** When the clock hour that holds `at` began in this zone; zones half an hour off (St. John's, Kolkata) included. */
export function hourStart(at: Instant, timeZone: string): Instant {
	const utcHour = Math.floor(at / HOUR) * HOUR;
	const minutesOff = wallClock(utcHour, timeZone).minute;
	if (minutesOff === 0) return utcHour;
	const start = utcHour - minutesOff * MINUTE;
	return at - start >= HOUR ? start + HOUR : start;
}

const lastSeen = { timeZone: "", minute: Number.NaN, clock: { hour: 0, minute: 0 } };

function wallClock(at: Instant, timeZone: string): { hour: number; minute: number } {
	// Formatting costs microseconds and is asked for every gift; gifts come in the same minute.
	const minute = Math.floor(at / MINUTE);
	if (lastSeen.timeZone === timeZone && lastSeen.minute === minute) return lastSeen.clock;
	let formatter = formatters.get(timeZone);
	if (formatter === undefined) {
		formatter = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
		formatters.set(timeZone, formatter);
	}
	const [hour, minutes] = formatter.format(at).split(":").map(Number);
	lastSeen.timeZone = timeZone;
	lastSeen.minute = minute;
	lastSeen.clock = { hour: hour ?? 0, minute: minutes ?? 0 };
	return lastSeen.clock;
}
