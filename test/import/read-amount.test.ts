import { describe, expect, test } from "@jest/globals";
import { readAmount } from "../../src/import/read-amount.ts";

const read = (text: string, decimal: "point" | "comma" = "point", currency = "usd") =>
	readAmount(text, { currency, decimal, minorUnits: false });

describe("an amount of a file", () => {
	test("with three digits after the sign may be a thousand times as much: it is left out, never guessed, zeros or not", () => {
		for (const text of ["1.000", "2.500", "12.340", "$1.000", "1.234"]) {
			expect([text, read(text)]).toEqual([text, { ok: false, says: expect.stringContaining("thousand") }]);
		}
		expect(read("1,000", "comma")).toEqual({ ok: false, says: expect.stringContaining("thousand") });
		expect([read("1,000"), read("1.000", "comma")]).toEqual(Array(2).fill({ ok: true, amount: 100_000 }));
	});

	test("that can be one thing only is taken, whatever zeros a program writes behind it", () => {
		expect([read("50.0000"), read("1234.500"), read("0.500"), read("1,234.500")]).toEqual(
			[5_000, 123_450, 50, 123_450].map((amount) => ({ ok: true, amount })),
		);
		expect(read("1.250", "point", "kwd")).toEqual({ ok: true, amount: 1_250 });
	});
});
