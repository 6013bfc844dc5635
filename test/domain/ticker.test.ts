import { describe, expect, test } from "@jest/globals";
import { type TickerEntry, toTickerItem } from "../../src/domain/ticker.ts";

const entry: TickerEntry = {
	seq: 7,
	kind: "received",
	giftId: "a1b2",
	cash: 5000,
	counted: 5000,
	gifts: 1,
	totalAfter: 25_000,
	at: 1_000,
	script: null,
	monthly: false,
	firstCash: 5000,
	standing: 5000,
	giver: { name: "Dana Smith", town: "Springfield", consent: { name: true, onAir: true } },
};

describe("what each audience sees of a gift", () => {
	test("the host: first name, town and amount", () => {
		expect(toTickerItem(entry, "host", "en")).toEqual({
			seq: 7,
			total: 25_000,
			at: 1_000,
			type: "gift",
			giftId: "a1b2",
			name: "Dana, Springfield",
			amount: 5000,
			monthly: false,
			gifts: 1,
		});
	});

	test("the page: the amount only with the donor's consent to it", () => {
		expect(toTickerItem(entry, "page", "en")).toMatchObject({ name: "Dana Smith", amount: null });
		const agreed = { ...entry, giver: { ...entry.giver, consent: { amount: true } } };
		expect(toTickerItem(agreed, "page", "en")).toMatchObject({ name: "A generous listener", amount: 5000 });
	});

	test("a monthly gift shows one payment, not what it counts for", () => {
		const monthly = { ...entry, kind: "monthly-started", cash: 2000, counted: 24_000, monthly: true };
		expect(toTickerItem(monthly, "host", "en")).toMatchObject({ type: "monthly", amount: 2000, monthly: true });
		const laterKnown = { ...monthly, cash: 0, counted: 22_000, gifts: 0, firstCash: 2000 };
		expect(toTickerItem(laterKnown, "host", "en")).toMatchObject({ type: "monthly", amount: 2000, gifts: 0 });
	});
});

describe("the other entries", () => {
	test("a script is the host's alone", () => {
		const announced = {
			...entry,
			kind: "announced",
			giftId: null,
			cash: 0,
			counted: 0,
			gifts: 0,
			script: "Dana helped us pass $40,000.",
		};
		expect(toTickerItem(announced, "host", "en")).toMatchObject({
			type: "script",
			script: "Dana helped us pass $40,000.",
		});
		expect(toTickerItem(announced, "page", "en")).toEqual({ seq: 7, total: 25_000, at: 1_000, type: "note" });
	});

	test("a changed name or consent replaces the gift's row, with the gift's own amount", () => {
		const described = { ...entry, kind: "described", cash: 0, counted: 0, gifts: 0, giver: null };
		expect(toTickerItem(described, "host", "en")).toMatchObject({
			type: "described",
			name: "A generous listener",
			amount: 5000,
		});
	});

	test("a refund in whole takes the row away, one in part leaves it; the page is not told the amount", () => {
		const refunded = { ...entry, kind: "refunded", cash: -5000, counted: -5000, gifts: -1, standing: 0 };
		expect(toTickerItem(refunded, "host", "en")).toMatchObject({
			type: "adjusted",
			gone: true,
			amount: -5000,
			gifts: -1,
		});
		expect(toTickerItem({ ...refunded, standing: 100 }, "page", "en")).toMatchObject({
			type: "adjusted",
			gone: false,
			amount: null,
		});
	});

	test.each(["renewal", "pending", "failed", "something-new"])(
		"%s without a change of the total still moves readers on",
		(kind) => {
			const silent = { ...entry, kind, counted: 0, gifts: 0 };
			expect(toTickerItem(silent, "page", "en")).toEqual({ seq: 7, total: 25_000, at: 1_000, type: "note" });
		},
	);
});
