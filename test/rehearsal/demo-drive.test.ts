import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { readCampaignFile } from "../../src/campaign/campaign-file.ts";
import { indexCampaigns } from "../../src/domain/counting/placement.ts";
import { emptyTally } from "../../src/domain/counting/tally.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { Gift } from "../../src/domain/gift/gift.ts";
import { decide } from "../../src/domain/ledger/decide.ts";
import { slipProblems } from "../../src/domain/pledge/slip.ts";
import { readEnvelope } from "../../src/intake/stripe-envelope.ts";
import { toFacts } from "../../src/intake/to-fact.ts";
import { demoCalls } from "../../src/rehearsal/demo/demo-calls.ts";
import { type DemoMoment, demoDrive } from "../../src/rehearsal/demo/demo-drive.ts";

const file = new URL("../../config/campaigns/demo.json", import.meta.url);
const startsAt = Date.UTC(2026, 5, 1, 15);
const { campaign } = await readCampaignFile(fileURLToPath(file), () => undefined);
const drive = (seed: number, minutes = 10) => demoDrive({ seed, minutes, startsAt, campaign });

function factsOf(moments: readonly DemoMoment[]) {
	return moments
		.flatMap((moment) => moment.events)
		.flatMap((event) => {
			const envelope = readEnvelope(event);
			if (typeof envelope === "string") throw new Error(envelope);
			const translation = toFacts(envelope);
			if (translation.kind !== "facts") throw new Error(`${event.type}: ${translation.reason}`);
			return translation.facts;
		});
}

function played(moments: readonly DemoMoment[], on: Campaign) {
	const none: Gift[] = [];
	const decision = decide(
		{
			now: 0,
			campaigns: indexCampaigns([on]),
			books: new Map([[on.id, { seq: 0, tally: emptyTally() }]]),
			gifts: none,
			donors: new Set(),
		},
		factsOf(moments),
	);
	const tally = decision.books.get(on.id)?.tally ?? emptyTally();
	return { tally, crossings: decision.crossings, kinds: new Set(decision.entries.map((entry) => entry.kind)) };
}

describe("the demo drive", () => {
	test("is the same for the same seed, and another for another", () => {
		expect(drive(7)).toEqual(drive(7));
		expect(drive(8)).not.toEqual(drive(7));
	});

	test.each([1, 2, 3, 20261122])("with seed %i reaches the goal, rings often and is never silent for long", (seed) => {
		const moments = drive(seed);
		const { tally, crossings, kinds } = played(moments, campaign);
		expect(tally.total).toBeGreaterThan(campaign.goal);
		expect(tally.total).toBeLessThan(campaign.goal * 1.2);
		expect(tally.gifts).toBeGreaterThan(200);
		expect(tally.monthly / tally.gifts).toBeGreaterThan(0.08);
		expect(crossings.length).toBeGreaterThanOrEqual(20);
		expect([...kinds]).toEqual(expect.arrayContaining(["received", "monthly-started", "refunded"]));
		const largest = Math.max(
			...crossings.map(({ entrySeq }) => crossings.filter((one) => one.entrySeq === entrySeq).length),
		);
		expect(largest).toBeGreaterThanOrEqual(3);
		const times = moments.map((moment) => moment.atMs);
		expect(times[0]).toBeLessThan(2000);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(Math.max(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeLessThan(25_000);
	});

	test("counts each gift once however its events are ordered", () => {
		const moments = drive(5, 3);
		const backwards = moments.map((moment) => ({ ...moment, events: [...moment.events].reverse() })).reverse();
		expect(played(backwards, campaign).tally.cash).toBe(played(moments, campaign).tally.cash);
	});

	test("has a phone room: slips a volunteer could write, some paid before the show ends", () => {
		const calls = demoCalls({ seed: 7, minutes: 10, campaign });
		expect(demoCalls({ seed: 7, minutes: 10, campaign })).toEqual(calls);
		expect(calls.length).toBeGreaterThan(50);
		const terms = { currency: campaign.currency, stationIds: campaign.stations.map(({ id }) => id) };
		expect(calls.flatMap(({ slip }) => slipProblems(slip, terms))).toEqual([]);
		const paid = calls.flatMap(({ atMs, paidAfterMs }) => (paidAfterMs === null ? [] : [atMs + paidAfterMs]));
		expect(paid.length).toBeGreaterThan(20);
		expect(Math.max(...paid, ...calls.map(({ atMs }) => atMs))).toBeLessThan(600_000);
	});

	test("has waves: its busiest ten seconds bring far more than its quietest minute", () => {
		const times = drive(4).map((moment) => moment.atMs);
		const within = (from: number, length: number) => times.filter((at) => at >= from && at < from + length).length;
		const starts = Array.from({ length: 540 }, (_, second) => second * 1000);
		const busiest = Math.max(...starts.map((from) => within(from, 10_000)));
		const quietest = Math.min(...starts.map((from) => within(from, 20_000)));
		expect(busiest).toBeGreaterThan(4 * quietest);
	});
});
