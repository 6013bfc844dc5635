import type { CardSize } from "./card-size.ts";
import type { Box } from "./composition.ts";

/** The measures of a size, in pixels. Type sizes are the largest and the smallest. */
export type Plan = {
	readonly safe: Box;
	readonly figure: readonly [number, number];
	/** A figure no wider than this share has its words beside it and takes their height, too. */
	readonly beside: number;
	readonly line: readonly [number, number];
	readonly lineLines: number;
	readonly hospital: readonly [number, number];
	readonly hospitalLines: number;
	readonly drive: readonly [number, number];
	readonly small: readonly [number, number];
	readonly band: number;
	readonly logo: number;
	readonly gap: number;
};

export const PLANS: Readonly<Record<CardSize, Plan>> = {
	wide: {
		safe: { x: 64, y: 56, width: 1072, height: 563 },
		figure: [400, 60],
		beside: 0.56,
		line: [60, 34],
		lineLines: 2,
		hospital: [40, 24],
		hospitalLines: 2,
		drive: [28, 20],
		small: [30, 18],
		band: 30,
		logo: 92,
		gap: 24,
	},
	square: {
		safe: { x: 72, y: 72, width: 936, height: 936 },
		figure: [560, 56],
		beside: 0,
		line: [92, 40],
		lineLines: 3,
		hospital: [52, 28],
		hospitalLines: 3,
		drive: [34, 24],
		small: [36, 20],
		band: 44,
		logo: 120,
		gap: 36,
	},
};
