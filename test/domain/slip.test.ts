import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MINUTE } from "../../src/domain/plain/instant.ts";
import { readTypedPledge } from "../../src/domain/plain/typed-amount.ts";
import { holdsCardNumber } from "../../src/domain/pledge/card-number.ts";
import { NO_CONSENT, plainPhone, type Slip, slipProblems } from "../../src/domain/pledge/slip.ts";
import { alikeIn, type Earlier, isSameAgain } from "../../src/domain/pledge/slip-alike.ts";
import { pastedLines } from "../../src/web/phones/batch-lines.ts";
import { NOW } from "../support/campaigns.ts";

describe("a card number", () => {
	test.each([
		"4242424242424242",
		"4242 4242 4242 4242",
		"4242-4242-4242-4242",
		"4242.4242.4242.4242",
		"visa: 4242 4242 4242 4242 exp 12/28 cvc 123",
		"424242424242424212/28",
		"42424242424242421228123",
		"3782 822463 10005",
		"30569309025904",
		"4222222222222",
		"6759649826438453000",
		"４２４２ ４２４２ ４２４２ ４２４２",
		"٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
		"4242 4242\u200b 4242 4242",
		"4242–4242–4242–4242",
		"4242\u00a04242\u00a04242\u00a04242",
		"424242424242424Z 5555 5555 5555 4444",
		"call 555 1234, 5555555555554444",
	])("is seen in %j", (text) => {
		expect(holdsCardNumber(text)).toBe(true);
	});

	test.each([
		"",
		"50",
		"1,000,000",
		"4242 4242 4242 4241",
		"(555) 555-0142",
		"+52 1 55 1234 5678",
		"+4915112345678",
		"555-555-0142, 555-555-0143",
		"0000 0000 0000 0000",
		"gate 12, 3rd floor, 60601-4242",
		"2026-12-03 15:20",
	])("isn't seen in %j", (text) => {
		expect(holdsCardNumber(text)).toBe(false);
	});

	test("is seen wherever it stands, however it is parted, for any that passes the check digit", () => {
		const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 });
		const gap = fc.constantFrom("", " ", "-", ".", " - ".trim());
		fc.assert(
			fc.property(
				digits,
				fc.integer({ min: 1, max: 9 }),
				gap,
				fc.constantFrom("", "note: ", "a "),
				(tail, first, between, before) => {
					const body = [first, ...tail.slice(1)];
					const number = [...body, checkDigit(body)].join("");
					const parted = number.match(/\d{1,4}/g)?.join(between) ?? "";
					expect(holdsCardNumber(`${before}${parted}${before && " ok"}`)).toBe(true);
				},
			),
		);
	});

	test("is looked for in time that doesn't grow out of hand", () => {
		const began = performance.now();
		for (const text of ["1 ".repeat(50_000), "1".repeat(100_000), "1-".repeat(50_000)]) holdsCardNumber(text);
		expect(performance.now() - began).toBeLessThan(5_000);
	});
});

function checkDigit(body: readonly number[]): number {
	const sum = [...body].reverse().reduce((total, digit, place) => {
		const doubled = place % 2 === 0 ? digit * 2 : digit;
		return total + (doubled > 9 ? doubled - 9 : doubled);
	}, 0);
	return (10 - (sum % 10)) % 10;
}

const A_SLIP: Slip = {
	...{ amount: 5_000, monthly: false, source: "phone", stationId: null, consent: NO_CONSENT, dedication: null },
	...{ name: "", town: "", pronunciation: "", email: "", phone: "", honoured: "", note: "", operator: "" },
};

describe("what is typed", () => {
	test.each([
		["50", 5_000, false],
		["$1,000", 100_000, false],
		["12.50", 1_250, false],
		["20m", 2_000, true],
		["20 al mes", 2_000, true],
		["$20/month", 2_000, true],
		["20 every month", 2_000, true],
		["monthly 20", 2_000, true],
		["20 per month", 2_000, true],
		["mensual 20", 2_000, true],
		["20 mensuales", 2_000, true],
		["cada mes: 20", 2_000, true],
		["1,000.00", 100_000, false],
		["1.000", 100_000, false],
		["$1.000,00", 100_000, false],
		["1.000.000", 100_000_000, false],
		["0.500", null, false],
		["US$50.", 5_000, false],
		["5,000,000", 500_000_000, false],
		["50 mil", null, false],
		["0", 0, false],
		["", null, false],
		["fifty", null, false],
		["m", null, true],
	])("%j is %j, monthly: %j", (typed, amount, monthly) => {
		expect(readTypedPledge(typed, "usd")).toEqual({ amount, monthly });
	});

	test("a dot before three figures is a thousand, but not where the currency has thousandths", () => {
		expect(readTypedPledge("1.000", "kwd").amount).toBe(1_000);
		expect(readTypedPledge("1,000", "kwd").amount).toBe(1_000_000);
		expect(readTypedPledge("1.000", "jpy").amount).toBe(1_000);
	});

	test.each([
		["In memory of Timmy Jones", true],
		["For my son Timmy", true],
		["Ana, para mi hija Luz", true],
		["en honor de Luz", true],
		["Mi Ranchito LLC", false],
		["Memory Lane Antiques", false],
		["Dana Fortson", false],
	])("whom it is for isn't the giver's name: %j", (name, isWrong) => {
		const slip = { ...A_SLIP, name };
		expect(slipProblems(slip, { currency: "usd", stationIds: [] })).toEqual(
			isWrong ? [{ field: "name", code: "name-dedicated" }] : [],
		);
	});

	test.each([
		["(555) 555-0142", "+15555550142"],
		["1 555 555 0142", "+15555550142"],
		["+52 55 1234 5678", "+525512345678"],
		["0049 151 123456", "+49151123456"],
		["12345", null],
		["call me", null],
	])("the telephone %j is %j", (typed, plain) => {
		expect(plainPhone(typed)).toBe(plain);
	});

	test("pasted lines part at tabs, semicolons and commas, and not inside an amount", () => {
		const rows = pastedLines('1,000\tAnn\tDekalb\r\n20;Bo\n"30", José, Aurora\n$1,000, Cy\n\n');
		expect(rows.map(({ amount, name, town }) => [amount, name, town])).toEqual([
			["1,000", "Ann", "Dekalb"],
			["20", "Bo", ""],
			["30", "José", "Aurora"],
			["$1,000", "Cy", ""],
		]);
	});
});

describe("a slip like another", () => {
	const slip = {
		amount: 5_000,
		monthly: false,
		name: "José Pérez",
		email: null,
		phone: null,
		sessionId: "a",
		batchId: null,
	};
	const earlier = (changes: Partial<Earlier> = {}): Earlier => ({ ...slip, recordedAt: NOW - MINUTE, ...changes });

	test("has the same amount, and the same name, telephone or e-mail, within half an hour", () => {
		expect(alikeIn([earlier({ name: "jose  PEREZ", sessionId: "b" })], slip, NOW)).toEqual({
			by: ["name"],
			ago: MINUTE,
			isOwn: false,
		});
		expect(alikeIn([earlier({ recordedAt: NOW - 30 * MINUTE })], slip, NOW)).not.toBeNull();
		expect(alikeIn([earlier({ recordedAt: NOW - 30 * MINUTE - 1 })], slip, NOW)).toBeNull();
		expect(alikeIn([earlier({ amount: 5_001 })], slip, NOW)).toBeNull();
		expect(alikeIn([earlier({ name: "Josefa Pérez" })], slip, NOW)).toBeNull();
		const phone = "+15555550142";
		expect(alikeIn([earlier({ name: null, phone })], { ...slip, name: "Pepe", phone }, NOW)).toMatchObject({
			by: ["phone"],
		});
	});

	test("without a name or contact is only pointed at, to the same hand, for a minute", () => {
		const bare = { ...slip, name: null };
		const then = (changes: Partial<Earlier> = {}) => [earlier({ name: null, ...changes })];
		expect(alikeIn(then(), bare, NOW)).toBeNull();
		expect(isSameAgain(then(), bare, NOW)).toBe(true);
		expect(isSameAgain(then({ sessionId: "b" }), bare, NOW)).toBe(false);
		expect(isSameAgain(then({ monthly: true }), bare, NOW)).toBe(false);
		expect(isSameAgain(then({ recordedAt: NOW - 2 * MINUTE }), bare, NOW)).toBe(false);
		expect(isSameAgain(then({ batchId: "x" }), { ...bare, batchId: "x" }, NOW)).toBe(false);
	});
});
