import { describe, expect, test } from "@jest/globals";
import { cardFonts } from "../../src/card/fonts.ts";
import { canBeSet, settable, settableMoney } from "../../src/domain/card/card-letters.ts";

describe("what the bundled fonts can set", () => {
	test("every character that is called settable is in the fonts", () => {
		const { codePoints } = cardFonts();
		const all = Array.from({ length: 0x2_ffff }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
		const called = all.filter((code) => canBeSet(String.fromCodePoint(code)));
		expect(called.length).toBeGreaterThan(1_000);
		expect(called.filter((code) => !codePoints.has(code)).map((code) => code.toString(16))).toEqual([]);
	});

	test("names of Spanish, Vietnamese, Polish, Icelandic, Greek and Ukrainian spelling are set; others are not, and never as boxes", () => {
		const names = ["Íñigo Muñoz-Güell", "Nguyễn Thị Ánh", "Żółkiewska", "Guðrún", "Ελένη Παππά", "Олена Ґалаґан"];
		expect(names.map(settable)).toEqual(names);
		expect(["مريم", "陳大文", "דנה", "अनीता", "김민준"].map(settable)).toEqual(["", "", "", "", ""]);
		expect(settable("Jose\u0301 🎉 & Ana™\n")).toBe("José & Ana™");
		expect(settable("\u202Eevil\u202C")).toBe("evil");
	});

	test("an amount in any currency can be set, by its sign or by its code", () => {
		const amounts = Intl.supportedValuesOf("currency").flatMap((code) =>
			(["en", "es"] as const).map((language) =>
				settableMoney({ amount: 99_999_999_999, currency: code.toLowerCase() }, language),
			),
		);
		expect(amounts.filter((amount) => !canBeSet(amount) || !/\d/.test(amount))).toEqual([]);
		expect(settableMoney({ amount: 4_000_000, currency: "usd" }, "es")).toBe("$40,000");
		expect(settableMoney({ amount: 4_000_000, currency: "chf" }, "en")).toBe("CHF\u00A040,000");
	});
});
