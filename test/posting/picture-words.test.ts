import { describe, expect, test } from "@jest/globals";
import { cardAlt, milestoneCard } from "../../src/domain/card/card-content.ts";
import { passesGate } from "../../src/posting/words.ts";
import { TRIGGER_KINDS } from "../../src/template/pack.ts";
import { sampleSubject } from "../../src/template/sample.ts";

const AMOUNTS = [99, 100_000, 1_234_567, 9_021_000, 123_456_789, 99_999_999_999];

describe("what a picture says", () => {
	test.each(TRIGGER_KINDS)("passes the privacy gate at every milestone of the kind %s", (kind) => {
		for (const language of ["en", "es"] as const) {
			for (const total of AMOUNTS) {
				for (const giverName of [null, "Dana S.", "Rosa Delgado"]) {
					const sample = sampleSubject(kind);
					const subject = { ...sample, giverName, now: { ...sample.now, total, gifts: total, donors: 90_210 } };
					const alt = cardAlt(milestoneCard(subject, language));
					expect([alt, passesGate(alt, subject)]).toEqual([alt, true]);
				}
			}
		}
	});

	test("does not where somebody's phone number stands in the drive's name", () => {
		const sample = sampleSubject("every");
		const campaign = { ...sample.campaign, name: "Hope for Kids, ask Ana at 913-555-0188" };
		const subject = { ...sample, campaign };
		expect(passesGate(cardAlt(milestoneCard(subject, "en")), subject)).toBe(false);
	});
});
