import { PLATFORM_NAMES } from "../domain/post/post-words.ts";
import { localTimes, major } from "../export/cells.ts";
import type { AfterShow, AfterShowPart, Mention, SponsorProof } from "../web/contract/staff/after-show.ts";
import type { AmplifiedPost } from "../web/contract/staff/amplification.ts";
import type { ReadAfterShow } from "./read-after-show.ts";

type Cell = string | number | null;
export type Sheet = { readonly columns: readonly string[]; readonly rows: Iterable<readonly Cell[]> };
type Row = readonly Cell[];

/** One part of the pack as a sheet: moments on the drive's clock, amounts in its currency. */
export function afterShowSheet({ pack, posts }: ReadAfterShow, part: AfterShowPart): Sheet {
	const cells = cellsOf(pack);
	const [when, inMoney] = [`When (${pack.head.timeZone})`, `(${pack.head.currency.toUpperCase()})`];
	switch (part) {
		case "timeline":
			return { columns: [when, "What", "About", "On the host's screen", "Posts"], rows: timelineRows(pack, cells) };
		case "hours":
			return {
				columns: [
					`Hour from (${pack.head.timeZone})`,
					...["Counted", "Last year", "Difference"].map((what) => `${what} ${inMoney}`),
					"Over",
				],
				rows: hourRows(pack, cells),
			};
		case "posts":
			return { columns: postColumns(when, inMoney), rows: postRows(posts, cells) };
		case "sponsors":
			return {
				columns: ["Sponsor", "What", when, "Where", "Text", "Link", `Amount ${inMoney}`],
				rows: sponsorRows(pack, cells),
			};
		default:
			return part satisfies never;
	}
}

type Cells = { readonly when: (at: number) => string; readonly money: (amount: number) => string };

function cellsOf({ head: { timeZone, currency } }: AfterShow): Cells {
	return { when: localTimes(timeZone), money: (amount) => major(amount, currency) };
}

function* timelineRows({ timeline }: AfterShow, { when }: Cells): Generator<Row> {
	for (const { at, what, about, script, posts } of timeline) {
		yield [when(at), what, about, script, posts.map(({ account, url }) => url ?? account).join(" ")];
	}
}

function* hourRows({ hours }: AfterShow, { when, money }: Cells): Generator<Row> {
	for (const { startsAt, counted, lastYear, isOver } of hours.rows) {
		const beside = lastYear === null ? [null, null] : [money(lastYear), money(counted - lastYear)];
		yield [when(startsAt), money(counted), ...beside, isOver ? "yes" : "no"];
	}
}

const postColumns = (when: string, inMoney: string) => [
	...["Place", "Account", when, "Gifts through its link", `Given through its link ${inMoney}`, "Visits to its link"],
	...[`In the 15 minutes after it ${inMoney}`, `Expected in them ${inMoney}, an estimate`, "Text", "Link"],
];

function* postRows(posts: readonly AmplifiedPost[], { when, money }: Cells): Generator<Row> {
	for (const { platform, account, at, link, lift, text, url } of posts) {
		const through = link === null ? [null, null, null] : [link.gifts, money(link.amount), link.clicks];
		const expected = lift.expected === null ? null : money(lift.expected);
		yield [PLATFORM_NAMES[platform], account, when(at), ...through, money(lift.amount), expected, text, url];
	}
}

/** One that is not to be named has a line for what they gave, and no proof. */
function* sponsorRows({ sponsors }: AfterShow, cells: Cells): Generator<Row> {
	for (const sponsor of sponsors) {
		const name = sponsor.name ?? "(not to be named)";
		yield* deedRows(name, sponsor, cells);
		for (const mention of sponsor.mentions) yield mentionRow(name, mention, cells);
	}
}

function* deedRows(name: string, { matches, powerHours, gave, paid }: SponsorProof, cells: Cells): Generator<Row> {
	const { when, money } = cells;
	for (const { given } of matches) yield [name, "match gave", null, null, null, null, money(given)];
	for (const { name: hour, from, counted } of powerHours) {
		yield [name, "power hour", when(from), null, hour, null, money(counted)];
	}
	if (gave !== 0) yield [name, "gave", null, null, null, null, money(gave)];
	if (paid !== 0) yield [name, "paid for their match", null, null, null, null, money(paid)];
}

function mentionRow(name: string, mention: Mention, { when }: Cells): Row {
	const { kind, at } = mention;
	switch (kind) {
		case "post": {
			const where = `${PLATFORM_NAMES[mention.platform]}: ${mention.account}`;
			return [name, "named in a post", when(at), where, mention.text, mention.url, null];
		}
		case "script":
			return [name, "named on the host's screen", when(at), "Host's screen", mention.text, null, null];
		case "slot":
			return [name, "run of show", when(at), `until ${when(mention.to)}`, slotText(mention), null, null];
		default:
			return kind satisfies never;
	}
}

function slotText({ title, text }: Extract<Mention, { kind: "slot" }>): string {
	return text === "" ? title : `${title}: ${text}`;
}
