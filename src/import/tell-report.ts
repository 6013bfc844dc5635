import { worth } from "../domain/counting/counting.ts";
import type { Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { giftFrom } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { passedBy } from "../domain/milestone/milestone.ts";
import { milestoneWords } from "../domain/milestone/milestone-words.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { formatMoney } from "../domain/plain/money.ts";
import type { ImportAlike, ImportProblem, ImportReport } from "../web/contract/staff/imports.ts";
import type { Like } from "./known-rows.ts";
import type { ReadRow } from "./read-row.ts";
import type { Batch } from "./sift.ts";

/** So many problems and rows known before are shown on the page; all are in the file of rows that were left out. */
const MOST_SHOWN = 100;

/** Adds up what taking the rows would do. Memory for a hundred problems, however many rows. */
export function reportOf(
	factOf: ((row: ReadRow) => GiftFact) | null,
	campaign: Campaign,
	tellWhen: (at: Instant) => string,
) {
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	let [rows, good, bad, duplicates, amount, counted, monthly, gifts, outside] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
	let changed = 0;
	let [toThank, named, isToThank] = [0, 0, false];
	let [from, to]: [Instant | null, Instant | null] = [null, null];
	const problems: ImportProblem[] = [];
	const alike: ImportAlike[] = [];

	function addGood(row: ReadRow): void {
		good += 1;
		amount += row.amount;
		from = from === null ? row.at : Math.min(from, row.at);
		to = to === null ? row.at : Math.max(to, row.at);
		if (factOf === null) return;
		// By the ledger's own rule, so that what is foretold is what is booked. Who gave it counts nothing, and screening names costs most of a row.
		const { giver, ...fact } = factOf(row);
		const booked = worth(giftFrom({ ...fact, giver: { source: giver?.source } }), campaign);
		counted += booked.counted;
		gifts += booked.gifts;
		monthly += booked.monthly;
		isToThank = fact.broughtIn === "to-thank";
		toThank += booked.gifts;
		if (row.onAir && row.name !== null) named += booked.gifts;
		if (row.at < campaign.opensAt || row.at >= campaign.closesAt) outside += 1;
	}

	return {
		add(batch: Batch): void {
			rows += batch.rows.length;
			for (const row of batch.good) addGood(row);
			for (const { problems: found, like, record, amount: told, name } of batch.rows) {
				if (found.length > 0) bad += 1;
				for (const one of found) if (problems.length < MOST_SHOWN) problems.push(one);
				if (like === null) continue;
				duplicates += 1;
				if (like.kind === "import" && like.was !== null) changed += 1;
				if (alike.length < MOST_SHOWN) {
					alike.push({ line: record.line, amount: told ?? 0, name, like: likeWords(like, tellWhen, money) });
				}
			}
		},
		end(tally: Tally, more: { readonly hours: readonly number[] | null; readonly outside?: number }): ImportReport {
			const passes = passedSilently(campaign, tally, { counted, gifts, monthly });
			return {
				...{ rows, good, bad, duplicates, amount, counted, monthly, from, to, problems, alike, changed },
				totalBefore: tally.total,
				outside: more.outside ?? outside,
				passes,
				hours: more.hours,
				thanks: isToThank ? { gifts: toThank, named } : null,
			};
		},
	};
}

/** In words. */
function passedSilently(campaign: Campaign, before: Tally, sums: Sums): string[] {
	if (sums.counted === 0) return [];
	const delta = { cash: 0, ...sums };
	const step = { before, after: tallyAfter(before, sums), delta, giftId: null, isNewMoney: false, hour: null };
	return passedBy(campaign, step).map(({ rule, value }) =>
		milestoneWords({ kind: rule.trigger.kind, value }, campaign.currency),
	);
}

type Sums = { readonly counted: number; readonly gifts: number; readonly monthly: number };

function tallyAfter(tally: Tally, { counted, gifts, monthly }: Sums): Tally {
	const [total, all, standing] = [tally.total + counted, tally.gifts + gifts, tally.monthly + monthly];
	return {
		...tally,
		...{ total, gifts: all, monthly: standing },
		peak: {
			total: Math.max(tally.peak.total, total),
			gifts: Math.max(tally.peak.gifts, all),
			monthly: Math.max(tally.peak.monthly, standing),
		},
	};
}

export function likeWords(like: Like, tellWhen: (at: Instant) => string, money: (amount: number) => string): string {
	switch (like.kind) {
		case "line":
			return `line ${like.line} of this file`;
		case "import":
			return `a file that ${like.by} brought in on ${tellWhen(like.at)}${like.was === null ? "" : `, but it says ${money(like.was)} there`}`;
		case "slip":
			return `a slip taken on ${tellWhen(like.at)}`;
		case "card":
			return `a gift by card of ${tellWhen(like.at)}, counted since then`;
		case "offline":
			return `money entered by hand, dated ${tellWhen(like.at)}`;
		default:
			return like satisfies never;
	}
}
