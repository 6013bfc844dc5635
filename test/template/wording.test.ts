import { describe, expect, test } from "@jest/globals";
import { HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { describeVariables } from "../../src/template/sample.ts";
import { clockTime, closingTime, spokenMoney, timeLeft } from "../../src/template/wording.ts";

const CHICAGO = "America/Chicago";
/** Friday, 20 February 2026, in Chicago (UTC-6). */
const friday = (hour: number, minute = 0) => Date.UTC(2026, 1, 20, hour + 6, minute);

describe("times", () => {
	test.each([
		[friday(19), "7 p.m.", "las 7 p. m."],
		[friday(7, 30), "7:30 a.m.", "las 7:30 a. m."],
		[friday(13), "1 p.m.", "la 1 p. m."],
		[friday(12), "noon", "el mediodía"],
		[friday(12, 5), "12:05 p.m.", "las 12:05 p. m."],
		[friday(0), "midnight", "la medianoche"],
		[friday(0, 15), "12:15 a.m.", "las 12:15 a. m."],
	])("are the drive's own, as they follow 'until' and 'hasta' (%#)", (at, english, spanish) => {
		expect(clockTime(at, CHICAGO, "en")).toBe(english);
		expect(clockTime(at, CHICAGO, "es")).toBe(spanish);
	});

	test("say the weekday where the drive closes on another day", () => {
		const thursday = friday(19) - 24 * HOUR;
		expect(closingTime(friday(19), friday(8), CHICAGO, "en")).toBe("7 p.m.");
		expect(closingTime(friday(19), thursday, CHICAGO, "en")).toBe("7 p.m. Friday");
		expect(closingTime(friday(19), thursday, CHICAGO, "es")).toBe("el viernes a las 7 p. m.");
		expect(closingTime(friday(13), thursday, CHICAGO, "es")).toBe("el viernes a la 1 p. m.");
		expect(closingTime(friday(12), thursday, CHICAGO, "es")).toBe("el viernes al mediodía");
	});

	test("left are hours, and minutes near the end", () => {
		const left = (time: number) => [timeLeft(0, time, "en"), timeLeft(0, time, "es")];
		expect(left(6 * HOUR - 2 * MINUTE)).toEqual(["6 hours", "6 horas"]);
		expect(left(89 * MINUTE)).toEqual(["89 minutes", "89 minutos"]);
		expect(left(59 * MINUTE)).toEqual(["1 hour", "1 hora"]);
		expect(left(45 * MINUTE)).toEqual(["45 minutes", "45 minutos"]);
		expect(left(MINUTE)).toEqual(["1 minute", "1 minuto"]);
		expect(left(-HOUR)).toEqual(["1 minute", "1 minuto"]);
	});
});

describe("amounts on air", () => {
	test.each([
		[4_125_099, "$41,250", "$41,250"],
		[100_000_000, "$1 million", "$1 millón"],
		[150_000_000, "$1.5 million", "$1.5 millones"],
		[151_234_500, "$1,512,345", "$1,512,345"],
		[99, "$0", "$0"],
	])("%d cents", (amount, english, spanish) => {
		expect(spokenMoney({ amount, currency: "usd" }, "en")).toBe(english);
		expect(spokenMoney({ amount, currency: "usd" }, "es")).toBe(spanish);
	});
});

test("every variable is described, with a sample and its longest value", () => {
	const described = describeVariables("large-gift", "en", "x");
	expect(described.filter(({ description }) => description.length < 10)).toEqual([]);
	expect(described.find(({ name }) => name === "total")).toMatchObject({
		sample: "$41,250",
		longest: "$9,999,999,999.98",
	});
	expect(described.find(({ name }) => name === "giver")?.longest).toHaveLength(60);
});
