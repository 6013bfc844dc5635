import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { completeThinEvents } from "../../src/intake/complete-thin-events.ts";
import { openStripeReader, type StripeReader } from "../../src/intake/stripe-reader.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import {
	chargeRefunded,
	chargeSucceeded,
	giftEvents,
	paymentIntentSucceeded,
	type SandboxEvent,
} from "../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../src/sandbox/stripe-gift.ts";
import { aCampaign, NOW } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import {
	inbox,
	type LogLine,
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	standing,
	startApi,
	wholeLedger,
} from "../support/running-api.ts";

const KEY = "sk_test_thinevents";

let database: TestDatabase;
let sandbox: StripeSandbox;
let stripe: StripeReader;
let api: RunningApi;
const logged: LogLine[] = [];

beforeAll(async () => {
	database = await openCampaignDatabase(aCampaign());
	sandbox = await startStripeSandbox({ secret: "whsec_unused" });
	stripe = await openStripeReader(KEY, sandbox.url);
	api = await startApi(database.url, { STRIPE_API_KEY: KEY, STRIPE_API_BASE: sandbox.url });
});
afterAll(async () => {
	await api?.stop();
	await sandbox?.close();
	await database?.drop();
});

function aGift(id: string, changes: Partial<SandboxGift> = {}): SandboxGift {
	return { id, amount: 4_000, currency: "usd", at: NOW, livemode: false, name: "Ottoline Quimby", ...changes };
}

/** What Stripe sends in place of this snapshot: its type and what it is about, and nothing else. */
function thin(snapshot: SandboxEvent, changes: object = {}) {
	const { id, object } = snapshot.data.object;
	const folder = { charge: "charges", payment_intent: "payment_intents" }[String(object)] ?? "checkout/sessions";
	return {
		id: `evt_thin_${snapshot.id}`,
		object: "v2.core.event",
		type: `v1.${snapshot.type}`,
		created: new Date(snapshot.created * 1000).toISOString(),
		livemode: snapshot.livemode,
		context: null,
		snapshot_event: snapshot.id,
		related_object: { id, type: object, url: `/v1/${folder}/${id}` },
		...changes,
	};
}

async function take(event: object): Promise<void> {
	const answer = await api.send(event);
	expect([answer.status, answer.text]).toEqual([200, '{"received":true}']);
}

function complete(reader: StripeReader | null = stripe) {
	const directory = openCampaignDirectory(database.pool);
	const log = (level: string, sentence: string, fields = {}) => void logged.push({ level, sentence, fields });
	return completeThinEvents({ pool: database.pool, directory, stripe: reader, log, now: Date.now });
}

/** Those put off are due now, as if their waiting time had passed. */
async function waitIsOver(): Promise<void> {
	await database.pool.query("update stripe_event set complete_at = now() where outcome = 'awaiting'");
}

async function total(): Promise<number> {
	return (await standing(database.pool)).total;
}

async function kept(event: { readonly id: string }) {
	return (await inbox(database.pool)).find((row) => row.event_id === event.id);
}

describe("a thin event", () => {
	test("is kept and acknowledged, and counts once its snapshot was fetched", async () => {
		const charged = chargeSucceeded(aGift("snapshot"));
		sandbox.emit(charged);
		const before = await total();
		await take(thin(charged));
		expect(await kept(thin(charged))).toMatchObject({ outcome: "awaiting" });
		expect(await total()).toBe(before);
		await complete();
		expect(await kept(thin(charged))).toMatchObject({ outcome: "recorded" });
		expect(await total()).toBe(before + 4_000);
	});

	test("that names no snapshot counts once its object was fetched", async () => {
		const charged = chargeSucceeded(aGift("object"));
		sandbox.emit(charged);
		const before = await total();
		await take(thin(charged, { snapshot_event: null }));
		await complete();
		expect(await total()).toBe(before + 4_000);
	});

	test("about a refund lowers the total", async () => {
		const gift = aGift("refunded");
		await take(chargeSucceeded(gift));
		const before = await total();
		const refunded = chargeRefunded(gift, 1_500);
		sandbox.emit(refunded);
		await take(thin(refunded));
		await complete();
		expect(await total()).toBe(before - 1_500);
	});

	test.each([
		["after the snapshot", (events: readonly object[]) => events],
		["before the snapshot", (events: readonly object[]) => [...events].reverse()],
	])("and snapshots of the same money, %s: counted once", async (name, ordered) => {
		const gift = aGift(name.replace(/\W/g, ""));
		const snapshots = giftEvents(gift).all;
		sandbox.emit(...snapshots);
		const before = await total();
		for (const event of ordered([...snapshots, ...snapshots.map((one) => thin(one))])) {
			await take(event);
			await complete();
		}
		expect(await total()).toBe(before + 4_000);
		const whole = await wholeLedger(database.pool);
		for (const one of snapshots) await take(thin(one));
		await complete();
		expect(await wholeLedger(database.pool)).toEqual(whole);
	});

	test("is completed once by two workers at the same time", async () => {
		const paid = Array.from({ length: 5 }, (_, n) => paymentIntentSucceeded(aGift(`both${n}`)));
		sandbox.emit(...paid);
		const before = await total();
		await Promise.all(paid.map((one) => take(thin(one))));
		await Promise.all([complete(), complete(), complete()]);
		expect(await total()).toBe(before + 20_000);
		expect((await inbox(database.pool)).filter((row) => row.outcome === "awaiting")).toEqual([]);
	});

	test("of the other mode is kept as unplaced", async () => {
		const charged = chargeSucceeded(aGift("livemoney", { livemode: true }));
		sandbox.emit(charged);
		const before = await total();
		await take(thin(charged));
		await complete();
		expect(await kept(thin(charged))).toMatchObject({ outcome: "unplaced", reason: "wrong-mode" });
		expect(await total()).toBe(before);
	});

	test("about something else is ignored, and nothing is fetched for it", async () => {
		const other = {
			...thin(chargeSucceeded(aGift("other"))),
			id: "evt_thin_meter",
			type: "v1.billing.meter.error_report_triggered",
		};
		await take(other);
		expect(await kept(other)).toMatchObject({ outcome: "ignored", reason: expect.stringContaining("meter") });
	});

	test("whose object Stripe no longer has is set aside, with what is missing", async () => {
		const lost = thin(chargeSucceeded(aGift("lost")));
		await take(lost);
		await complete();
		expect(await kept(lost)).toMatchObject({ outcome: "set-aside", reason: expect.stringContaining("ch_lost") });
	});

	test("waits while Stripe can't be reached, says so, and counts when it can", async () => {
		const charged = chargeSucceeded(aGift("patient"));
		sandbox.emit(charged);
		const before = await total();
		await take(thin(charged));
		const elsewhere = await startStripeSandbox({ secret: "whsec_unused" });
		const unreachable = await openStripeReader(KEY, elsewhere.url);
		await elsewhere.close();
		await complete(unreachable);
		expect(await kept(thin(charged))).toMatchObject({ outcome: "awaiting", reason: expect.stringContaining("Stripe") });
		expect(await total()).toBe(before);
		await waitIsOver();
		await complete();
		expect(await total()).toBe(before + 4_000);
	});

	test("that the database won't take is set aside alone: those behind it count", async () => {
		await database.pool.query(
			`create function refuse_poison() returns trigger language plpgsql as
			 $$ begin raise exception 'No %', new.gift_id; end $$`,
		);
		await database.pool.query(
			`create trigger refuse_poison before insert on ledger_entry for each row
			 when (new.gift_id = 'pi_poison') execute function refuse_poison()`,
		);
		const paid = ["poison", "behind1", "behind2"].map((id) => paymentIntentSucceeded(aGift(id)));
		sandbox.emit(...paid);
		const before = await total();
		for (const one of paid) await take(thin(one));
		await complete();
		await database.pool.query("drop trigger refuse_poison on ledger_entry");
		expect(await total()).toBe(before + 8_000);
		expect((await inbox(database.pool)).filter((row) => row.reason === "No pi_poison")).toMatchObject([
			{ event_id: "evt_thin_evt_payment_intent_succeeded_poison", outcome: "set-aside" },
		]);
	});
});

describe("without a Stripe key", () => {
	test("a thin event is refused with the setting to change, and not kept; snapshots are taken as ever", async () => {
		const bare = await startApi(database.url);
		const charged = chargeSucceeded(aGift("nokey"));
		const before = await total();
		const refused = await bare.send(thin(charged));
		const taken = await bare.send(charged);
		await bare.stop();
		expect([refused.status, refused.headers["content-type"]]).toEqual([422, "application/problem+json"]);
		expect(JSON.parse(refused.text)).toMatchObject({
			code: "thin-event",
			detail: expect.stringContaining("STRIPE_API_KEY"),
		});
		expect(await kept(thin(charged))).toBeUndefined();
		expect([taken.status, await total()]).toEqual([200, before + 4_000]);
	});

	test("what waits goes on waiting", async () => {
		const charged = chargeSucceeded(aGift("keygone"));
		sandbox.emit(charged);
		await take(thin(charged));
		expect(await complete(null)).toEqual([]);
		expect(await kept(thin(charged))).toMatchObject({ outcome: "awaiting" });
		await complete();
	});
});

test("the ledger adds up, and neither answers nor logs hold a name, the key or a secret", async () => {
	expect(await ledgerFaults(database.pool)).toEqual([]);
	expect(logged.length).toBeGreaterThan(0);
	expect(JSON.stringify([api.answered, api.logged, logged])).not.toMatch(/Ottoline|Quimby|sk_test|whsec/);
});
