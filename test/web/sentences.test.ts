import { describe, expect, test } from "@jest/globals";
import { MINUTE } from "../../src/domain/plain/instant.ts";
import { NEWS_FOR, type Sayable, sentencesToSay } from "../../src/web/on-air/saying/sentences.ts";

const NOW = Date.parse("2026-12-03T15:20:00Z");

function sources(changes: Partial<Sayable>, now = NOW): string[] {
	const nothing: Sayable = { producer: null, scripts: [], show: [], evergreen: [] };
	return sentencesToSay({ ...nothing, ...changes }, now).map(({ source, text }) => `${source}: ${text}`);
}

const evergreen = [{ id: "e", title: "Always", text: "Every call counts." }];
const show = [{ id: "s", title: "Lakeside Motors", say: "Thank our sponsor." }];
const producer = { id: "1", text: "Guest on line two.", by: "Priya", at: NOW - 60 * MINUTE };

describe("what there is to say", () => {
	test("the producer's word stands above a milestone, that above the show, that above what is always good", () => {
		const scripts = [{ text: "Sixty thousand!", at: NOW - MINUTE }];
		expect(sources({ producer, scripts, show, evergreen })).toEqual([
			"producer: Guest on line two.",
			"milestone: Sixty thousand!",
			"show: Thank our sponsor.",
			"evergreen: Every call counts.",
		]);
	});

	test("two milestones at once are both there, the newest first", () => {
		const scripts = [
			{ text: "Seventy!", at: NOW },
			{ text: "Sixty!", at: NOW },
		];
		expect(sources({ scripts })).toEqual(["milestone: Seventy!", "milestone: Sixty!"]);
	});

	test("a milestone that is no news any more gives way, and can still be found", () => {
		const scripts = [{ text: "Sixty!", at: NOW - NEWS_FOR }];
		expect(sources({ scripts, evergreen })).toEqual(["evergreen: Every call counts.", "milestone: Sixty!"]);
		expect(sources({ scripts, evergreen }, NOW - 1)[0]).toBe("milestone: Sixty!");
	});

	test("a slot with nothing to read is no sentence", () => {
		expect(sources({ show: [{ id: "s", title: "Lakeside Motors", say: "" }] })).toEqual([]);
	});
});
