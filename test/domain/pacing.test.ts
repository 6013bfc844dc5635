import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DAY, MINUTE, SECOND } from "../../src/domain/plain/instant.ts";
import { NO_PACING, nextSendAt, type Pacing } from "../../src/domain/post/pacing.ts";

const NOW = Date.parse("2026-12-03T15:20:00Z");

describe("pacing an account", () => {
	test("lets the first post go at once", () => {
		expect(nextSendAt({ minGapSeconds: 120, per15Minutes: 1, perDay: 1 }, [], NOW)).toBe(NOW);
	});

	test("waits for the gap after the newest send, whatever their order", () => {
		const sent = [NOW - 30 * SECOND, NOW - 500 * SECOND, NOW - 100 * SECOND];
		expect(nextSendAt({ ...NO_PACING, minGapSeconds: 120 }, sent, NOW)).toBe(NOW + 90 * SECOND);
	});

	test("waits until the oldest of the allowed number has left the quarter hour", () => {
		const sent = [NOW - 14 * MINUTE, NOW - 10 * MINUTE, NOW - MINUTE];
		expect(nextSendAt({ ...NO_PACING, per15Minutes: 3 }, sent, NOW)).toBe(NOW + MINUTE);
		expect(nextSendAt({ ...NO_PACING, per15Minutes: 4 }, sent, NOW)).toBe(NOW);
	});

	test("waits until tomorrow where the day's number is used up", () => {
		expect(nextSendAt({ ...NO_PACING, perDay: 2 }, [NOW - 3 * MINUTE, NOW - 2 * MINUTE], NOW)).toBe(
			NOW - 3 * MINUTE + DAY,
		);
	});

	test("has no time for an account that may not post at all", () => {
		expect(nextSendAt({ ...NO_PACING, perDay: 0 }, [], NOW)).toBe(Number.POSITIVE_INFINITY);
	});

	const pacings: fc.Arbitrary<Pacing> = fc.record({
		minGapSeconds: fc.integer({ min: 0, max: 900 }),
		per15Minutes: fc.option(fc.integer({ min: 1, max: 6 })),
		perDay: fc.option(fc.integer({ min: 1, max: 30 })),
	});

	test("never exceeds any of its limits, however eagerly it is asked", () => {
		fc.assert(
			fc.property(pacings, fc.array(fc.integer({ min: 0, max: 30 * MINUTE }), { maxLength: 60 }), (pacing, pauses) => {
				const sent: number[] = [];
				let now = NOW;
				for (const pause of pauses) {
					now = Math.max(now + pause, nextSendAt(pacing, sent, now + pause));
					sent.push(now);
				}
				for (const [index, at] of sent.entries()) {
					const before = sent[index - 1];
					if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(pacing.minGapSeconds * SECOND);
					const within = (span: number) => sent.filter((other) => other > at - span && other <= at).length;
					if (pacing.per15Minutes !== null) expect(within(15 * MINUTE)).toBeLessThanOrEqual(pacing.per15Minutes);
					if (pacing.perDay !== null) expect(within(DAY)).toBeLessThanOrEqual(pacing.perDay);
				}
			}),
		);
	});

	test("never asks to wait longer than its limits need", () => {
		fc.assert(
			fc.property(pacings, fc.array(fc.integer({ min: 0, max: DAY }), { maxLength: 20 }), (pacing, ages) => {
				const sent = ages.map((age) => NOW - age);
				const at = nextSendAt(pacing, sent, NOW);
				// At the instant itself it may; a moment earlier it may not.
				expect(nextSendAt(pacing, sent, at)).toBe(at);
				if (at > NOW) expect(nextSendAt(pacing, sent, at - 1)).toBe(at);
			}),
		);
	});
});
