import { DAY, type Instant } from "../domain/plain/instant.ts";
import { momentsOf } from "../domain/plain/local-clock.ts";

export type ReadWhen =
	| { readonly ok: true; readonly at: Instant; readonly hasTime: boolean }
	| { readonly ok: false; readonly says: string };

export type DateOrder = "month-first" | "day-first" | null;
export type WhenTerms = { readonly timeZone: string; readonly dateOrder: DateOrder; readonly now: Instant };

const TIME = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?\s?m?\.?$/i;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,]+(.+))?$/;
const PARTS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T\s,]+(.+))?$/;
const ZONE = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

type Wall = { readonly year: number; readonly month: number; readonly day: number; readonly rest: string };

/**
 * A day, or day and time, on the clock of the drive's zone unless it names its own. `time`: of a column of its own, else empty. An hour that
 * the clocks pass twice is taken as the first one.
 */
export function readWhen(text: string, time: string, terms: WhenTerms): ReadWhen {
	const told = text.trim();
	if (told === "") return no("There is no date.");
	const number = readNumber(told, terms);
	if (number !== null) return time.trim() === "" ? bounded(number, terms) : withTime(number, time, terms);
	const wall = readWall(told, terms.dateOrder);
	if (typeof wall === "string") return no(wall);
	const clock = `${wall.rest} ${time}`.trim();
	const zone = ZONE.exec(clock)?.[1] ?? "";
	const bareClock = zone === "" ? clock : clock.replace(ZONE, "").trim();
	const seconds = bareClock === "" ? 0 : readTime(bareClock);
	if (seconds === null) return no("The time isn't written as one.");
	const at = momentOf(wall, seconds, zone === "" ? terms.timeZone : zone);
	if (at === null) return no("There is no such date or time.");
	return bounded({ ok: true, at, hasTime: bareClock !== "" }, terms);
}

/** Seconds since 1970, milliseconds, or days as Excel counts them. */
function readNumber(text: string, { timeZone }: WhenTerms): (ReadWhen & { ok: true }) | null {
	if (/^\d{10}$/.test(text)) return { ok: true, at: Number(text) * 1000, hasTime: true };
	if (/^\d{13}$/.test(text)) return { ok: true, at: Number(text), hasTime: true };
	if (!/^[2-6]\d{4}(?:[.,]\d+)?$/.test(text)) return null;
	const days = Number(text.replace(",", "."));
	const wall = new Date(EXCEL_EPOCH + Math.round((days * DAY) / 1000) * 1000).toISOString();
	const [at] = moments(wall.slice(0, 16), timeZone);
	return at === undefined ? null : { ok: true, at: at + Number(wall.slice(17, 19)) * 1000, hasTime: days % 1 !== 0 };
}

function withTime(day: ReadWhen & { ok: true }, time: string, terms: WhenTerms): ReadWhen {
	const seconds = readTime(time.trim());
	return seconds === null
		? no("The time isn't written as one.")
		: bounded({ ...day, at: day.at + seconds * 1000, hasTime: true }, terms);
}

/** The text's day, or in words why there is none. */
function readWall(text: string, order: DateOrder): Wall | string {
	const iso = ISO.exec(text);
	if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]), rest: iso[4] ?? "" };
	const parts = PARTS.exec(text);
	if (parts === null) return "The date isn't written as one.";
	const [first, second] = [Number(parts[1]), Number(parts[2])];
	const year = Number(parts[3]) + ((parts[3]?.length ?? 0) === 2 ? 2000 : 0);
	const rest = parts[4] ?? "";
	const isMonthFirst =
		order === null
			? second > 12
				? true
				: first > 12
					? false
					: first === second
						? true
						: null
			: order === "month-first";
	if (isMonthFirst === null) return "This may be two dates: say whether the month or the day comes first.";
	const [month, day] = isMonthFirst ? [first, second] : [second, first];
	if (month > 12 && day <= 12) return `The ${order === "month-first" ? "month" : "day"} doesn't come first here.`;
	return { year, month, day, rest };
}

/** Seconds since midnight. */
function readTime(text: string): number | null {
	const match = TIME.exec(text);
	if (match === null) return null;
	const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
	const half = match[4]?.toLowerCase();
	if (minute > 59 || second > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null;
	const onClock = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
	return onClock * 3600 + minute * 60 + second;
}

function momentOf({ year, month, day }: Wall, seconds: number, zone: string): Instant | null {
	const utc = Date.UTC(year, month - 1, day) + seconds * 1000;
	const date = new Date(utc);
	if (Number.isNaN(utc) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	if (/^(?:Z|UTC|GMT)$/i.test(zone)) return utc;
	const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
	if (offset !== null) {
		const minutes = Number(offset[2]) * 60 + Number(offset[3]);
		return utc - (offset[1] === "-" ? -minutes : minutes) * 60_000;
	}
	const [at] = moments(date.toISOString().slice(0, 16), zone);
	return at === undefined ? null : at + date.getUTCSeconds() * 1000;
}

const known = new Map<string, readonly Instant[]>();
const MOST_KNOWN = 5_000;

/** Kept for a while, because rows come in the same minutes and asking the zone costs twenty times as much as all the rest. */
function moments(wall: string, timeZone: string): readonly Instant[] {
	const key = `${timeZone} ${wall}`;
	const found = known.get(key);
	if (found !== undefined) return found;
	if (known.size >= MOST_KNOWN) known.clear();
	const read = momentsOf(wall, timeZone);
	known.set(key, read);
	return read;
}

function bounded(read: ReadWhen & { ok: true }, { now }: WhenTerms): ReadWhen {
	if (read.at > now + DAY) return no("The date lies ahead of today.");
	return read.at < Date.UTC(1990, 0, 1) ? no("The date is too long ago.") : read;
}

function no(says: string): ReadWhen & { ok: false } {
	return { ok: false, says };
}

/** What 3/4/2026 is, where some date of these leaves no doubt; null where none does. */
export function guessDateOrder(samples: readonly string[]): DateOrder {
	let [month, day] = [0, 0];
	for (const sample of samples) {
		const parts = PARTS.exec(sample.trim());
		if (parts === null) continue;
		if (Number(parts[1]) > 12) day += 1;
		else if (Number(parts[2]) > 12) month += 1;
	}
	if ((month === 0) === (day === 0)) return null;
	return month > 0 ? "month-first" : "day-first";
}

/** Whether any of these dates may be two. */
export function isAmbiguous(samples: readonly string[]): boolean {
	return samples.some((sample) => {
		const parts = PARTS.exec(sample.trim());
		return parts !== null && Number(parts[1]) <= 12 && Number(parts[2]) <= 12 && parts[1] !== parts[2];
	});
}
