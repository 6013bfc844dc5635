import { DAY, HOUR, type Instant, MINUTE } from "./instant.ts";

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallParts(at: Instant, timeZone: string): Record<string, string> {
	let formatter = formatters.get(timeZone);
	if (formatter === undefined) {
		const two = "2-digit";
		formatter = new Intl.DateTimeFormat("en-GB", {
			...{ timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, hourCycle: "h23" },
		});
		formatters.set(timeZone, formatter);
	}
	return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** "2026-12-03T06:00": what a clock in this zone shows. */
export function wallClockAt(at: Instant, timeZone: string): string {
	const { year, month, day, hour, minute } = wallParts(at, timeZone);
	return `${year?.padStart(4, "0")}-${month}-${day}T${hour}:${minute}`;
}

/** By how much this zone's clocks are ahead of UTC at that moment; milliseconds. */
export function offsetAt(at: Instant, timeZone: string): number {
	const minute = Math.floor(at / MINUTE) * MINUTE;
	return Date.parse(`${wallClockAt(at, timeZone)}Z`) - minute;
}

/** The moments at which this zone's clocks show that time: none in an hour they skip, two in one they pass twice. */
export function momentsOf(wall: string, timeZone: string): Instant[] {
	const asUtc = Date.parse(`${wall.slice(0, 16)}Z`);
	if (!SHAPE.test(wall) || Number.isNaN(asUtc)) return [];
	const offsets = new Set([offsetAt(asUtc - DAY, timeZone), offsetAt(asUtc + DAY, timeZone)]);
	return [...offsets]
		.map((offset) => asUtc - offset)
		.filter((at) => wallClockAt(at, timeZone) === wall.slice(0, 16))
		.sort((a, b) => a - b);
}

/** "-05:00" */
export function writtenOffset(at: Instant, timeZone: string): string {
	const minutes = Math.round(offsetAt(at, timeZone) / MINUTE);
	const pad = (value: number) => String(value).padStart(2, "0");
	return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
}

/** As people write a moment in this zone; with its offset only where the clock alone would leave two. */
export function writtenLocal(at: Instant, timeZone: string): string {
	const wall = wallClockAt(at, timeZone);
	return momentsOf(wall, timeZone).length > 1 ? `${wall}${writtenOffset(at, timeZone)}` : wall;
}

/** A local time as written, read; null where there is none, or two. */
export function readLocal(text: string, timeZone: string): Instant | null {
	if (!SHAPE.test(text)) return null;
	if (/(?:Z|[+-]\d{2}:\d{2})$/.test(text)) {
		const at = Date.parse(text);
		return Number.isNaN(at) ? null : at;
	}
	const [only, second] = momentsOf(text, timeZone);
	return only === undefined || second !== undefined ? null : only;
}

/** The same time on the clock, so many days later or earlier: a show at six stays at six over a change of the clocks. */
export function shiftedByDays(at: Instant, days: number, timeZone: string): { at: Instant; moved: boolean } {
	const wall = wallClockAt(Date.parse(`${wallClockAt(at, timeZone)}Z`) + days * DAY, "UTC");
	const [first] = momentsOf(wall, timeZone);
	// An hour that is skipped there: as far into the next one.
	if (first === undefined) return { at: at + days * DAY, moved: true };
	return { at: first + (at % MINUTE), moved: false };
}

export type ClockChange = {
	readonly at: Instant;
	/** Milliseconds by which the clocks are put on (or back, below 0). */
	readonly by: number;
	/** What they show just before and just after. */
	readonly from: string;
	readonly to: string;
};

/** Where this zone's clocks change between the two; at most a few. */
export function clockChanges(from: Instant, to: Instant, timeZone: string): ClockChange[] {
	const changes: ClockChange[] = [];
	const until = Math.min(to, from + 400 * DAY);
	for (let day = from; day < until; day += DAY) {
		const next = Math.min(day + DAY, until);
		if (offsetAt(day, timeZone) === offsetAt(next, timeZone)) continue;
		changes.push(changeBetween(day, next, timeZone));
	}
	return changes;
}

function changeBetween(low: Instant, high: Instant, timeZone: string): ClockChange {
	const before = offsetAt(low, timeZone);
	let [left, right] = [Math.floor(low / MINUTE), Math.ceil(high / MINUTE)];
	while (right - left > 1) {
		const middle = Math.floor((left + right) / 2);
		if (offsetAt(middle * MINUTE, timeZone) === before) left = middle;
		else right = middle;
	}
	const at = right * MINUTE;
	const by = offsetAt(at, timeZone) - before;
	return { at, by, from: clockOf(at + before), to: clockOf(at + before + by) };
}

/** "02:00", of a moment already moved to local. */
function clockOf(local: number): string {
	return new Date(local).toISOString().slice(11, 16);
}

/** "On Sunday, November 1 the clocks go back from 2:00 AM to 1:00 AM: that night has an hour more." */
export function clockChangeWords(change: ClockChange, timeZone: string): string {
	const day = new Intl.DateTimeFormat("en-US", { timeZone, weekday: "long", month: "long", day: "numeric" });
	const [from, to] = [spoken(change.from), spoken(change.to)];
	const hours = Math.abs(change.by) / HOUR;
	const length = hours === 1 ? "an hour" : `${hours} hours`;
	return change.by > 0
		? `On ${day.format(change.at)} the clocks go forward from ${from} to ${to}: that day has ${length} less, and no time between the two exists.`
		: `On ${day.format(change.at)} the clocks go back from ${from} to ${to}: that day has ${length} more, and each time between the two comes twice.`;
}

/** "2:00 AM" of "02:00". */
function spoken(clock: string): string {
	const [hour = 0, minute = 0] = clock.split(":").map(Number);
	return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
}
