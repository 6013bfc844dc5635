import { describe, expect, test } from "@jest/globals";
import { codeInReference, isLinkCode, linkCodeFrom, referenceOf } from "../../src/domain/drive/link-code.ts";
import { isProgram, linkTarget } from "../../src/domain/drive/link-target.ts";
import { aCampaign } from "../support/campaigns.ts";

const BASE = "https://drive.example";
const open = aCampaign({ slug: "hope", languages: ["en", "es"] });

describe("a short link's code", () => {
	test("is made of letters that nobody mistakes, whatever the bytes", () => {
		for (let byte = 0; byte < 256; byte += 1) {
			expect(isLinkCode(linkCodeFrom(new Uint8Array(7).fill(byte)))).toBe(true);
		}
		for (const wrong of ["", "abc", "abcdefg1", "abcdefo", "ABCDEFG", "abcdef\n", "abcdefgh"]) {
			expect(isLinkCode(wrong)).toBe(false);
		}
	});

	test("goes through a Stripe payment link and comes back; any other reference is none", () => {
		expect(codeInReference(referenceOf("abc2345"))).toBe("abc2345");
		for (const other of [null, "radiothon-2026", "via-", "via-nothing-of-ours"])
			expect(codeInReference(other)).toBeNull();
	});
});

describe("where a short link leads", () => {
	test("to the drive's own page, in the language of the post", () => {
		expect(linkTarget(open, "abc2345", "en", BASE)).toBe("https://drive.example/c/hope?via=abc2345#give");
		expect(linkTarget(open, "abc2345", "es", BASE)).toBe("https://drive.example/c/hope?via=abc2345&lang=es#give");
	});

	test("to where gifts are taken when the page is not open, with the code as that place takes it", () => {
		const shut = { ...open, page: { ...open.page, isOpen: false } };
		expect(linkTarget(shut, "abc2345", "en", BASE)).toBe("https://give.example.org/hope?via=abc2345");
		const stripe = { ...shut, donateUrl: "https://donate.stripe.com/7sI5kA?locale=en" };
		expect(linkTarget(stripe, "abc2345", "en", BASE)).toBe(
			"https://donate.stripe.com/7sI5kA?locale=en&client_reference_id=via-abc2345",
		);
		expect(linkTarget({ ...shut, donateUrl: "" }, "abc2345", "en", BASE)).toBeNull();
	});

	test("a platform that draws a preview is not a person", () => {
		expect(isProgram("facebookexternalhit/1.1")).toBe(true);
		expect(isProgram("Twitterbot/1.0")).toBe(true);
		expect(isProgram(undefined)).toBe(true);
		expect(isProgram("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1")).toBe(
			false,
		);
	});
});
