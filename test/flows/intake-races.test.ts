import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openPool } from "../../src/db/pool.ts";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import {
	chargeRefunded,
	checkoutCompleted,
	giftEvents,
	paymentIntentSucceeded,
	refundCreated,
	stripeEvent,
} from "../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../src/sandbox/stripe-gift.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openDatabaseProxy } from "../support/database-proxy.ts";
import {
	type Answer,
	inbox,
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	standing,
	startApi,
} from "../support/running-api.ts";
import { until } from "../support/until.ts";

const NAME = "Thessaly Vandermeer";

let database: TestDatabase;
const apis: RunningApi[] = [];

beforeEach(async () => {
	database = await openCampaignDatabase(
		aCampaign(),
		aCampaign({ id: "linked", slug: "linked", isDefault: false, paymentLinks: ["plink_ours"] }),
	);
});
afterEach(async () => {
	const said = JSON.stringify(apis.map((api) => [api.answered, api.logged]));
	await Promise.all(apis.splice(0).map((api) => api.stop()));
	await database.drop();
	expect(said).not.toMatch(/Thessaly|Vandermeer|vandermeer\.example|whsec_|postgres(ql)?:\/\//);
});

async function start(url = database.url): Promise<RunningApi> {
	const api = await startApi(url);
	apis.push(api);
	return api;
}

function aGift(id: string, changes: Partial<SandboxGift> = {}): SandboxGift {
	const giver = { name: NAME, email: `${id}@vandermeer.example` };
	return { id, amount: 1_000, currency: "usd", at: NOW, livemode: false, ...giver, ...changes };
}

function times<T>(count: number, make: (n: number) => T): T[] {
	return Array.from({ length: count }, (_, n) => make(n));
}

function shuffled<T>(all: readonly T[], seed: number): T[] {
	const random = seededRandom(seed);
	return all
		.map((one) => ({ one, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}

/** Acknowledged is durable: seen by a connection that had no part in it, at the moment of the answer. */
async function expectKept(event: { readonly id: string }, answer: Answer): Promise<void> {
	expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
	const { rowCount } = await database.pool.query("select from stripe_event where event_id = $1", [event.id]);
	expect(rowCount).toBe(1);
}

/** As Stripe does: again until it is acknowledged. Gives every answer on the way. */
async function sendUntilTaken(api: RunningApi, event: { readonly id: string }): Promise<Answer[]> {
	const answers: Answer[] = [];
	await until(`${event.id} to be acknowledged`, async () => {
		const answer = await api.send(event);
		answers.push(answer);
		if (answer.status === 200) await expectKept(event, answer);
		return answer.status === 200;
	});
	return answers;
}

function expectAway({ status, headers, text }: Answer): void {
	expect([status, headers["content-type"]]).toEqual([503, "application/problem+json"]);
	expect(Number(headers["retry-after"])).toBeGreaterThan(0);
	expect(JSON.parse(text)).toMatchObject({
		status: 503,
		code: "unavailable",
		detail: expect.stringContaining("again"),
	});
}

describe("several APIs on one database", () => {
	test("that get the same and related events at once, each in another order, keep one gap-free ledger", async () => {
		const [one, two, three] = [await start(), await start(), await start()];
		const singles = times(15, (n) => aGift(`single${n}`, n % 3 === 0 ? { paymentLink: "plink_ours" } : {}));
		const monthly = times(6, (n) => aGift(`monthly${n}`, { monthly: true }));
		const refunded = singles.slice(0, 5);
		const events = [
			...[...singles, ...monthly].flatMap((gift) => giftEvents(gift).all),
			...refunded.flatMap((gift) => [refundCreated(gift, { amount: 400 }), chargeRefunded(gift, 400)]),
		];
		await Promise.all(
			[one, two, three].flatMap((api, n) =>
				shuffled(events, n + 1).map(async (event) => expectKept(event, await api.send(event))),
			),
		);
		expect(await ledgerFaults(database.pool)).toEqual([]);
		// Of 15 single gifts every third came by the link; of the five with 4.00 back two did (0 and 3). Monthly: twelve months each.
		expect(await standing(database.pool, "linked")).toEqual({ total: 4_200, cash: 4_200, gifts: 5, monthly: 0 });
		expect(await standing(database.pool)).toEqual({ total: 80_800, cash: 14_800, gifts: 16, monthly: 6 });
		expect((await inbox(database.pool)).map((row) => row.event_id).sort()).toEqual(events.map((one) => one.id).sort());
	});

	test("that are told of one gift under two campaigns at the same moment end with it in one, once", async () => {
		const [one, two] = [await start(), await start()];
		for (const n of times(12, (n) => n)) {
			const gift = aGift(`torn${n}`, { paymentLink: "plink_ours" });
			// The payment knows no campaign and goes to the default; the session knows the link.
			const [payment, session] = [paymentIntentSucceeded(gift), checkoutCompleted(gift)];
			await Promise.all([
				one.send(payment).then((answer) => expectKept(payment, answer)),
				two.send(session).then((answer) => expectKept(session, answer)),
			]);
		}
		expect(await ledgerFaults(database.pool)).toEqual([]);
		expect(await standing(database.pool)).toEqual({ total: 0, cash: 0, gifts: 0, monthly: 0 });
		expect(await standing(database.pool, "linked")).toEqual({ total: 12_000, cash: 12_000, gifts: 12, monthly: 0 });
	});

	test("also where one event knows only a name that the other knows beside its own", async () => {
		const [one, two] = [await start(), await start()];
		for (const n of times(12, (n) => n)) {
			const gift = aGift(`billed${n}`);
			const common = { currency: "usd", amount_paid: 1_000, livemode: false };
			const invoice = stripeEvent(gift, "invoice.paid", {
				...common,
				id: `in_${gift.id}`,
				object: "invoice",
				metadata: { campaign: "linked" },
			});
			const payment = { type: "payment_intent", payment_intent: `pi_${gift.id}` };
			const paid = stripeEvent(gift, "invoice_payment.paid", {
				...common,
				id: `inpay_${n}`,
				invoice: `in_${gift.id}`,
				payment,
			});
			await Promise.all([
				one.send(invoice).then((answer) => expectKept(invoice, answer)),
				two.send(paid).then((answer) => expectKept(paid, answer)),
			]);
		}
		expect(await ledgerFaults(database.pool)).toEqual([]);
		expect(await standing(database.pool)).toEqual({ total: 0, cash: 0, gifts: 0, monthly: 0 });
		expect(await standing(database.pool, "linked")).toEqual({ total: 12_000, cash: 12_000, gifts: 12, monthly: 0 });
	});
});

describe("an event that the database won't take", () => {
	test("is set aside alone: 50 neighbours in its batch are on the ledger", async () => {
		const api = await start();
		await database.pool.query(
			`create function refuse_poison() returns trigger language plpgsql as
			 $$ begin raise exception 'No % by %', new.gift_id, (select state from gift where id = new.gift_id); end $$`,
		);
		await database.pool.query(
			`create trigger refuse_poison before insert on ledger_entry for each row
			 when (new.gift_id = 'pi_poison') execute function refuse_poison()`,
		);
		const poison = paymentIntentSucceeded(aGift("poison", { consents: { name: true } }));
		const events = times(50, (n) => paymentIntentSucceeded(aGift(`near${n}`)));
		events.splice(20, 0, poison);
		await Promise.all(events.map(async (event) => expectKept(event, await api.send(event))));
		const aside = (await inbox(database.pool)).filter((row) => row.outcome !== "recorded");
		expect(aside).toMatchObject([
			{ event_id: poison.id, outcome: "set-aside", reason: expect.stringContaining("pi_poison") },
		]);
		expect(await standing(database.pool)).toMatchObject({ total: 50_000, gifts: 50 });
		expect(await ledgerFaults(database.pool)).toEqual([]);
		expect(api.logged).toContainEqual(
			expect.objectContaining({ level: "error", fields: expect.objectContaining({ eventId: poison.id }) }),
		);
	});
});

describe("the database goes away", () => {
	test("while it is, nothing is acknowledged; back again, everything works without a restart", async () => {
		const proxy = await openDatabaseProxy(database.url);
		const api = await start(proxy.url);
		const [before, during] = [paymentIntentSucceeded(aGift("before")), paymentIntentSucceeded(aGift("during"))];
		await expectKept(before, await api.send(before));
		await proxy.cut();
		expectAway(await api.send(during));
		expectAway(await api.send(before));
		await proxy.restore();
		await sendUntilTaken(api, during);
		await sendUntilTaken(api, before);
		expect(await standing(database.pool)).toMatchObject({ total: 2_000, gifts: 2 });
		await api.stop();
		await proxy.close();
	});

	test("in the middle of a wave, several times: nothing acknowledged is lost, nothing is counted twice", async () => {
		const proxy = await openDatabaseProxy(database.url);
		const [shaken, steady] = [await start(proxy.url), await start()];
		const gifts = times(40, (n) => aGift(`wave${n}`));
		const events = shuffled(
			gifts.flatMap((gift) => giftEvents(gift).all),
			7,
		);
		let refused = 0;
		let taken = 0;
		const wave = Promise.all(
			events.map(async (event, n) => {
				const answers = await sendUntilTaken(n % 4 === 0 ? steady : shaken, event);
				for (const answer of answers.slice(0, -1)) expectAway(answer);
				refused += answers.length - 1;
				taken += 1;
				if (taken % 30 === 0) proxy.shake();
			}),
		);
		proxy.shake();
		await wave;
		expect(refused).toBeGreaterThan(0);
		expect(await standing(database.pool)).toEqual({ total: 40_000, cash: 40_000, gifts: 40, monthly: 0 });
		expect(await ledgerFaults(database.pool)).toEqual([]);
		await shaken.stop();
		await proxy.close();
	});

	test("by an administrator's hand: connections ended, no new ones let in", async () => {
		const api = await start();
		const [before, during] = [paymentIntentSucceeded(aGift("before")), paymentIntentSucceeded(aGift("during"))];
		await expectKept(before, await api.send(before));
		const elsewhere = new URL(database.url);
		const name = elsewhere.pathname.slice(1);
		elsewhere.pathname = "/postgres";
		const admin = openPool(elsewhere.href, { max: 1, applicationName: "test administrator" });
		await admin.query(`alter database ${name} allow_connections false`);
		await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
		await until("the API to notice", async () => (await api.send(during)).status === 503);
		expectAway(await api.send(during));
		await admin.query(`alter database ${name} allow_connections true`);
		await admin.end();
		await sendUntilTaken(api, during);
		expect(await standing(database.pool)).toMatchObject({ total: 2_000, gifts: 2 });
	});
});
