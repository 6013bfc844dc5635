import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
	act,
	CLAIM_LASTS,
	NEW_THANK,
	type Reader,
	renewed,
	standing,
	TAKE_OVER_AFTER,
	type Thank,
	type ThankAct,
	undo,
} from "../../src/domain/screen/thanks.ts";

const dana: Reader = { id: "dana", name: "Dana" };
const luis: Reader = { id: "luis", name: "Luis" };
const NOW = 1_000_000;

function held(thank: Thank, deed: ThankAct, reader: Reader, now = NOW): Thank {
	const outcome = act(thank, deed, reader, now);
	if (outcome.kind !== "done") throw new Error(`${deed} by ${reader.name}: ${outcome.kind}`);
	return outcome.thank;
}

const claimed = held(NEW_THANK, "claim", dana);

describe("a name on the thank-you list", () => {
	test("belongs to whoever claims it first; the other is told who", () => {
		expect(act(claimed, "claim", luis, NOW + 1)).toMatchObject({ kind: "refused", reason: "claimed", by: dana });
		expect(act(claimed, "read", luis, NOW + 1)).toMatchObject({ kind: "refused", reason: "claimed", by: dana });
		expect(act(claimed, "claim", dana, NOW + 1)).toMatchObject({ kind: "already" });
	});

	test("is read once, by its claimer or straight away", () => {
		const read = held(claimed, "read", dana, NOW + 5);
		expect(read).toEqual({ state: "read", by: dana, since: NOW + 5, pinned: false });
		expect(act(read, "read", dana, NOW + 6)).toMatchObject({ kind: "already" });
		for (const deed of ["read", "claim", "take-over", "release"] as const) {
			expect(act(read, deed, luis, NOW + 6)).toMatchObject({ kind: "refused", reason: "read", by: dana });
		}
		expect(held(NEW_THANK, "read", luis)).toMatchObject({ state: "read", by: luis });
	});

	test("is given back when its reader has done nothing for five minutes", () => {
		expect(standing(claimed, NOW + CLAIM_LASTS - 1)).toBe(claimed);
		expect(standing(claimed, NOW + CLAIM_LASTS)).toEqual(NEW_THANK);
		expect(held(claimed, "claim", luis, NOW + CLAIM_LASTS)).toMatchObject({ state: "claimed", by: luis });
	});

	test("stays with a reader who is busy with another one", () => {
		const later = renewed(claimed, dana, NOW + CLAIM_LASTS - 1);
		expect(standing(later, NOW + CLAIM_LASTS + 1)).toBe(later);
		expect(renewed(claimed, luis, NOW + 1)).toBe(claimed);
		expect(renewed(claimed, dana, NOW + CLAIM_LASTS)).toBe(claimed);
	});

	test("can be taken over once its reader has been quiet for a minute, and not before", () => {
		expect(act(claimed, "take-over", luis, NOW + TAKE_OVER_AFTER - 1)).toMatchObject({ kind: "refused", by: dana });
		expect(held(claimed, "take-over", luis, NOW + TAKE_OVER_AFTER)).toMatchObject({ by: luis });
		const busy = renewed(claimed, dana, NOW + TAKE_OVER_AFTER);
		expect(act(busy, "take-over", luis, NOW + TAKE_OVER_AFTER)).toMatchObject({ kind: "refused" });
	});

	test("is given back by its own reader only", () => {
		expect(held(claimed, "release", dana)).toEqual(NEW_THANK);
		expect(act(claimed, "release", luis, NOW)).toMatchObject({ kind: "refused", reason: "not-yours", by: dana });
	});

	test("keeps its pin through claim, reading and undo, and takes none once read", () => {
		const pinned = held(NEW_THANK, "pin", luis);
		const read = held(held(pinned, "claim", dana), "read", dana);
		expect(read.pinned).toBe(true);
		expect(act(read, "unpin", luis, NOW)).toMatchObject({ kind: "refused", reason: "read" });
		expect(undo(pinned, { before: NEW_THANK, after: pinned }, NOW)).toMatchObject({ kind: "done", thank: NEW_THANK });
	});
});

describe("undo", () => {
	test("of a reading gives the name back to its claimer, for as long as a new claim", () => {
		const read = held(claimed, "read", dana, NOW + 5);
		expect(undo(read, { before: claimed, after: read }, NOW + CLAIM_LASTS * 3)).toEqual({
			kind: "done",
			thank: { ...claimed, since: NOW + CLAIM_LASTS * 3, until: NOW + CLAIM_LASTS * 4 },
		});
	});

	test("of a reading at once gives the name back to all", () => {
		const read = held(NEW_THANK, "read", dana);
		expect(undo(read, { before: NEW_THANK, after: read }, NOW)).toEqual({ kind: "done", thank: NEW_THANK });
	});

	test("of a take-over gives the name back to whom it was taken from", () => {
		const taken = held(claimed, "take-over", luis, NOW + TAKE_OVER_AFTER);
		expect(undo(taken, { before: claimed, after: taken }, NOW + TAKE_OVER_AFTER)).toMatchObject({
			kind: "done",
			thank: { state: "claimed", by: dana },
		});
	});

	test("takes nothing away from another who has the name since", () => {
		const step = { before: NEW_THANK, after: claimed };
		const taken = held(claimed, "take-over", luis, NOW + TAKE_OVER_AFTER);
		expect(undo(taken, step, NOW + TAKE_OVER_AFTER)).toMatchObject({ kind: "refused", reason: "claimed", by: luis });
		const read = held(taken, "read", luis, NOW + TAKE_OVER_AFTER);
		expect(undo(read, step, NOW + TAKE_OVER_AFTER)).toMatchObject({ kind: "refused", reason: "read", by: luis });
	});
});

type Model = { thank: Thank; now: number; piles: Map<string, { before: Thank; after: Thank }[]>; readers: string[] };

const deeds = fc.record({
	reader: fc.constantFrom(dana, luis, { id: "ana", name: "Ana" }),
	deed: fc.constantFrom("claim", "read", "release", "take-over", "pin", "unpin", "undo", "undo"),
	wait: fc.constantFrom(0, 1, TAKE_OVER_AFTER, CLAIM_LASTS, CLAIM_LASTS + 1),
});

test("in whatever order hosts press, a name has one holder, and nobody loses it but by time, by take-over or by their own hand", () => {
	fc.assert(
		fc.property(fc.array(deeds, { maxLength: 40 }), (presses) => {
			const model: Model = { thank: NEW_THANK, now: NOW, piles: new Map(), readers: [] };
			for (const { reader, deed, wait } of presses) {
				model.now += wait;
				const before = standing(model.thank, model.now);
				const pile = model.piles.get(reader.id) ?? [];
				model.piles.set(reader.id, pile);
				const step = deed === "undo" ? pile.pop() : undefined;
				if (deed === "undo" && step === undefined) continue;
				const outcome =
					deed === "undo" && step !== undefined
						? undo(model.thank, step, model.now)
						: act(model.thank, deed as ThankAct, reader, model.now);
				if (outcome.kind !== "done") {
					expect(outcome.thank).toEqual(before);
					if (outcome.kind === "refused") expect(before).toMatchObject({ by: outcome.by });
					continue;
				}
				const next = outcome.thank;
				if (before.state !== "waiting" && before.by.id !== reader.id) {
					// Another's name changed hands: only a pin, or a claim that had stood quiet for a minute.
					const isPin = next.state === before.state && next.by.id === before.by.id;
					expect(isPin || (deed === "take-over" && before.state === "claimed")).toBe(true);
				}
				if (before.state === "read") expect(deed === "undo").toBe(true);
				if (next.state === "claimed" && deed !== "pin" && deed !== "unpin" && before.state !== "claimed")
					expect(next.until).toBe(model.now + CLAIM_LASTS);
				if (deed !== "undo") pile.push({ before, after: next });
				model.thank = next;
			}
		}),
		{ numRuns: 500 },
	);
});
