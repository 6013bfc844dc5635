import { HOUR, type Instant, MINUTE } from "../../../domain/plain/instant.ts";
import type { AmplificationReport } from "../../contract/staff/amplification.ts";

export type Span = { readonly from: Instant; readonly to: Instant };

/** From the first to the last thing that happened, the drive's own hours included as far as they have begun. */
export function chartSpan(
	chart: AmplificationReport["chart"],
	posts: readonly { readonly at: Instant }[],
	opensAt: Instant,
	closesAt: Instant,
): Span {
	const moments = [...chart.steps, ...posts].map(({ at }) => at);
	const last = Math.max(...moments, opensAt + HOUR);
	const to = last > closesAt ? last : Math.min(closesAt, last + HOUR);
	return { from: Math.min(opensAt, ...moments), to: to + chart.stepMinutes * MINUTE };
}

/** The round amount that the highest bar stays under: 1, 2 or 5 with noughts. */
export function axisTop(amounts: readonly number[]): number {
	const most = Math.max(100, ...amounts);
	const power = 10 ** Math.floor(Math.log10(most));
	return ([1, 2, 5, 10].find((step) => step * power >= most) ?? 10) * power;
}

/** Hours to write under the chart: as many as can be read side by side, days by their name at midnight. */
export function hourMarks({ from, to }: Span, width: number, zone: string): { at: Instant; words: string }[] {
	const most = Math.max(2, Math.floor(width / 72));
	const hours = (to - from) / HOUR;
	const step = [1, 2, 3, 6, 12, 24].find((one) => hours / one <= most) ?? 48;
	const time = new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "numeric" });
	const day = new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short", day: "numeric" });
	const hourOf = new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "2-digit", hourCycle: "h23" });
	const marks: { at: Instant; words: string }[] = [];
	for (let at = Math.ceil(from / HOUR) * HOUR; at < to - HOUR / 2; at += HOUR) {
		const hour = Number(hourOf.format(at));
		if (hour % step === 0) marks.push({ at, words: hour === 0 ? day.format(at) : time.format(at) });
	}
	return marks;
}
