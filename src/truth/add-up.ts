import { TOTAL_LINES, type TotalLine } from "../domain/counting/gift-lines.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { GIFT_SOURCES, type GiftSource } from "../domain/gift/gift-source.ts";
import type { Sum, TruthMatrix } from "../web/contract/staff/truth.ts";
import type { ToldGift } from "./told-gifts.ts";

type Adding = { amount: number; count: number };

/** Adds the gifts of a drive up, one by one, in every way the panel shows. */
export type AddedUp = {
	add(gift: ToldGift): void;
	readonly lines: ReadonlyMap<TotalLine, Sum>;
	readonly refunded: Sum;
	readonly disputed: Sum;
	readonly pending: Sum;
	readonly failed: Sum;
	readonly renewals: Sum;
	readonly uncounted: Sum;
	matrix(matched: number): TruthMatrix;
};

export function openSums(campaign: Campaign): AddedUp {
	const lines = new Map<TotalLine, Adding>(TOTAL_LINES.map((line) => [line, nothing()]));
	const sums = {
		refunded: nothing(),
		disputed: nothing(),
		pending: nothing(),
		failed: nothing(),
		renewals: nothing(),
		uncounted: nothing(),
	};
	const cells = new Map<string, Map<GiftSource, number>>();
	return {
		add(told) {
			for (const { line, amount } of told.lines) put(lines.get(line), amount);
			for (const key of ["refunded", "disputed", "pending", "renewals", "uncounted"] as const) {
				if (told[key] !== 0) put(sums[key], told[key]);
			}
			sums.failed.count += told.failed;
			const station = told.stationId ?? "";
			const row = cells.get(station) ?? new Map<GiftSource, number>();
			cells.set(station, row.set(told.source, (row.get(told.source) ?? 0) + told.counted));
		},
		lines,
		...sums,
		matrix: (matched) => matrixOf(campaign, cells, matched),
	};
}

function nothing(): Adding {
	return { amount: 0, count: 0 };
}

function put(sum: Adding | undefined, amount: number): void {
	if (sum === undefined) return;
	sum.amount += amount;
	sum.count += 1;
}

function matrixOf(
	{ stations }: Campaign,
	cells: ReadonlyMap<string, ReadonlyMap<GiftSource, number>>,
	matched: number,
): TruthMatrix {
	const used = GIFT_SOURCES.filter((source) => [...cells.values()].some((row) => (row.get(source) ?? 0) !== 0));
	const sources = used.length === 0 ? (["web"] as const) : used;
	const known = stations.map(({ id, name }) => ({ id, name }));
	const strange = [...cells.keys()].filter((id) => id !== "" && !stations.some((one) => one.id === id));
	const rows = [...known, ...strange.map((id) => ({ id, name: id })), { id: null, name: "No station" }].map((row) => {
		const own = cells.get(row.id ?? "");
		const amounts = sources.map((source) => own?.get(source) ?? 0);
		return { ...row, amounts, sum: total(amounts) };
	});
	return {
		sources,
		rows,
		matched,
		sums: sources.map((_, column) => total(rows.map(({ amounts }) => amounts[column] ?? 0))),
	};
}

function total(amounts: readonly number[]): number {
	return amounts.reduce((sum, amount) => sum + amount, 0);
}
