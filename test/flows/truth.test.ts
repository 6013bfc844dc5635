import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
	chargeRefunded,
	disputeEvent,
	giftEvents,
	refundCreated,
	type SandboxEvent,
} from "../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../src/sandbox/stripe-gift.ts";
import { forgetTruth, readTruth } from "../../src/truth/read-truth.ts";
import type { TruthView } from "../../src/web/contract/staff/truth.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { aMatch } from "../support/matches.ts";
import { offlineDraft } from "../support/offline.ts";
import { openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const HOUR = 3_600_000;
const campaign = aCampaign({
	rules: [],
	stations: [
		{ id: "klkv", name: "KLKV" },
		{ id: "wnbr", name: "WNBR" },
	],
	matches: [aMatch({ pool: 5_001, from: NOW - HOUR, to: NOW + HOUR })],
});
let database: TestDatabase;
let api: RunningApi;
let editor: StaffPerson;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	api = await startApi(database.url);
	editor = await staffOf(api, database.pool, "editor");
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

function aGift(id: string, amount: number, more: Partial<SandboxGift> = {}): SandboxGift {
	const email = `${id}@example.org`;
	return { id, amount, currency: "usd", at: NOW, livemode: false, campaign: campaign.id, email, ...more };
}

async function arrive(...events: readonly SandboxEvent[]) {
	for (const event of events) expect((await api.send(event)).status).toBe(200);
}

/** What each of the panel's own rows comes to, and what it says the total is. */
function sumsOf({ lines, matches, refunded, disputed, matrix }: TruthView) {
	const of = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
	return {
		lines: of([...lines, ...matches].map(({ amount }) => amount)) - refunded.amount - disputed.amount,
		rows: of(matrix.rows.map(({ sum }) => sum)) + matrix.matched,
		columns: of(matrix.sums) + matrix.matched,
		cells: of(matrix.rows.flatMap(({ amounts }) => amounts)) + matrix.matched,
	};
}

async function expectToAddUp(): Promise<TruthView> {
	forgetTruth(database.pool, campaign.id);
	const truth = await readTruth(database.pool, campaign.id, NOW);
	if (truth === null) throw new Error("The drive is gone.");
	const { total } = await standing(database.pool, campaign.id);
	expect(sumsOf(truth)).toEqual({ lines: total, rows: total, columns: total, cells: total });
	expect([truth.sum, truth.total, truth.announced]).toEqual([total, total, total]);
	return truth;
}

const amounts = ({ lines }: TruthView) => Object.fromEntries(lines.map(({ line, amount }) => [line, amount]));

test("the panel adds up to the cent, and goes on to while gifts come, go back and are disputed", async () => {
	const [first, second] = [aGift("first", 10_001, { station: "klkv" }), aGift("second", 777, { station: "wnbr" })];
	const monthly = aGift("monthly", 1_999, { monthly: true });
	await arrive(...giftEvents(first).all, ...giftEvents(second).all, ...giftEvents(monthly).all);
	await editor.ask(
		"POST",
		`/api/staff/campaigns/${campaign.id}/offline`,
		offlineDraft({ amount: 30_003, embargoed: false }),
	);
	await editor.ask(
		"POST",
		`/api/staff/campaigns/${campaign.id}/offline`,
		offlineDraft({ amount: 90_000, embargoed: true }),
	);
	const before = await expectToAddUp();
	expect(amounts(before)).toMatchObject({ web: 10_778, monthly: 1_999 * campaign.monthlyMultiplier, cheque: 30_003 });
	expect(before.matches).toMatchObject([{ amount: 5_001 }]);
	expect(before.outside).toMatchObject([{ line: "embargoed", amount: 90_000, count: 1 }]);

	// What was read before is known; what became of it since has to be found.
	await arrive(refundCreated(first, { amount: 1, refundId: "re_first" }), chargeRefunded(first, 1));
	await arrive(disputeEvent(second, "closed", "lost"), ...giftEvents(aGift("third", 350)).all);
	const after = await expectToAddUp();
	expect(after).toMatchObject({ refunded: { amount: 1, count: 1 }, disputed: { amount: 777, count: 1 } });
	expect(amounts(after).web).toBe(11_128);

	// Another rule explains every gift anew.
	await database.pool.query("update campaign set config = config || '{\"closesAt\": 1}' where id = $1", [campaign.id]);
	expect(amounts(await expectToAddUp())).toEqual(amounts(after));
});

test("is a file for a sheet as well", async () => {
	const answer = await fetch(`${api.url}/api/staff/campaigns/${campaign.id}/truth.csv`, {
		headers: { cookie: editor.cookie },
	});
	expect(answer.headers.get("content-type")).toContain("text/csv");
	const lines = (await answer.text()).split("\r\n");
	expect(lines[0]).toContain("Part,Line,Gifts,Amount (USD)");
	expect(lines).toContain("Taken off,Taken by banks,1,-7.77");
});
