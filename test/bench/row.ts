/** One line of the result. `value` and `target` are in the same unit; ratios have none. */
export type Row = {
	readonly what: string;
	readonly how: string;
	readonly value: number;
	readonly target: number;
	readonly better: "higher" | "lower";
	readonly unit: "" | "ms" | "s" | "KB";
};

export function tableOf(rows: readonly Row[]): string {
	const lines = rows.map((row) => {
		const holds = row.better === "higher" ? row.value >= row.target : row.value <= row.target;
		const sign = row.better === "higher" ? ">=" : "<=";
		const target = `${sign} ${row.target}${row.unit && ` ${row.unit}`}`;
		return `${holds ? "ok   " : "BELOW"}  ${row.what.padEnd(24)} ${shown(row).padStart(10)}   ${target.padEnd(10)}  ${row.how}`;
	});
	return lines.join("\n");
}

function shown({ value, unit }: Row): string {
	const text = value >= 100 ? value.toFixed(0) : value.toFixed(2);
	return unit === "" ? text : `${text} ${unit}`;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low, high] = [sorted[middle - 1], sorted[middle]];
	if (high === undefined) return Number.NaN;
	return sorted.length % 2 === 0 && low !== undefined ? (low + high) / 2 : high;
}
