import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { RDS_LENGTH, type RdsFacts, rdsLine } from "../../src/domain/screen/rds-line.ts";

const drive: RdsFacts = {
	shortName: "Hope for Kids",
	state: "live",
	language: "en",
	currency: "usd",
	total: 12_534_050,
	toGo: 465_950,
	phone: "800-555-0100",
};

describe("the radio's line of text", () => {
	test("says who, how much, how far and where to call", () => {
		expect(rdsLine(drive)).toBe("Hope for Kids: $125,340 raised, $4,660 to go. 800-555-0100");
	});

	test("gives up the distance before the number to call, and the name before both", () => {
		expect(rdsLine({ ...drive, phone: "1-800-555-0100 or 555" })).toBe(
			"Hope for Kids: $125,340 raised. 1-800-555-0100 or 555",
		);
		expect(rdsLine({ ...drive, shortName: "The Lakeview Children's Hospital Day" })).toBe(
			"$125,340 raised, $4,660 to go. 800-555-0100",
		);
	});

	test("never says more than is there: raised is rounded down, missing is rounded up", () => {
		expect(rdsLine({ ...drive, total: 199, toGo: 1 })).toBe("Hope for Kids: $1 raised, $1 to go. 800-555-0100");
	});

	test("speaks Spanish without accents for encoders that know none, and with them where asked", () => {
		const spanish: RdsFacts = { ...drive, language: "es", shortName: "Esperanza Niños", phone: "" };
		expect(rdsLine(spanish)).toBe("Esperanza Ninos: $125,340 recaudados, faltan $4,660");
		expect(rdsLine(spanish, true)).toBe("Esperanza Niños: $125,340 recaudados, faltan $4,660");
	});

	test("thanks after the drive has closed", () => {
		expect(rdsLine({ ...drive, state: "closed", toGo: null })).toBe("Hope for Kids: $125,340 raised. Thank you!");
	});

	test("is one line of at most 64 printable characters with the figure in it, whatever the drive is called", () => {
		const facts = fc.record({
			shortName: fc.string({ unit: "grapheme", maxLength: 40 }),
			state: fc.constantFrom("live" as const, "closed" as const),
			language: fc.constantFrom("en" as const, "es" as const),
			currency: fc.constantFrom("usd", "eur", "jpy", "chf", "cad"),
			total: fc.integer({ min: 0, max: 999_999_999_999 }),
			toGo: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
			phone: fc.string({ unit: "grapheme", maxLength: 40 }),
		});
		fc.assert(
			fc.property(facts, fc.boolean(), (one, keepAccents) => {
				const line = rdsLine(one, keepAccents);
				expect(line.length).toBeLessThanOrEqual(RDS_LENGTH);
				expect(line).toMatch(keepAccents ? /^[\x20-\x7E\u00A1-\u017F€]+$/ : /^[\x20-\x7E]+$/);
				expect(line).toMatch(/\d/);
			}),
		);
	});
});
