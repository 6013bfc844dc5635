import { LINE_WORDS, OUTSIDE_WORDS, SOURCE_WORDS } from "../domain/counting/total-words.ts";
import { major } from "../export/cells.ts";
import type { TruthView } from "../web/contract/staff/truth.ts";

type Row = readonly (string | number | null)[];

export const truthColumns = (currency: string) => ["Part", "Line", "Gifts", `Amount (${currency.toUpperCase()})`];

/** The panel as rows of a sheet, in its own words: what counts, less what is taken off, is the ledger's total. */
export function* truthRows(truth: TruthView, currency: string): Generator<Row> {
	const money = (amount: number) => major(amount, currency);
	for (const { line, count, amount } of truth.lines) yield ["Counts", LINE_WORDS[line].label, count, money(amount)];
	for (const { sponsor, hidden, amount } of truth.matches) {
		yield ["Counts", `Match: ${sponsor}${hidden ? " (not revealed)" : ""}`, null, money(amount)];
	}
	yield ["Taken off", "Given back", truth.refunded.count, money(-truth.refunded.amount)];
	yield ["Taken off", "Taken by banks", truth.disputed.count, money(-truth.disputed.amount)];
	yield ["Total", "On the ledger", null, money(truth.total)];
	yield ["Total", "Announced", null, money(truth.announced)];
	for (const { line, count, amount } of truth.outside) {
		yield ["Does not count", OUTSIDE_WORDS[line].label, count, money(amount)];
	}
	yield ["Of what counts", "Late gifts", truth.late.count, money(truth.late.amount)];
	const { sources, rows } = truth.matrix;
	for (const { name, amounts } of rows) {
		for (const [column, source] of sources.entries()) {
			const amount = amounts[column] ?? 0;
			if (amount !== 0) yield ["By station and way", `${name}: ${SOURCE_WORDS[source]}`, null, money(amount)];
		}
	}
}
