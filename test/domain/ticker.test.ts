import { describe, expect, test } from "@jest/globals";
import { namesGiver } from "../../src/domain/gift/names-giver.ts";
import { type TickerEntry, toGiftRow, toTickerItem } from "../../src/domain/screen/ticker.ts";

const entry: TickerEntry = {
	seq: 7,
	kind: "received",
	giftId: "a1b2",
	cash: 5000,
	counted: 5000,
	gifts: 1,
	totalAfter: 25_000,
	at: 1_000,
	matchId: null,
	script: null,
	namesGiver: null,
	firstTime: false,
	monthly: false,
	firstCash: 5000,
	standing: 5000,
	giver: { name: "Dana Smith", town: "Springfield", consent: { name: true, onAir: true } },
};

describe("what each audience sees of a match's answer", () => {
	const matched = { ...entry, kind: "matched", giftId: null, cash: 0, counted: -2_500, gifts: 0, giver: null };

	test.each(["host", "page"] as const)("the %s: which match, and by how much; never which gift", (audience) => {
		expect(toTickerItem({ ...matched, matchId: "bank" }, audience, "en")).toEqual({
			...{ type: "matched", seq: 7, total: 25_000, at: 1_000, matchId: "bank", amount: -2_500 },
		});
	});
});

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
			host: { town: "Springfield", pronunciation: null, firstTime: false, stationId: null },
		});
	});

	test("the studio alone is told town, pronunciation, station and whether it is their first gift", () => {
		const giver = { ...entry.giver, pronunciation: "DAY-nah\u202e", stationId: "wkid" };
		const told = { ...entry, firstTime: true, giver };
		expect(toTickerItem(told, "host", "en")).toMatchObject({
			host: { town: "Springfield", pronunciation: "DAY-nah", firstTime: true, stationId: "wkid" },
		});
		expect(toTickerItem(told, "page", "en")).toMatchObject({ host: null });
		expect(toGiftRow(told, "page", "en").host).toBeNull();
	});

	test.each([
		["no consent for on air", { name: true, onAir: false }],
		["no consent to the name", { name: false, onAir: true }],
		["nothing said", undefined],
	])("%s: neither town nor pronunciation, also not for the host", (_why, consent) => {
		const giver = { name: "Dana Smith", town: "Springfield", pronunciation: "DAY-nah", stationId: "wkid", consent };
		expect(toTickerItem({ ...entry, firstTime: true, giver }, "host", "en")).toMatchObject({
			name: "A generous listener",
			host: { town: null, pronunciation: null, firstTime: true, stationId: "wkid" },
		});
	});

	test("what somebody typed into a town, a pronunciation or a station is made safe or left out", () => {
		const giver = {
			name: "Dana",
			town: "Spring\u202efield",
			pronunciation: "call 800 555 0134",
			stationId: "<script>",
			consent: { name: true, onAir: true },
		};
		expect(toTickerItem({ ...entry, giver }, "host", "en")).toMatchObject({
			name: "Dana, Springfield",
			host: { town: "Springfield", pronunciation: null, stationId: null },
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

function aScript(changes: Partial<TickerEntry>): TickerEntry {
	const script = "Dana, Springfield helped us pass $40,000.";
	return { ...entry, kind: "announced", cash: 0, counted: 0, gifts: 0, script, ...changes };
}

describe("the other entries", () => {
	test("a script is the host's alone", () => {
		const announced = aScript({ giftId: null, giver: null, script: "We passed $40,000." });
		expect(toTickerItem(announced, "host", "en")).toMatchObject({
			type: "script",
			script: "We passed $40,000.",
			giftId: null,
		});
		expect(toTickerItem(announced, "page", "en")).toEqual({ seq: 7, total: 25_000, at: 1_000, type: "note" });
	});

	test("a script that names a giver says whose it is, so that a screen can take it back", () => {
		expect(toTickerItem(aScript({ namesGiver: true }), "host", "en")).toMatchObject({ type: "script", giftId: "a1b2" });
	});

	test.each([
		["no longer agrees to be named on air", { ...entry.giver, consent: { name: true, onAir: false } }],
		["goes by another name by now", { ...entry.giver, name: "Robin Smith" }],
		["is no longer known", null],
	])("a script isn't sent again once its giver %s", (_why, giver) => {
		expect(toTickerItem(aScript({ namesGiver: true, giver }), "host", "en")).toEqual({
			seq: 7,
			total: 25_000,
			at: 1_000,
			type: "note",
		});
		// Where nobody noted whether it names them, it may.
		expect(toTickerItem(aScript({ namesGiver: null, giver }), "host", "en")).toMatchObject({ type: "note" });
	});

	test("a script about a large gift that never named its giver stays", () => {
		const script = "A generous listener just gave $5,000!";
		const unnamed = aScript({ namesGiver: false, giver: { name: "Dana", consent: {} }, script });
		expect(toTickerItem(unnamed, "host", "en")).toMatchObject({ type: "script", script, giftId: null });
	});

	test("a changed name or consent replaces the gift's row, with the gift's own amount", () => {
		const described = { ...entry, kind: "described", cash: 0, counted: 0, gifts: 0, giver: null };
		expect(toTickerItem(described, "host", "en")).toMatchObject({
			type: "described",
			name: "A generous listener",
			amount: 5000,
		});
	});

	test("what moves the total says when its gift was given, where that was at another time", () => {
		const refunded = { ...entry, kind: "refunded", counted: -5000, givenAt: entry.at - 60_000 };
		expect(toTickerItem(refunded, "page", "en")).toMatchObject({ at: entry.at, givenAt: entry.at - 60_000 });
		for (const one of [
			{ ...refunded, givenAt: entry.at },
			{ ...refunded, givenAt: null },
			{ ...refunded, counted: 0 },
		])
			expect(toTickerItem(one, "page", "en")).not.toHaveProperty("givenAt");
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

describe("whether a sentence names its giver", () => {
	const dana = { name: "Dana Smith", town: "Springfield" };
	const script = "Dana, Springfield just gave $5,000!";

	test("by the name they agreed to", () => {
		expect(namesGiver(script, { ...dana, consent: { name: true, onAir: true } })).toBe(true);
	});

	test("also where they took their consent back while it was being written", () => {
		expect(namesGiver(script, { ...dana, consent: { name: true, onAir: false } })).toBe(true);
	});

	test("not where it only speaks of a generous listener, or has no giver", () => {
		expect(namesGiver("A generous listener just gave $5,000!", { ...dana, consent: {} })).toBe(false);
		expect(namesGiver("A generous listener just gave $5,000!", {})).toBe(false);
		expect(namesGiver(script, null)).toBe(false);
	});
});
