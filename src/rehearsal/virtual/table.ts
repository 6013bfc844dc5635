import { DateTime } from "luxon";
import { type Instant, MINUTE } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import { differenceOf } from "../../domain/post/rehearsal-difference.ts";
import { writtenMills } from "../../domain/post/x-cost.ts";
import type { Rehearsal, RehearsedPost } from "../../web/contract/staff/rehearsal.ts";

/** For a spreadsheet or a program, whose times have no zone of their own. */
export const csvColumns = ({ timeZone }: Pick<Rehearsal, "timeZone">) => [
	...["rules", "no", `when (${timeZone})`, `fell at (${timeZone})`, "milestone", "account", "outcome", "text", "why"],
	...["speaks for it (no)", "X cost"],
];

/** The rows of the table: of two sets of rules both stand in it. */
export function* csvRows(rehearsal: Rehearsal): Generator<(string | number)[]> {
	const names = new Map(rehearsal.accounts.map(({ id, name }) => [id, name]));
	for (const post of rehearsal.posts) {
		yield [
			rehearsal.name,
			post.id,
			post.at === null ? "" : local(post.at, rehearsal.timeZone),
			local(post.fellAt, rehearsal.timeZone),
			post.fell,
			names.get(post.accountId) ?? post.accountId,
			outcomeWords(post),
			post.text ?? "",
			post.why ?? "",
			post.by ?? "",
			post.cost === 0 ? "" : writtenMills(post.cost),
		];
	}
}

export function outcomeWords({ outcome, by }: Pick<RehearsedPost, "outcome" | "by">): string {
	return outcome === "superseded" && by !== null ? `superseded by ${by}` : outcome;
}

/** The end of a rehearsal for a terminal: what it comes to, then the first of its rows. */
export function rehearsalLines(rehearsal: Rehearsal, mostRows: number): string[] {
	const { summary, currency, timeZone, posts } = rehearsal;
	const money = (amount: number) => formatMoney({ amount, currency });
	const { x, approvals, longestSilence, busiest } = summary;
	const facts: readonly (readonly [string, string])[] = [
		["Gifts", `${count(summary.gifts)}, ${money(summary.total)}${matchedWords(summary.matched, money)}`],
		["Milestones", count(summary.announcements)],
		[
			"Posts",
			`${count(summary.published)} out, ${count(summary.superseded)} superseded, ${count(summary.expired)} expired, ${count(summary.stopped)} held, dropped or refused`,
		],
		...rehearsal.accounts.map(({ id, name }): readonly [string, string] => {
			const own = summary.accounts.find(({ accountId }) => accountId === id);
			return [
				`  ${name}`,
				`${count(own?.published ?? 0)} out, ${count(own?.superseded ?? 0)} superseded, ${count(own?.expired ?? 0)} expired`,
			];
		}),
		[
			"X",
			`${writtenMills(x.cost)} for ${postsOf(x.posts)}, ${count(x.linkPosts)} of them with a link${x.limit === null ? "" : `; the budget is ${writtenMills(x.limit)}`}`,
		],
		[
			"Longest silence",
			longestSilence === null
				? "nothing is said at all"
				: `${span(longestSilence.to - longestSilence.from)}, from ${local(longestSilence.from, timeZone)}`,
		],
		["Busiest quarter", busiest === null ? "-" : `${postsOf(busiest.posts)} from ${local(busiest.from, timeZone)}`],
		[
			"To approve",
			approvals.asked === 0
				? "nothing"
				: `${postsOf(approvals.asked)}, waiting ${span(approvals.medianWait)} in the middle, ${span(approvals.longestWait)} at most`,
		],
		["Posts an hour", bars(summary.perHour.map(({ posts: number }) => number))],
		["Took", `${(rehearsal.tookMs / 1000).toFixed(1)} s`],
	];
	const wide = Math.max(17, ...facts.map(([name]) => name.length + 2));
	const names = new Map(rehearsal.accounts.map(({ id, name }) => [id, name]));
	const rows = posts.slice(0, mostRows).map((post) => {
		const said = (post.text ?? post.why ?? "").replaceAll(/\s+/g, " ").slice(0, 70);
		const when = local(post.at ?? post.fellAt, timeZone);
		return `${String(post.id).padStart(4)}  ${when}  ${post.fell.padEnd(22).slice(0, 22)}  ${(names.get(post.accountId) ?? "").padEnd(16).slice(0, 16)}  ${outcomeWords(post).padEnd(18)}  ${said}`;
	});
	const more =
		posts.length > mostRows ? [`and ${count(posts.length - mostRows)} more rows; --csv FILE writes them all`] : [];
	return [
		rehearsal.name,
		...facts.map(([name, value]) => `${name.padEnd(wide)}${value}`),
		...rehearsal.notes.map((note) => `Note: ${note}`),
		"",
		...rows,
		...more,
	];
}

export function differenceLines(first: Rehearsal, second: Rehearsal): string[] {
	const by = differenceOf(first, second);
	const signed = (value: number, words: string) => `${value < 0 ? "-" : "+"}${words}`;
	const some = (fell: readonly string[]) =>
		fell.length === 0
			? "none"
			: `${fell.slice(0, 8).join("; ")}${fell.length > 8 ? `; and ${fell.length - 8} more` : ""}`;
	const facts: readonly (readonly [string, string])[] = [
		["Posts out", signed(by.published, count(Math.abs(by.published)))],
		["Superseded", signed(by.superseded, count(Math.abs(by.superseded)))],
		["Expired", signed(by.expired, count(Math.abs(by.expired)))],
		["X", signed(by.cost, writtenMills(Math.abs(by.cost)))],
		["Longest silence", signed(by.longestSilence, span(Math.abs(by.longestSilence)))],
		["Only the first", some(by.onlyFirst)],
		["Only the second", some(by.onlySecond)],
	];
	return [`${second.name}, against ${first.name}:`, ...facts.map(([name, value]) => `${name.padEnd(17)}${value}`)];
}

function matchedWords(matched: number, money: (amount: number) => string): string {
	return matched === 0 ? "" : `, ${money(matched)} of it from matches`;
}

function postsOf(value: number): string {
	return `${count(value)} ${value === 1 ? "post" : "posts"}`;
}

function count(value: number): string {
	return value.toLocaleString("en-US");
}

/** "2 h 05 min" */
function span(milliseconds: number): string {
	const minutes = Math.round(milliseconds / MINUTE);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	return hours === 0 ? `${rest} min` : `${hours} h ${String(rest).padStart(2, "0")} min`;
}

function local(at: Instant, zone: string): string {
	return DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd HH:mm:ss");
}

const BARS = "▁▂▃▄▅▆▇█";
const MOST_BARS = 72;

/** A line of bars; a long drive's hours share one. */
function bars(values: readonly number[]): string {
	const each = Math.max(1, Math.ceil(values.length / MOST_BARS));
	const sums: number[] = [];
	for (let at = 0; at < values.length; at += each)
		sums.push(values.slice(at, at + each).reduce((sum, value) => sum + value, 0));
	const most = Math.max(1, ...sums);
	const drawn = sums.map((sum) => (sum === 0 ? " " : BARS[Math.min(7, Math.floor((sum / most) * 8))])).join("");
	return each === 1 ? drawn : `${drawn} (${each} hours each)`;
}
