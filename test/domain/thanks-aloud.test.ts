import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { amountAloud, fitsInto, secondsToRead, thanksAloud } from "../../src/domain/screen/thanks-aloud.ts";
import { numberInWords } from "../../src/domain/words/thanks-numbers.ts";

const english = { currency: "usd", language: "en" } as const;
const spanish = { currency: "usd", language: "es" } as const;

describe("a gift read aloud", () => {
	test("is name, town and amount in words, and that it comes every month", () => {
		const dana = { name: "Dana", town: "Springfield", amount: 5_000, monthly: true };
		expect(thanksAloud(dana, english)).toBe("Dana from Springfield, fifty dollars a month");
		expect(thanksAloud(dana, spanish)).toBe("Dana de Springfield, cincuenta dólares al mes");
		expect(thanksAloud({ ...dana, town: null, monthly: false, amount: 100 }, english)).toBe("Dana, one dollar");
	});

	test("says no more than was given, and cents only where there is nothing else", () => {
		expect(amountAloud(1_999, english)).toBe("nineteen dollars");
		expect(amountAloud(75, english)).toBe("seventy-five cents");
		expect(amountAloud(100_000_000, spanish)).toBe("un millón de dólares");
		expect(amountAloud(5_000, { currency: "jpy", language: "en" })).toBe("five thousand JPY");
	});

	test.each([
		[0, "zero", "cero"],
		[21, "twenty-one", "veintiún"],
		[100, "one hundred", "cien"],
		[101, "one hundred one", "ciento un"],
		[1_234, "one thousand two hundred thirty-four", "mil doscientos treinta y cuatro"],
		[40_000, "forty thousand", "cuarenta mil"],
		[2_500_016, "two million five hundred thousand sixteen", "dos millones quinientos mil dieciséis"],
	])("%i in words", (value, en, es) => {
		expect(numberInWords(value, "en")).toBe(en);
		expect(numberInWords(value, "es")).toBe(es);
	});

	test("takes as long as its words at 140 a minute", () => {
		// Dana / from / Springfield / fifty / dollars / a / month
		expect(secondsToRead({ name: "Dana", town: "Springfield", amount: 5_000, monthly: true }, english)).toBe(3);
		// Dana / thirty / four / dollars
		expect(secondsToRead({ name: "Dana", town: null, amount: 3_400, monthly: false }, english)).toBe(1.8);
	});
});

describe("what fits into half a minute", () => {
	const rows = (...seconds: number[]) => seconds.map((one) => ({ seconds: one }));

	test("is the first of the list, in order, to the tenth of a second", () => {
		expect(fitsInto(rows(10, 10, 10, 1), 30)).toHaveLength(3);
		expect(fitsInto(rows(10, 10, 10.1, 1), 30)).toHaveLength(2);
		expect(fitsInto(rows(0.1, 0.2, 0.3), 0.6)).toHaveLength(3);
	});

	test("is at least one, however long, and nothing of nothing", () => {
		expect(fitsInto(rows(45, 1), 30)).toHaveLength(1);
		expect(fitsInto(rows(), 30)).toEqual([]);
	});

	test("never exceeds the time with more than one, and never leaves out one that still fits", () => {
		const tenths = fc.integer({ min: 1, max: 120 });
		fc.assert(
			fc.property(fc.array(tenths, { minLength: 1, maxLength: 60 }), tenths, (lengths, limit) => {
				const all = lengths.map((one) => ({ seconds: one / 10 }));
				const fitting = fitsInto(all, limit / 10);
				const sum = (count: number) => lengths.slice(0, count).reduce((a, b) => a + b, 0);
				expect(fitting).toEqual(all.slice(0, fitting.length));
				if (fitting.length > 1) expect(sum(fitting.length)).toBeLessThanOrEqual(limit);
				if (fitting.length < all.length) expect(sum(fitting.length + 1)).toBeGreaterThan(limit);
			}),
		);
	});
});
