import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import {
	inbox,
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	standing,
	startApi,
	wholeLedger,
} from "../support/running-api.ts";
import { describeWith, sharedData } from "../support/when-present.ts";

const recorded = sharedData("stripe/events");
const files = existsSync(recorded.path) ? readdirSync(recorded.path).filter((name) => name.endsWith(".json")) : [];

type Recorded = { readonly type: string; readonly body: Buffer };

/** In the order of their names. */
function allRecorded(): Recorded[] {
	return files.sort().map((name) => ({
		type: name.split("__")[0] ?? name,
		body: readFileSync(`${recorded.path}/${name}`),
	}));
}

/** The recordings share two event ids; here each has one of its own. Their objects keep theirs, so many tell of the same money. */
function withIdsOfTheirOwn(all: readonly Recorded[]): Recorded[] {
	return all.map(({ type, body }, place) => ({
		type,
		body: Buffer.from(body.toString("utf8").replace(/"(id)"(\s*):(\s*)"evt_0+"/, `"id":"evt_recorded_${place}"`)),
	}));
}

let database: TestDatabase;
let api: RunningApi;

beforeEach(async () => {
	database = await openCampaignDatabase(aCampaign());
	api = await startApi(database.url);
});
afterEach(async () => {
	await api?.stop();
	await database?.drop();
});

async function deliverOneByOne(all: readonly Recorded[]): Promise<void> {
	for (const { type, body } of all) expect([type, (await api.sendBody(body)).status]).toEqual([type, 200]);
}

async function deliverAtOnce(all: readonly Recorded[]): Promise<void> {
	const answers = await Promise.all(all.map(({ body }) => api.sendBody(body)));
	expect(answers.map((answer) => answer.status)).toEqual(all.map(() => 200));
}

describeWith(recorded, "every event that others have recorded, signed and delivered", () => {
	test("as they are: all acknowledged, though most share an event id, and of each id the first counts", async () => {
		const all = allRecorded();
		expect(all.length).toBeGreaterThan(35);
		await deliverOneByOne(all);
		expect((await inbox(database.pool)).map(({ event_id, outcome }) => [event_id, outcome])).toEqual([
			// charge.dispute.closed: a dispute about a charge nobody has told us of.
			["evt_00000000000000", "unplaced"],
			// charge.captured, 1.00.
			["evt_000000000000000000000000", "recorded"],
		]);
		expect(await standing(database.pool)).toEqual({ total: 100, cash: 100, gifts: 1, monthly: 0 });
		const before = await wholeLedger(database.pool);
		await deliverAtOnce(all);
		expect(await wholeLedger(database.pool)).toEqual(before);
	});

	test("each with an event id of its own: the totals move exactly where money was paid or went back", async () => {
		const moved: [string, number, number][] = [];
		for (const one of withIdsOfTheirOwn(allRecorded())) {
			const before = await standing(database.pool);
			await deliverOneByOne([one]);
			const after = await standing(database.pool);
			if (after.total !== before.total || after.cash !== before.cash) moved.push([one.type, after.total, after.cash]);
		}
		expect(moved).toEqual([
			// The recordings' ids are all zeros, so payment, charge, session, invoice and subscription are one gift: first its charge.
			["charge.captured", 100, 100],
			// 1.00 back, told as "refunded in all" and as a refund: once.
			["charge.refund.updated", 0, 0],
			// The same charge, 20.00; the 1.00 has still gone back.
			["charge.succeeded", 1_900, 1_900],
			// The same PaymentIntent, 30.00 by its session: the largest telling stands.
			["checkout.session.completed", 2_900, 2_900],
			// Another PaymentIntent, 250.00.
			["checkout.session.completed", 27_900, 27_900],
			// The subscription, 15.00 a month, whose latest invoice is not known to be this gift's yet ...
			// ... until invoice.paid ties them: 15.00 x 12 less the 1.00 that went back, and the 250.00. Cash stays what was paid.
			["invoice.paid", 42_900, 27_900],
		]);
		expect(await standing(database.pool)).toEqual({ total: 42_900, cash: 27_900, gifts: 2, monthly: 1 });
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});

	test("all of them at once, forwards, backwards and again, end in the same totals, and again changes nothing", async () => {
		const all = withIdsOfTheirOwn(allRecorded());
		await deliverAtOnce([...all].reverse());
		expect(await standing(database.pool)).toEqual({ total: 42_900, cash: 27_900, gifts: 2, monthly: 1 });
		const before = await wholeLedger(database.pool);
		await deliverAtOnce(all);
		await deliverOneByOne(all);
		expect(await wholeLedger(database.pool)).toEqual(before);
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});

	test("every one is kept, and none is set aside as unreadable", async () => {
		const all = withIdsOfTheirOwn(allRecorded());
		await deliverAtOnce(all);
		const kept = await inbox(database.pool);
		expect(kept.length).toBe(all.length);
		expect(kept.filter((event) => event.outcome === "set-aside")).toEqual([]);
		expect(JSON.stringify([api.logged, api.answered])).not.toMatch(/example\.com|whsec_/);
	});
});
