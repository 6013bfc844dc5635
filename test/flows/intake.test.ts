import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { signBody, signedDelivery } from "../../src/sandbox/stripe-delivery.ts";
import {
	chargeRefunded,
	chargeSucceeded,
	checkoutCompleted,
	disputeEvent,
	giftEvents,
	invoicePaid,
	invoicePaymentPaid,
	paymentIntentProcessing,
	paymentIntentSucceeded,
	refundCreated,
	refundFailed,
} from "../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../src/sandbox/stripe-gift.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import {
	type Answer,
	inbox,
	ledgerFaults,
	OTHER_SECRET,
	openCampaignDatabase,
	type RunningApi,
	SECRET,
	standing,
	startApi,
	wholeLedger,
} from "../support/running-api.ts";

const NAME = "Wilhelmina Ostrander";
const EMAIL = "wilhelmina@ostrander.example";

let database: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
	database = await openCampaignDatabase(
		aCampaign(),
		aCampaign({ id: "linked", slug: "linked-drive", isDefault: false, paymentLinks: ["plink_ours"] }),
		aCampaign({ id: "live-money", slug: "live-money", isDefault: false, livemode: true }),
	);
	api = await startApi(database.url);
});
afterAll(async () => {
	await api?.stop();
	await database?.drop();
});

function aGift(id: string, changes: Partial<SandboxGift> = {}): SandboxGift {
	return { id, amount: 5_000, currency: "usd", at: NOW, livemode: false, name: NAME, email: EMAIL, ...changes };
}

async function sendAll(...events: readonly (object | null)[]): Promise<void> {
	for (const event of events) {
		if (event === null) continue;
		const answer = await api.send(event);
		expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
	}
}

/** How the campaign's figures differ after `work`. */
async function changeOf(work: () => Promise<void>, campaignId?: string) {
	const before = await standing(database.pool, campaignId);
	await work();
	const after = await standing(database.pool, campaignId);
	return {
		total: after.total - before.total,
		cash: after.cash - before.cash,
		gifts: after.gifts - before.gifts,
		monthly: after.monthly - before.monthly,
	};
}

const NO_CHANGE = { total: 0, cash: 0, gifts: 0, monthly: 0 };

async function reasonFor(ref: string): Promise<string | null | undefined> {
	const { rows } = await database.pool.query<{ unplaced_reason: string | null }>(
		"select unplaced_reason from gift where id = $1 or id in (select gift_id from gift_ref where ref = $1)",
		[ref],
	);
	return rows[0]?.unplaced_reason;
}

function problemIn({ headers, text }: Answer): { status: number; code: string; detail: string; requestId: string } {
	expect(headers["content-type"]).toMatch(/^application\/problem\+json/);
	return JSON.parse(text);
}

describe("what is not Stripe's word is refused, and nothing of it is kept", () => {
	const body = Buffer.from(JSON.stringify(paymentIntentSucceeded(aGift("refused"))));
	const good = () => signBody(body, SECRET, Date.now());
	const withHeaders = (headers: Record<string, string>) => ({ body, headers: { ...good().headers, ...headers } });
	const without = (name: string) => ({
		body,
		headers: Object.fromEntries(Object.entries(good().headers).filter(([key]) => key !== name)),
	});
	const huge = Buffer.from(
		JSON.stringify({ ...paymentIntentSucceeded(aGift("huge")), filler: "x".repeat(1024 * 1024) }),
	);

	const cases: [string, () => { body: Buffer; headers: Record<string, string> }, number, string][] = [
		["no signature", () => without("stripe-signature"), 401, "no-signature"],
		["an unreadable signature", () => withHeaders({ "stripe-signature": "v1=zz" }), 401, "no-signature"],
		["another's secret", () => ({ ...signBody(body, "whsec_stranger", Date.now()) }), 400, "bad-signature"],
		[
			"a body that was changed",
			() => ({ ...good(), body: Buffer.from(body.toString().replace("5000", "9000")) }),
			400,
			"bad-signature",
		],
		["a signature of ten minutes ago", () => ({ ...signBody(body, SECRET, Date.now() - 600_000) }), 400, "too-old"],
		["a signature of tomorrow", () => ({ ...signBody(body, SECRET, Date.now() + 86_400_000) }), 400, "from-the-future"],
		["a form", () => withHeaders({ "content-type": "application/x-www-form-urlencoded" }), 415, "wrong-type"],
		["no content type", () => without("content-type"), 415, "wrong-type"],
		["an encoding nobody knows", () => withHeaders({ "content-encoding": "rot13" }), 415, "wrong-type"],
		["broken JSON", () => ({ ...signBody(body.subarray(0, -5), SECRET, Date.now()) }), 400, "not-json"],
		[
			"JSON that is no event",
			() => ({ ...signBody(Buffer.from('{"hello":1}'), SECRET, Date.now()) }),
			400,
			"not-an-event",
		],
		["an empty body", () => ({ ...signBody(Buffer.alloc(0), SECRET, Date.now()) }), 400, "not-json"],
		["more than a megabyte", () => ({ ...signBody(huge, SECRET, Date.now()) }), 413, "too-large"],
	];

	test.each(cases)("%s", async (_name, delivery, status, code) => {
		const before = await wholeLedger(database.pool);
		const kept = await inbox(database.pool);
		const answer = await api.post(delivery());
		const problem = problemIn(answer);
		expect([answer.status, problem.status, problem.code]).toEqual([status, status, code]);
		expect(problem.detail).toMatch(/\w/);
		expect(problem.requestId).toBe(answer.headers["x-request-id"]);
		expect(await inbox(database.pool)).toEqual(kept);
		expect(await wholeLedger(database.pool)).toEqual(before);
	});

	test("each of several secrets is good, and so is a delivery signed with an unknown and a known one", async () => {
		expect((await api.send({ ...paymentIntentProcessing(aGift("secrets")), id: "evt_secret_1" }, SECRET)).status).toBe(
			200,
		);
		expect(
			(await api.send({ ...paymentIntentProcessing(aGift("secrets")), id: "evt_secret_2" }, OTHER_SECRET)).status,
		).toBe(200);
		const event = { ...paymentIntentProcessing(aGift("secrets")), id: "evt_secret_3" };
		const at = Date.now();
		const [old, current] = ["whsec_rolled_away", OTHER_SECRET].map((secret) => signedDelivery(event, secret, at));
		const signature = current?.headers["stripe-signature"]?.split(",")[1];
		const headers = { ...old?.headers, "stripe-signature": `${old?.headers["stripe-signature"]},${signature}` };
		expect((await api.post({ body: old?.body ?? Buffer.alloc(0), headers })).status).toBe(200);
		const ids = (await inbox(database.pool)).map((row) => row.event_id).filter((id) => id.startsWith("evt_secret"));
		expect(ids).toEqual(["evt_secret_1", "evt_secret_2", "evt_secret_3"]);
	});

	test("without any secret the answer says which setting to change", async () => {
		const bare = await startApi(database.url, { STRIPE_WEBHOOK_SECRETS: "" });
		const answer = await bare.send(paymentIntentSucceeded(aGift("unset")));
		await bare.stop();
		expect(answer.status).toBe(503);
		expect(problemIn(answer).detail).toContain("STRIPE_WEBHOOK_SECRETS");
	});

	test("the body is kept byte for byte", async () => {
		const odd =
			Buffer.from(`{ "id":"evt_odd",\n"object":"event","type":"balance.available", "livemode":false,"created":1795197600,
			"api_version":null,"data":{"object":{"name":"Zo\\u00eb \u{1f514}"}}}  `);
		expect((await api.sendBody(odd)).status).toBe(200);
		const { rows } = await database.pool.query<{ raw: Buffer }>(
			"select raw from stripe_event where event_id = 'evt_odd'",
		);
		expect(rows[0]?.raw.equals(odd)).toBe(true);
	});
});

describe("only paid money moves the total", () => {
	test("four events about one payment count it once, in either order", async () => {
		const [one, two] = [giftEvents(aGift("once")), giftEvents(aGift("backwards"))];
		expect(await changeOf(() => sendAll(...one.all))).toEqual({ total: 5_000, cash: 5_000, gifts: 1, monthly: 0 });
		expect(await changeOf(() => sendAll(...[...two.all].reverse()))).toEqual({
			total: 5_000,
			cash: 5_000,
			gifts: 1,
			monthly: 0,
		});
	});

	test("a bank debit counts when it clears", async () => {
		const debit = aGift("debit", { pending: true });
		expect(await changeOf(() => sendAll(...giftEvents(debit).all))).toEqual(NO_CHANGE);
		const cleared = { ...paymentIntentSucceeded(debit), id: "evt_cleared" };
		expect((await changeOf(() => sendAll(cleared))).total).toBe(5_000);
	});

	test("a monthly gift counts twelve months once; its renewal is cash", async () => {
		const monthly = aGift("monthly", { monthly: true, amount: 2_000 });
		expect(await changeOf(() => sendAll(...giftEvents(monthly).all))).toEqual({
			total: 24_000,
			cash: 2_000,
			gifts: 1,
			monthly: 1,
		});
		const renewal = () => sendAll(invoicePaid(monthly, 1), invoicePaymentPaid(monthly, 1));
		expect(await changeOf(renewal)).toEqual({ ...NO_CHANGE, cash: 2_000 });
	});

	test("refunds lower it, told one by one and in sum alike; one that fails gives its money back", async () => {
		const gift = aGift("refunds");
		await sendAll(chargeSucceeded(gift));
		const first = { refundId: "re_1", amount: 1_200 };
		expect((await changeOf(() => sendAll(refundCreated(gift, first)))).total).toBe(-1_200);
		expect(await changeOf(() => sendAll(chargeRefunded(gift, 1_200)))).toEqual(NO_CHANGE);
		expect((await changeOf(() => sendAll(refundFailed(gift, first)))).total).toBe(1_200);
		expect(await changeOf(() => sendAll(chargeRefunded(gift, 5_000)))).toMatchObject({ total: -3_800, cash: -3_800 });
	});

	test("a dispute lowers it when the money is withdrawn, and raises it when it is won", async () => {
		const gift = aGift("dispute");
		await sendAll(chargeSucceeded(gift));
		expect(await changeOf(() => sendAll(disputeEvent(gift, "created", "needs_response")))).toEqual(NO_CHANGE);
		expect((await changeOf(() => sendAll(disputeEvent(gift, "funds_withdrawn", "under_review")))).total).toBe(-5_000);
		expect(await changeOf(() => sendAll(disputeEvent(gift, "closed", "lost")))).toEqual(NO_CHANGE);
		expect((await changeOf(() => sendAll(disputeEvent(gift, "funds_reinstated", "won")))).total).toBe(5_000);
	});

	test("a refund that comes before its payment waits for it", async () => {
		const gift = aGift("early");
		expect(await changeOf(() => sendAll(chargeRefunded(gift, 2_000)))).toEqual(NO_CHANGE);
		expect(await reasonFor("ch_early")).toBe("waits-for-its-payment");
		expect((await changeOf(() => sendAll(chargeSucceeded(gift)))).total).toBe(3_000);
		expect(await reasonFor("ch_early")).toBeNull();
	});

	test("all of it again, under the same event ids and under new ones, changes nothing", async () => {
		const again = [
			...["once", "backwards"].flatMap((id) => giftEvents(aGift(id)).all),
			...giftEvents(aGift("monthly", { monthly: true, amount: 2_000 })).all,
			chargeRefunded(aGift("refunds"), 5_000),
			disputeEvent(aGift("dispute"), "closed", "lost"),
		];
		const before = await wholeLedger(database.pool);
		await sendAll(...again);
		expect(await wholeLedger(database.pool)).toEqual(before);
		await sendAll(...again.map((event) => ({ ...event, id: `${event.id}_again` })));
		expect(await wholeLedger(database.pool)).toEqual(before);
	});
});

describe("a gift finds its campaign", () => {
	test.each([
		["by its id in metadata", { campaign: "linked" }],
		["by its slug in metadata", { campaign: "linked-drive" }],
		["by the payment link", { paymentLink: "plink_ours" }],
	])("%s", async (how, changes) => {
		const gift = aGift(how.replace(/\W/g, ""), changes);
		expect((await changeOf(() => sendAll(checkoutCompleted(gift)), "linked")).total).toBe(5_000);
	});

	test("by the default where it names none, and where its link is nobody's", async () => {
		const change = await changeOf(() =>
			sendAll(checkoutCompleted(aGift("default")), checkoutCompleted(aGift("stray", { paymentLink: "plink_other" }))),
		);
		expect(change.total).toBe(10_000);
	});

	test("and moves when a later event knows better", async () => {
		const gift = aGift("moves", { paymentLink: "plink_ours" });
		expect((await changeOf(() => sendAll(chargeSucceeded(gift)))).total).toBe(5_000);
		const session = () => sendAll(checkoutCompleted(gift));
		const left = await changeOf(async () => {
			expect((await changeOf(session, "linked")).total).toBe(5_000);
		});
		expect(left).toEqual({ total: -5_000, cash: -5_000, gifts: -1, monthly: 0 });
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});

	test.each([
		["wrong-mode", { campaign: "live-money" }],
		["wrong-mode", { livemode: true }],
		["wrong-currency", { currency: "eur" }],
		["unknown-campaign", { campaign: "last-year" }],
	])("or stays unplaced: %s %j", async (reason, changes) => {
		const gift = aGift(`stays${JSON.stringify(changes).replace(/\W/g, "")}`, changes);
		const event = paymentIntentSucceeded(gift);
		const before = await wholeLedger(database.pool);
		await sendAll(event);
		const after = await wholeLedger(database.pool);
		expect([after.entries, after.tallies]).toEqual([before.entries, before.tallies]);
		expect(await reasonFor(`pi_${gift.id}`)).toBe(reason);
		expect(await inbox(database.pool)).toContainEqual({ event_id: event.id, outcome: "unplaced", reason });
	});
});

describe("what is kept without being counted", () => {
	test("an event about something else is ignored, and says why", async () => {
		await sendAll({ ...paymentIntentSucceeded(aGift("else")), id: "evt_else", type: "payout.paid" });
		expect(await inbox(database.pool)).toContainEqual(
			expect.objectContaining({
				event_id: "evt_else",
				outcome: "ignored",
				reason: expect.stringContaining("payout.paid"),
			}),
		);
	});

	test("a payment nobody can read is set aside for a person", async () => {
		const event = paymentIntentSucceeded(aGift("unread"));
		await sendAll({ ...event, data: { object: { ...event.data.object, amount: "much", amount_received: null } } });
		const kept = (await inbox(database.pool)).find((row) => row.event_id === event.id);
		expect(kept).toMatchObject({ outcome: "set-aside", reason: expect.stringContaining("amount") });
	});
});

test("the ledger is gap-free and adds up, and nothing that was answered or logged holds a person or a secret", async () => {
	expect(await ledgerFaults(database.pool)).toEqual([]);
	const said = JSON.stringify([api.answered, api.logged]);
	expect(api.logged.length).toBeGreaterThan(5);
	for (const kept of [NAME, "Wilhelmina", "ostrander", SECRET, OTHER_SECRET, "whsec_the", "postgres:"]) {
		expect(said.toLowerCase()).not.toContain(kept.toLowerCase());
	}
});
