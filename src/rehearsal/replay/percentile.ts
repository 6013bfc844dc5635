/** The smallest value that at least `part` (0 to 1) of the values don't exceed, to a tenth; null where there are none. */
export function percentile(values: readonly number[], part: number): number | null {
	if (values.length === 0) return null;
	const sorted = Float64Array.from(values).sort();
	const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
	return Math.round(value * 10) / 10;
}
