import type { Instant } from "../domain/plain/instant.ts";

/** "Dec 3, 2:05 PM" on the drive's clock, for lines that tell of an earlier row. */
export function tellWhenIn(timeZone: string): (at: Instant) => string {
	const format = new Intl.DateTimeFormat("en-US", {
		...{ timeZone, month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
	});
	return (at) => format.format(at);
}
