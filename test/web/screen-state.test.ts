import { describe, expect, test } from "@jest/globals";
import type { CampaignCard, TickerItem, TickerSnapshot } from "../../src/domain/screen/ticker.ts";
import { applyMessage, type ScreenMessage, type ScreenState } from "../../src/web/live/screen-state.ts";

const campaign: CampaignCard = {
	slug: "hope",
	name: "Hope",
	shortName: "Hope",
	hospital: "Lakeside",
	language: "en",
	languages: ["en"],
	currency: "usd",
	goal: 1_000_000,
	state: "live",
	timeZone: "America/Chicago",
	opensAt: 0,
	onAirWindows: [],
	closesAt: 0,
	phone: "",
	textCode: "",
	donateUrl: "",
	hashtag: "",
	colour: "#c8912e",
	stations: [],
	hourTarget: null,
	lastYear: [],
	triggers: [],
	matches: [],
	powerHours: [],
	version: 1,
};

function aSnapshot(seq: number, total: number, changes: Partial<TickerSnapshot> = {}): ScreenMessage {
	return {
		type: "snapshot",
		snapshot: {
			seq,
			campaign,
			total,
			peak: total,
			gifts: 0,
			donors: 0,
			monthlyDonors: 0,
			hour: { startsAt: 0, counted: 0 },
			next: null,
			matched: {},
			spans: {},
			latest: [],
			scripts: [],
			reset: false,
			...changes,
		},
	};
}

function aGift(seq: number, total: number, changes: { giftId?: string; name?: string } = {}): ScreenMessage {
	const item: TickerItem = {
		type: "gift",
		seq,
		total,
		at: seq,
		giftId: `g${seq}`,
		name: "Dana",
		amount: 100,
		monthly: false,
		host: null,
		gifts: 1,
		...changes,
	};
	return { type: "item", item };
}

function screenAfter(...messages: ScreenMessage[]): { state: ScreenState | null; gaps: number } {
	let state: ScreenState | null = null;
	let gaps = 0;
	for (const message of messages) {
		const applied = applyMessage(state, message);
		state = applied.state;
		if (applied.gap) gaps += 1;
	}
	return { state, gaps };
}

describe("the host screen's memory", () => {
	test("the same item twice, or an older one, changes nothing", () => {
		const { state, gaps } = screenAfter(aSnapshot(5, 500), aGift(6, 600), aGift(6, 600), aGift(5, 500));
		expect(state).toMatchObject({ seq: 6, total: 600, gifts: 1 });
		expect(state?.rows).toHaveLength(1);
		expect(gaps).toBe(0);
	});

	test("an older snapshot never takes the total back, unless the server says that the ledger itself went back", () => {
		expect(screenAfter(aSnapshot(9, 900), aSnapshot(5, 500)).state).toMatchObject({ seq: 9, total: 900 });
		expect(screenAfter(aSnapshot(9, 900), aSnapshot(5, 500, { reset: true })).state).toMatchObject({
			seq: 5,
			total: 500,
		});
	});

	test("an item that is not the next one, or a beat that is further on, is a gap and is not applied", () => {
		const skipped = screenAfter(aSnapshot(5, 500), aGift(7, 700));
		expect(skipped).toMatchObject({ gaps: 1, state: { seq: 5, total: 500 } });
		const beat: ScreenMessage = { type: "beat", beat: { now: 0, checkedAt: 0, seq: 6 } };
		expect(screenAfter(aSnapshot(5, 500), beat).gaps).toBe(1);
		expect(screenAfter(aSnapshot(6, 500), beat).gaps).toBe(0);
	});

	test("a refund lowers the total and takes the row; the milestone once passed stays passed", () => {
		const refund: ScreenMessage = {
			type: "item",
			item: { type: "adjusted", seq: 7, total: 500, at: 7, giftId: "g6", amount: -100, gifts: -1, gone: true },
		};
		const { state } = screenAfter(aSnapshot(5, 500), aGift(6, 600), refund);
		expect(state).toMatchObject({ total: 500, peak: 600, gifts: 0, rows: [] });
	});

	test("a name that was hidden is replaced in its place", () => {
		const hidden: ScreenMessage = {
			type: "item",
			item: {
				type: "described",
				seq: 8,
				total: 700,
				at: 8,
				giftId: "g6",
				name: "A generous listener",
				amount: 100,
				monthly: false,
				host: null,
			},
		};
		const { state } = screenAfter(aSnapshot(5, 500), aGift(6, 600), aGift(7, 700), hidden);
		expect(state?.rows.map((row) => row.name)).toEqual(["Dana", "A generous listener"]);
	});

	describe("matches and power hours", () => {
		const HOUR = 3_600_000;
		const lunch = { id: "lunch", name: "Lunch", sponsor: null, from: HOUR, to: 2 * HOUR, target: 500 };
		const withLunch = { ...campaign, powerHours: [lunch] };
		const matched = (seq: number, total: number, at: number, amount: number): ScreenMessage => ({
			type: "item",
			item: { type: "matched", seq, total, at, matchId: "bank", amount },
		});

		test("what a match gave follows its items, signed, whichever power hour they fall in", () => {
			const { state } = screenAfter(
				aSnapshot(5, 500, { campaign: withLunch, matched: { bank: 40 }, spans: { lunch: 70 } }),
				matched(6, 600, HOUR, 100),
				matched(7, 570, 2 * HOUR - 1, -30),
				matched(8, 590, 2 * HOUR, 20),
				matched(8, 590, 2 * HOUR, 20),
			);
			expect(state).toMatchObject({ total: 590, matched: { bank: 130 }, spans: { lunch: 140 } });
		});

		test("what goes back comes off the power hour its gift was given in, and off no other", () => {
			const refund = (seq: number, total: number, at: number, givenAt: number): ScreenMessage => ({
				type: "item",
				item: { type: "adjusted", seq, total, at, givenAt, giftId: "g", amount: null, gifts: 0, gone: true },
			});
			const before = aSnapshot(5, 500, { campaign: withLunch, spans: { lunch: 70 } });
			const earlier = screenAfter(before, refund(6, 480, HOUR + 1, HOUR - 1));
			expect(earlier.state).toMatchObject({ total: 480, spans: { lunch: 70 } });
			expect(screenAfter(before, refund(6, 480, 3 * HOUR, HOUR)).state).toMatchObject({ spans: { lunch: 50 } });
		});

		test("another span of time is asked for anew: what it has brought so far, no item tells", () => {
			const card = (changes: Partial<typeof lunch>): ScreenMessage => ({
				type: "campaign",
				campaign: { ...withLunch, version: 2, powerHours: [{ ...lunch, ...changes }] },
			});
			const before = aSnapshot(5, 500, { campaign: withLunch, spans: { lunch: 70 } });
			expect(screenAfter(before, card({ target: 900 }))).toMatchObject({ gaps: 0, state: { spans: { lunch: 70 } } });
			expect(screenAfter(before, card({ to: 3 * HOUR }))).toMatchObject({ gaps: 1, state: null });
		});
	});

	describe("a script that names a giver", () => {
		const said = (seq: number, script: string, giftId: string | null): ScreenMessage => ({
			type: "item",
			item: { type: "script", seq, total: 600, at: seq, script, giftId },
		});
		const described = (seq: number, giftId: string, name: string): ScreenMessage => ({
			type: "item",
			item: { type: "described", seq, total: 600, at: seq, giftId, name, amount: 100, monthly: false, host: null },
		});
		const named = [aSnapshot(5, 500), aGift(6, 600), said(7, "We passed $6. Thank you, Dana!", "g6")];
		const textsAfter = (...messages: ScreenMessage[]) =>
			screenAfter(...named, ...messages).state?.scripts.map(({ text }) => text);

		test("goes with the name, and the one before it is said again", () => {
			const { state } = screenAfter(
				...[aSnapshot(5, 500), aGift(6, 600), said(7, "Call now.", null), said(8, "Thank you, Dana!", "g6")],
				described(9, "g6", "A generous listener"),
			);
			expect(state?.scripts.map(({ text }) => text)).toEqual(["Call now."]);
		});

		test("goes when less of the name may be said, too", () => {
			expect(textsAfter(described(8, "g6", "D."))).toEqual([]);
		});

		test("stays when the name is still the same, and when it names nobody or another", () => {
			expect(textsAfter(described(8, "g6", "Dana"))).toHaveLength(1);
			expect(textsAfter(described(8, "g1", "A generous listener"))).toHaveLength(1);
		});

		test("goes even where the gift has left the list", () => {
			const many = Array.from({ length: 100 }, (_, more) => aGift(8 + more, 600));
			expect(textsAfter(...many, described(108, "g6", "A generous listener"))).toEqual([]);
		});
	});

	test("what it keeps doesn't grow with the days", () => {
		const messages = Array.from({ length: 500 }, (_, at): ScreenMessage => {
			const seq = 6 + at;
			const item: TickerItem = { type: "script", seq, total: 1, at: seq, script: "Call now.", giftId: null };
			return at % 2 === 0 ? aGift(seq, 1) : { type: "item", item };
		});
		const { state } = screenAfter(aSnapshot(5, 0), ...messages);
		expect(state?.seq).toBe(505);
		expect(state?.rows).toHaveLength(60);
		expect(state?.scripts).toHaveLength(10);
	});

	test("this hour adds up what counts in it, and starts anew with the next hour's first gift", () => {
		const late: ScreenMessage = {
			type: "item",
			item: { type: "adjusted", seq: 7, total: 900, at: 3_600_001, giftId: null, amount: 300, gifts: 0, gone: false },
		};
		expect(screenAfter(aSnapshot(5, 500), aGift(6, 600)).state?.hour).toEqual({ startsAt: 0, counted: 100 });
		expect(screenAfter(aSnapshot(5, 500), aGift(6, 600), late).state?.hour).toEqual({
			startsAt: 3_600_000,
			counted: 300,
		});
	});
});
