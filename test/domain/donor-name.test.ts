import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { publicName, safeName } from "../../src/domain/gift/donor-name.ts";
import type { Giver } from "../../src/domain/gift/gift-fact.ts";

const ALL = { name: true, amount: true, onAir: true, social: true };

function named(name: string, rest: Partial<Giver> = {}): Giver {
	return { name, consent: ALL, ...rest };
}

describe("whose name is shown where", () => {
	test("nobody's without consent to the name, whatever else was agreed to", () => {
		const giver = named("Dana Smith", { consent: { onAir: true, social: true, amount: true } });
		for (const place of ["on-air", "page", "social"] as const) {
			expect(publicName(giver, place, "en")).toBe("A generous listener");
		}
	});

	test("each place needs its own consent beside the name's; the page only the name's", () => {
		const nameOnly = named("Dana Smith", { consent: { name: true } });
		expect(publicName(nameOnly, "page", "en")).toBe("Dana Smith");
		expect(publicName(nameOnly, "on-air", "en")).toBe("A generous listener");
		expect(publicName(nameOnly, "social", "es")).toBe("Un oyente generoso");
		expect(publicName({ ...nameOnly, consent: { name: true, onAir: true } }, "on-air", "en")).toBe("Dana");
		expect(publicName({ ...nameOnly, consent: { name: true, social: true } }, "social", "en")).toBe("Dana Smith");
	});

	test("on the page not where the donor left out the page, and the other places still", () => {
		const notHere = named("Dana Smith", { consent: { name: true, page: false, onAir: true, social: true } });
		expect(publicName(notHere, "page", "en")).toBe("A generous listener");
		expect(publicName(notHere, "on-air", "en")).toBe("Dana");
		expect(publicName(notHere, "social", "en")).toBe("Dana Smith");
	});

	test.each([
		["Dana Smith", "Dana S."],
		["SMITH, DANA", "DANA S."],
		["Dr. Inés María Ñúñez", "Inés Ñ."],
		["Cher", "Cher"],
		["Lakeside Motors", "Lakeside Motors"],
		["Nguyễn Thị Ánh", "Nguyễn Á."],
	])("a card's name was never typed to be shown: %s becomes %s", (billed, shown) => {
		expect(publicName(named(billed, { isBillingName: true }), "page", "en")).toBe(shown);
		expect(publicName(named(billed, { isBillingName: true }), "social", "en")).toBe(shown);
	});

	test("a gift that says nothing about its giver is from a generous listener", () => {
		expect(publicName(null, "page", "en")).toBe("A generous listener");
		expect(publicName({ consent: ALL }, "page", "es")).toBe("Un oyente generoso");
	});
});

describe("on air", () => {
	test.each([
		["Dana Smith", "Dana"],
		["Smith, Dana", "Dana"],
		["Dr. Dana Smith", "Dana"],
		["Sra. Inés Peña", "Inés"],
		["Drew Carter", "Drew"],
		["The Smith Family", "The Smith Family"],
		["Bake sale, Oak Park", "Bake sale, Oak Park"],
		["Sale, Chris", "Chris"],
		["Familia Gómez", "Familia Gómez"],
		["Bob & Carol Jones", "Bob & Carol Jones"],
		["Ana y Luis Pérez", "Ana y Luis Pérez"],
		["Acme LLC", "Acme LLC"],
		["Acme Plumbing", "Acme Plumbing"],
		["Joe’s Diner", "Joe’s Diner"],
		["Local 150", "Local 150"],
		["Lakeside Motors", "Lakeside Motors"],
		["山田太郎", "山田太郎"],
		["  dana   smith ", "dana"],
	])("%s is thanked as %s", (typed, said) => {
		expect(publicName(named(typed), "on-air", "en")).toBe(said);
	});

	test("the town follows where it was given and is readable", () => {
		expect(publicName(named("Dana Smith", { town: "Springfield" }), "on-air", "en")).toBe("Dana, Springfield");
		expect(publicName(named("Dana Smith", { town: "\u202E\u200B" }), "on-air", "en")).toBe("Dana");
	});
});

describe("names typed by strangers", () => {
	test.each([
		["right-to-left override", "Dana \u202Elive\u202C", "Dana live"],
		["isolates and marks", "\u2066Dana\u2069\u200F Smith", "Dana Smith"],
		["zero-width characters", "D\u200Ba\u200Dn\uFEFFa\u2060", "Dana"],
		["soft hyphens and tags", "Da\u00ADna\u{E0041}\u{E007F}", "Dana"],
		["line breaks and controls", "Dana\r\nSmith\u0000\u0007", "Dana Smith"],
		["pictures among letters", "Dana 💖👩‍👩‍👧 Smith", "Dana Smith"],
		["letters in disguise", "𝓓𝓪𝓷𝓪", "Dana"],
		["markup", "<b>Dana</b>", "bDana/b"],
		["a lone surrogate", "Dana\uD800", "Dana"],
	])("%s", (_what, typed, shown) => {
		expect(safeName(typed)).toBe(shown);
	});

	test.each([
		["only pictures", "🔥🔥🔥"],
		["only flags", "🇺🇸"],
		["only invisible letters", "\u3164\u3164\u2800"],
		["only digits", "12345"],
		["a web address", "Visit www.example.com"],
		["a bare domain", "cheap-pills.com"],
		["an e-mail address", "dana@example.org"],
		["a phone number", "Call 555-0134-99"],
		["nothing", "   "],
	])("%s is no name", (_what, typed) => {
		expect(publicName(named(typed), "on-air", "en")).toBe("A generous listener");
		expect(publicName(named(typed), "page", "en")).toBe("A generous listener");
	});

	test("piled-up marks are cut to two on a letter, real spelling stays", () => {
		const zalgo = `D${"\u0336\u0321\u0349".repeat(30)}ana`;
		expect(safeName(zalgo).match(/\p{M}/gu)?.length).toBe(2);
		expect(safeName("Nguyễn Thị Ánh")).toBe("Nguyễn Thị Ánh");
		expect(safeName("می‌خواهم")).toBe("می‌خواهم");
	});

	test("a long name is cut between whole characters", () => {
		const cut = safeName("क्षि".repeat(100));
		const characters = Array.from(new Intl.Segmenter("en").segment(cut), (one) => one.segment);
		expect(characters).toHaveLength(40);
		expect(new Set(characters.slice(0, -1))).toEqual(new Set(["क्षि"]));
		expect(characters.at(-1)).toBe("…");
		expect(safeName("A".repeat(200))).toBe(`${"A".repeat(39)}…`);
	});

	test("a chain of joined consonants is one character to the eye and still bounded", () => {
		expect(publicName(named("क्".repeat(400)), "page", "en").length).toBeLessThanOrEqual(161);
	});

	test("whatever is typed as name and town, what a host reads is bounded too", () => {
		const typed = fc.string({ unit: "grapheme", maxLength: 300 });
		fc.assert(
			fc.property(typed, typed, (name, town) => {
				const shown = publicName(named(name, { town }), "on-air", "en");
				expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\p{Cc}\p{Cs}<>\n]/u);
				expect(shown).toBe(shown.normalize("NFC"));
				expect(Array.from(new Intl.Segmenter("en").segment(shown)).length).toBeLessThanOrEqual(40 + 2 + 30);
			}),
		);
	});

	test("whatever is typed, what is shown has no direction control, nothing invisible, and is bounded", () => {
		const nasty = fc.constantFrom(
			"\u202E",
			"\u2067",
			"\u200B",
			"\u0301",
			"\u{1F468}",
			"\u3164",
			"\n",
			"<",
			"a",
			"ب",
			" ",
			"\uDC00",
		);
		const text = fc.array(fc.oneof(nasty, fc.string({ unit: "binary" })), { maxLength: 60 });
		fc.assert(
			fc.property(text, (parts) => {
				const shown = publicName(named(parts.join("")), "page", "en");
				expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\uFEFF\p{Cc}\p{Cs}\p{Co}<>]/u);
				expect(shown).not.toMatch(/\p{M}{3}/u);
				expect(shown).toMatch(/\p{L}/u);
				expect(shown).toBe(shown.normalize("NFC"));
				expect(shown.length).toBeLessThanOrEqual(161);
				expect(Array.from(new Intl.Segmenter("en").segment(shown)).length).toBeLessThanOrEqual(40);
			}),
		);
	});
});
