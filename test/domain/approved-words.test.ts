import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { figuresOfNow, stillSays } from "../../src/domain/post/approved-words.ts";

describe("what a person approved", () => {
	test("still stands where the drive went on a little", () => {
		expect(stillSays("Passed $40,000! $41,250 so far.", "Passed $40,000! $42,300 so far.")).toBe("yes");
		expect(stillSays("Quedan 60 minutos.", "Quedan 58 minutos.")).toBe("yes");
	});

	test("has to be looked at again where a figure moved by more than a twentieth, up or down", () => {
		expect(stillSays("$40,000 so far.", "$42,000 so far.")).toBe("yes");
		expect(stillSays("$40,000 so far.", "$42,001 so far.")).toBe("figures-moved");
		expect(stillSays("$40,000 so far.", "$37,999 so far.")).toBe("figures-moved");
		expect(stillSays("0 monthly gifts.", "1 monthly gifts.")).toBe("figures-moved");
	});

	test("has to be looked at again where a word is another, or a figure more or less is said", () => {
		expect(stillSays("Thank you, Dana!", "Thank you!")).toBe("words-changed");
		expect(stillSays("$40,000 so far.", "$40,000 of $50,000 so far.")).toBe("words-changed");
	});

	test("is what it is, whatever it says", () => {
		fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => expect(stillSays(text, text)).toBe("yes")));
	});
});

describe("a person's own words", () => {
	const before = { total: "$41,250", to_go: "$8,750", gifts: "312", percent_of_goal: "82%" };
	const now = { total: "$43,000", to_go: "$7,000", gifts: "331", percent_of_goal: "86%" };
	const from = "Passed $40,000! $41,250 so far, $8,750 to go.";
	const said = (edited: string, changes = {}) => figuresOfNow(edited, { from, before: { ...before, ...changes }, now });

	test("say the drive's figures as they are when the post goes out", () => {
		expect(said("We are at $41,250. Only $8,750 to go!")).toBe("We are at $43,000. Only $7,000 to go!");
	});

	test("keep figures that did not stand in the words they began with", () => {
		expect(said("312 beds, 82% of them full.")).toBe("312 beds, 82% of them full.");
	});

	test("keep figures that are part of a longer one, and those that could be two things", () => {
		expect(said("$41,250.50 and $141,250 and X$41,250")).toBe("$41,250.50 and $141,250 and X$41,250");
		expect(said("We are at $41,250.", { to_go: "$41,250" })).toBe("We are at $41,250.");
	});

	test("never put a figure in the place of one that was just put in", () => {
		const swapped = { total: "$8,750", to_go: "$41,250" };
		expect(figuresOfNow("$41,250, $8,750", { from, before: { total: "$41,250", to_go: "$8,750" }, now: swapped })).toBe(
			"$8,750, $41,250",
		);
	});
});
