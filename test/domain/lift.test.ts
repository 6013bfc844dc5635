import { describe, expect, test } from "@jest/globals";
import { HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { liftOf, type MinuteSum } from "../../src/domain/post/lift.ts";

const OPENS = Date.parse("2026-12-03T12:00:00Z");
const POSTED = OPENS + 2 * HOUR + 20_000;
const LATER = POSTED + HOUR;

/** The same amount in every minute from one to another, counted from the opening. */
function steady(from: number, to: number, amount: number): MinuteSum[] {
	return Array.from({ length: to - from }, (_, at) => ({ at: OPENS + (from + at) * MINUTE, amount }));
}

describe("what came in after a post", () => {
	test("is held against the pace of the hour before it", () => {
		const minutes = [...steady(60, 120, 1_000), ...steady(120, 135, 3_000), ...steady(135, 180, 9_999)];
		expect(liftOf(POSTED, { postedAt: [POSTED], minutes }, { opensAt: OPENS, now: LATER })).toEqual({
			amount: 45_000,
			expected: 15_000,
			isWhole: true,
			sharedWith: 0,
		});
	});

	test("early in the drive is held against what there was of it, and against nothing in its first quarter of an hour", () => {
		const minutes = steady(0, 60, 100);
		const at = (minute: number) =>
			liftOf(OPENS + minute * MINUTE, { postedAt: [], minutes }, { opensAt: OPENS, now: LATER });
		expect(at(20)).toMatchObject({ amount: 1_500, expected: 1_500 });
		expect(at(14)).toMatchObject({ amount: 1_500, expected: null });
	});

	test("says when the quarter of an hour isn't over, and how many other posts fell into it", () => {
		const near = [POSTED + 14 * MINUTE, POSTED - 3 * MINUTE, POSTED + 16 * MINUTE];
		const lift = liftOf(
			POSTED,
			{ postedAt: [POSTED, ...near], minutes: steady(0, 180, 100) },
			{ opensAt: OPENS, now: POSTED + 5 * MINUTE },
		);
		expect(lift).toMatchObject({ isWhole: false, sharedWith: 2 });
	});

	test("where nothing came in is nothing, against nothing", () => {
		expect(liftOf(POSTED, { postedAt: [POSTED], minutes: [] }, { opensAt: OPENS, now: LATER })).toMatchObject({
			amount: 0,
			expected: 0,
		});
	});
});
