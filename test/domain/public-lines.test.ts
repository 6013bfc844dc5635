import { describe, expect, test } from "@jest/globals";
import {
	countdown,
	dayAndTime,
	figureWidth,
	publicLines,
	publicStage,
	shownName,
	timeLeft,
	timeOfDay,
} from "../../src/domain/screen/public-lines.ts";
import { visitorLanguage } from "../../src/domain/words/visitor-language.ts";
import { NOW } from "../support/campaigns.ts";

const campaign = {
	name: "Hope for Kids",
	currency: "usd",
	goal: 15_000_000,
	triggers: [{ kind: "every", step: 1_000_000 }] as const,
	state: "live",
	opensAt: NOW - 3_600_000,
	closesAt: NOW + 3_600_000,
	timeZone: "America/Chicago",
} as const;

describe("what the page says of the figures", () => {
	test("the total, how far to go in one sentence, and the share of the goal", () => {
		expect(publicLines({ campaign, total: 6_128_050, peak: 6_128_050 }, "en", NOW)).toMatchObject({
			stage: "live",
			total: "$61,280.50",
			caption: "raised so far",
			toGo: "$8,719.50 to go to $70,000.",
			ofGoal: "40% of the $150,000 goal",
			title: "$61,280.50 · Hope for Kids",
		});
		expect(publicLines({ campaign, total: 6_128_050, peak: 6_128_050 }, "es", NOW)).toMatchObject({
			caption: "recaudados hasta ahora",
			toGo: "Faltan $8,719.50 para llegar a $70,000.",
			ofGoal: "40% de la meta de $150,000",
		});
	});

	test("is never nearer to the goal than it is", () => {
		const almost = publicLines({ campaign, total: 14_999_999, peak: 14_999_999 }, "en", NOW);
		expect(almost.ofGoal).toBe("99% of the $150,000 goal");
		expect(almost.toGo).toBe("$0.01 to go to the goal of $150,000.");
	});

	test("goes on over the goal, with a thermometer that is full and no fuller", () => {
		const over = publicLines({ campaign, total: 15_200_000, peak: 15_200_000 }, "en", NOW);
		expect(over).toMatchObject({
			toGo: "The goal of $150,000 is reached. $8,000 to go to $160,000.",
			percent: 100,
			ofGoal: "101% of the $150,000 goal",
		});
		const plain = { ...campaign, triggers: [] };
		expect(publicLines({ campaign: plain, total: 15_000_000, peak: 15_000_000 }, "en", NOW).toGo).toBe(
			"The goal of $150,000 is reached. Every gift still counts.",
		);
	});

	test("before the first gift, and with more given back than given, says what is", () => {
		expect(publicLines({ campaign, total: 0, peak: 0 }, "en", NOW)).toMatchObject({ total: "$0", percent: 0 });
		expect(publicLines({ campaign, total: -500, peak: 0 }, "en", NOW)).toMatchObject({
			total: "-$5",
			percent: 0,
			ofGoal: "0% of the $150,000 goal",
		});
		expect(publicLines({ campaign: { ...campaign, goal: 0 }, total: 100, peak: 100 }, "en", NOW).percent).toBe(0);
	});

	test("a drive to come says when it opens, on its own clock; one that is over gives thanks", () => {
		const soon = { ...campaign, opensAt: Date.parse("2026-12-04T12:00:00Z") };
		expect(publicLines({ campaign: soon, total: 0, peak: 0 }, "en", NOW)).toMatchObject({
			stage: "before",
			toGo: "The drive opens Friday, December 4 at 6:00 AM CST.",
		});
		expect(publicLines({ campaign: soon, total: 0, peak: 0 }, "es", NOW).toGo).toMatch(
			/^La campaña abre el viernes, 4 de diciembre.* 6:00 a\.m\. CST\.$/,
		);
		const closed = { ...campaign, state: "closed" } as const;
		expect(publicLines({ campaign: closed, total: 100, peak: 100 }, "en", NOW)).toMatchObject({
			stage: "over",
			caption: "raised in all",
			toGo: "Thank you to everyone who gave.",
		});
	});

	test("stays live until staff close it, also when its last hour has gone by: late gifts are real", () => {
		expect(publicStage({ state: "live", opensAt: NOW }, NOW)).toBe("live");
		expect(publicStage({ state: "live", opensAt: NOW + 1 }, NOW)).toBe("before");
		expect(publicStage({ state: "archived", opensAt: NOW + 1 }, NOW)).toBe("over");
	});
});

describe("times and names on the page", () => {
	test("are on the campaign's clock, with plain spaces, so that server and browser write the same", () => {
		expect(timeOfDay(NOW, "America/Chicago", "en")).toBe("9:20 AM");
		expect(timeOfDay(NOW, "America/Los_Angeles", "es")).toBe("7:20 a.m.");
		expect(dayAndTime(NOW, "America/New_York", "en")).not.toMatch(/[\u202f\u00a0]/);
	});

	test("the time left is said in two units at most, and never as less than it is", () => {
		const in_ = (minutes: number) => timeLeft(NOW + minutes * 60_000, NOW, "en");
		expect([in_(0), in_(0.2), in_(59), in_(60), in_(61)]).toEqual([
			"",
			"1 minute",
			"59 minutes",
			"1 hour",
			"1 hour, 1 minute",
		]);
		expect([in_(1440), in_(1440 * 2 + 185)]).toEqual(["1 day", "2 days, 3 hours"]);
		expect(countdown(NOW - 5, NOW, "es")).toBe("Abre en cualquier momento");
		expect(countdown(NOW + 60_000, NOW, "es")).toBe("Abre en 1 minuto");
	});

	test("nobody's name is said in the visitor's language; everybody else's stays as it is", () => {
		expect(shownName({ name: "A generous listener" }, "es")).toBe("Un oyente generoso");
		expect(shownName({ name: "Un oyente generoso" }, "en")).toBe("A generous listener");
		expect(shownName({ name: "Dana Smith" }, "es")).toBe("Dana Smith");
	});

	test("a figure's width follows its digits", () => {
		expect([figureWidth("$0"), figureWidth("$61,280.50"), figureWidth("$999,999,999.99")]).toEqual([2, 8, 12.5]);
	});
});

describe("a visitor's language", () => {
	const both = ["en", "es"] as const;

	test("is the one asked for, else the browser's first that the campaign speaks, else the campaign's first", () => {
		expect(visitorLanguage(both, "es", "en-US")).toBe("es");
		expect(visitorLanguage(both, undefined, "es-MX,es;q=0.9,en;q=0.8")).toBe("es");
		expect(visitorLanguage(both, undefined, "fr, en;q=0.2, es;q=0.7")).toBe("es");
		expect(visitorLanguage(both, undefined, "fr-CA,fr;q=0.9")).toBe("en");
		expect(visitorLanguage(["es", "en"], undefined, undefined)).toBe("es");
	});

	test("is never one that the campaign doesn't speak, or that the browser refuses", () => {
		expect(visitorLanguage(["en"], "es", "es")).toBe("en");
		expect(visitorLanguage(["es", "en"], "fr", "es;q=0, en")).toBe("en");
		expect(visitorLanguage(both, ["es"], "*;q=0.5, ;;;,, ==")).toBe("en");
	});
});
