import type { Instant } from "../domain/plain/instant.ts";
import { minorDigits } from "../domain/plain/money.ts";

/** "1234.50": no separators and no sign, for programs and spreadsheets alike; the currency has a column of its own. */
export function major(amount: number, currency: string): string {
	const digits = minorDigits(currency);
	const text = String(Math.abs(amount)).padStart(digits + 1, "0");
	const whole = text.slice(0, text.length - digits);
	const sign = amount < 0 ? "-" : "";
	return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

/** A moment as spreadsheets read it, on the drive's clock: "2026-12-03 09:20:00". */
export function localTimes(timeZone: string): (at: Instant) => string {
	const two = "2-digit";
	const format = new Intl.DateTimeFormat("sv-SE", {
		...{ timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, second: two },
	});
	return (at) => format.format(at);
}

/** Which clock that is, said where whoever reads the file sees it: a spreadsheet keeps no zone beside a time. */
export function localTimeColumn(timeZone: string): string {
	return `time (${timeZone})`;
}

export function yesNo(told: boolean | undefined): string {
	return told === true ? "yes" : "no";
}
