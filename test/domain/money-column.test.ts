import { expect, test } from "@jest/globals";
import { formatColumn } from "../../src/domain/plain/money.ts";

test("amounts under one another show their cents all together or not at all", () => {
	const whole = formatColumn("usd", [12_000, 0, 2_500_000]);
	expect([12_000, 2_500_000].map(whole)).toEqual(["$120", "$25,000"]);
	const exact = formatColumn("usd", [12_000, 281_967, 2_500_000]);
	expect([12_000, 281_967, 2_500_000].map(exact)).toEqual(["$120.00", "$2,819.67", "$25,000.00"]);
	expect(formatColumn("jpy", [1_250])(1_250)).toBe("¥1,250");
});
