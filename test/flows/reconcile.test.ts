import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { examineBooks } from "../../src/doctor/books.ts";
import { arrivalOf } from "../../src/intake/arrival.ts";
import { type Intake, openIntake } from "../../src/intake/intake.ts";
import { readEnvelope } from "../../src/intake/stripe-envelope.ts";
import { openStripeReader, type StripeReader, StripeUnreadable } from "../../src/intake/stripe-reader.ts";
import { keepUp } from "../../src/reconcile/back-fill.ts";
import { compareBooks } from "../../src/reconcile/compare-books.ts";
import { repairFinding } from "../../src/reconcile/repair.ts";
import { askForRun, endRun, takeRun } from "../../src/reconcile/runs.ts";
import { type StripeSandbox, startStripeSandbox } from "../../src/sandbox/stripe.ts";
import {
	chargeRefunded,
	disputeEvent,
	giftEvents,
	paymentIntentSucceeded,
	refundCreated,
	type SandboxEvent,
	stripeEvent,
} from "../../src/sandbox/stripe-events.ts";
import type { SandboxGift } from "../../src/sandbox/stripe-gift.ts";
import { subscriptionObject } from "../../src/sandbox/stripe-monthly-objects.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { ledgerFaults, openCampaignDatabase, standing } from "../support/running-api.ts";

const NOW = Date.now();
const HOUR = 3_600_000;
const campaign = aCampaign({
	opensAt: NOW - 5 * HOUR,
	closesAt: NOW + 5 * HOUR,
	paymentLinks: ["plink_1"],
	rules: [
		aRule("every", { kind: "every", step: 10_000 }),
		aRule("hour", { kind: "hour-target", target: 5_000 }),
		aRule("large", { kind: "large-gift", atLeast: 2_000 }),
	],
});

let database: TestDatabase;
let sandbox: StripeSandbox;
let stripe: StripeReader;
let intake: ReturnType<typeof openIntake>;

beforeAll(async () => {
	database = await openCampaignDatabase(campaign);
	sandbox = await startStripeSandbox({ secret: "whsec_sandbox" });
	stripe = await openStripeReader("sk_test_sandbox", sandbox.url);
	const { pool } = database;
	const directory = openCampaignDirectory(pool);
	intake = openIntake({ pool, directory, dispatch: () => {}, log: () => {}, now: Date.now });
});
afterAll(async () => {
	await sandbox.close();
	await database.drop();
});

function aGift(id: string, amount: number, at = NOW - 2 * HOUR, changes: Partial<SandboxGift> = {}): SandboxGift {
	const giver = { name: `Giver ${id}`, email: `${id}@example.org`, campaign: campaign.id };
	return { id, amount, currency: "usd", at, livemode: false, ...giver, ...changes };
}

async function arrives(event: SandboxEvent) {
	const envelope = readEnvelope(event);
	if (typeof envelope === "string") throw new Error(envelope);
	await intake.take(arrivalOf(envelope, Buffer.from(JSON.stringify(event))));
}

const span = { from: NOW - 4 * HOUR, to: NOW + HOUR };
const compare = () => compareBooks({ pool: database.pool, stripe }, span);
const said = async () => (await compare()).map(({ kind, object, ours, theirs }) => [kind, object, ours, theirs]);

describe("after an outage in the middle of a drive", () => {
	const gifts = Array.from({ length: 120 }, (_, n) => aGift(`out${n}`, 2_500, NOW - 2 * HOUR + n * 1_000));
	const events = gifts.flatMap((gift) => giftEvents(gift).all);

	test("what never came comes in by itself, once, although Stripe sends it after all", async () => {
		sandbox.keep(...events);
		sandbox.refuseNext(429, 2);
		expect(await keepUp({ pool: database.pool, stripe, intake }, NOW)).toBe(events.length);
		const brought = { total: 300_000, cash: 300_000, gifts: 120, monthly: 0 };
		expect(await standing(database.pool)).toEqual(brought);
		for (const event of events) await arrives(event);
		expect(await keepUp({ pool: database.pool, stripe, intake }, NOW)).toBe(0);
		expect(await standing(database.pool)).toEqual(brought);
		expect(await ledgerFaults(database.pool)).toEqual([]);
	}, 180_000);

	test("its totals are announced, and nothing about an hour that is long over", async () => {
		const { rows } = await database.pool.query<{ rule: string; count: number }>(
			"select rule_id as rule, count(*)::int as count from announcement group by 1",
		);
		expect(rows).toEqual([{ rule: "every", count: 30 }]);
	});

	test("the inbox says that they were fetched", async () => {
		const { rows } = await database.pool.query("select distinct outcome, reason from stripe_event");
		expect(rows).toEqual([{ outcome: "recorded", reason: "Fetched from Stripe: it had not come by itself." }]);
	});
});

describe("the ledger held against Stripe's books", () => {
	test("agrees where nothing is amiss", async () => {
		expect(await said()).toEqual([]);
	});

	test("finds what is missing, unexpected and different, and takes in what Stripe has", async () => {
		const [missing, partly, unknown] = [aGift("missing", 4_000), aGift("partly", 6_000), aGift("unknown", 1_000)];
		sandbox.keep(paymentIntentSucceeded(missing));
		// Of this one we heard another amount, of its refund and its dispute nothing.
		sandbox.keep(...giftEvents(partly).all, refundCreated(partly, { amount: 500, refundId: "re_partly" }));
		const disputed = { ...disputeEvent(partly, "closed", "lost") };
		sandbox.keep(disputed);
		await arrives(paymentIntentSucceeded({ ...partly, amount: 5_000 }));
		await arrives(paymentIntentSucceeded(unknown));
		const findings = await compare();
		const byObject = Object.fromEntries(
			findings.map(({ kind, object, ours, theirs }) => [object, [kind, ours, theirs]]),
		);
		const disputeId = String(disputed.data.object.id);
		expect(byObject).toEqual({
			pi_missing: ["missing", null, 4_000],
			pi_partly: ["differing", 5_000, 6_000],
			re_partly: ["missing", null, 500],
			[disputeId]: ["missing", null, 6_000],
			pi_unknown: ["unexpected", 1_000, null],
		});
		for (const finding of findings) {
			const { done } = await repairFinding({ stripe, intake, now: NOW }, finding);
			expect([finding.object, done]).toEqual([finding.object, finding.kind !== "unexpected"]);
		}
		expect(await said()).toEqual([["unexpected", "pi_unknown", 1_000, null]]);
	});

	test("repaired, and told of by its own event later, counts once", async () => {
		const before = await standing(database.pool);
		await arrives(paymentIntentSucceeded(aGift("missing", 4_000)));
		await arrives(refundCreated(aGift("partly", 6_000), { amount: 500, refundId: "re_partly" }));
		await arrives(chargeRefunded(aGift("partly", 6_000), 500));
		expect(await standing(database.pool)).toEqual(before);
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});

	test("goes on through Stripe's bad moments, and says so where they don't pass", async () => {
		sandbox.refuseNext(500, 2);
		expect(await said()).toHaveLength(1);
		const wrong = await openStripeReader("no-key", sandbox.url);
		await expect(compareBooks({ pool: database.pool, stripe: wrong }, span)).rejects.toThrow("set STRIPE_API_KEY anew");
	}, 180_000);
});

describe("a monthly gift that Stripe never told of", () => {
	const monthly = aGift("monthly", 2_000, NOW - HOUR, { monthly: true });
	/** Objects that Stripe has, and no events. */
	const onlyObjects = (...events: readonly SandboxEvent[]) => sandbox.keep(...events);
	const repairAll = async () => {
		for (const finding of await compare()) await repairFinding({ stripe, intake, now: NOW }, finding);
	};

	test("is found by its payment and its subscription, and counts as a monthly gift once taken in", async () => {
		const before = await standing(database.pool);
		onlyObjects(...giftEvents(monthly).all);
		const found = (await said()).filter(([kind]) => kind === "missing");
		expect(found).toEqual([
			["missing", "pi_monthly", null, 2_000],
			["missing", "sub_monthly", null, 2_000],
		]);
		const [payment] = await compare();
		if (payment === undefined) throw new Error("nothing was found");
		await repairFinding({ stripe, intake, now: NOW }, payment);
		const after = await standing(database.pool);
		expect(after).toEqual({
			total: before.total + 2_000 * campaign.monthlyMultiplier,
			cash: before.cash + 2_000,
			gifts: before.gifts + 1,
			monthly: before.monthly + 1,
		});
		expect(await said()).toEqual([["unexpected", "pi_unknown", 1_000, null]]);
		for (const event of giftEvents(monthly).all) await arrives(event);
		expect(await standing(database.pool)).toEqual(after);
	});

	test("that was changed or cancelled differs until it is taken in, also pressed twice", async () => {
		const before = await standing(database.pool);
		const asked = (amount: number, status: string) =>
			stripeEvent(monthly, "customer.subscription.updated", subscriptionObject({ ...monthly, amount }, status), status);
		onlyObjects(asked(3_000, "active"));
		expect((await said())[0]).toEqual(["differing", "sub_monthly", 2_000, 3_000]);
		await repairAll();
		await repairAll();
		expect((await standing(database.pool)).total).toBe(before.total + 1_000 * campaign.monthlyMultiplier);
		onlyObjects(asked(3_000, "canceled"));
		expect((await said())[0]).toEqual(["differing", "sub_monthly", 3_000, 0]);
		await repairAll();
		expect(await said()).toEqual([["unexpected", "pi_unknown", 1_000, null]]);
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});

	test("of another business on the same account is none of ours", async () => {
		const theirs = aGift("theirs", 900, NOW - HOUR, { monthly: true, campaign: undefined });
		onlyObjects(stripeEvent(theirs, "customer.subscription.created", subscriptionObject(theirs, "active")));
		expect(await said()).toEqual([["unexpected", "pi_unknown", 1_000, null]]);
	});

	test("and a gift by payment link comes in with its drive and what the donor answered", async () => {
		const linked = aGift("linked", 1_500, NOW - HOUR, { campaign: undefined, paymentLink: "plink_1", name: "Lin K" });
		onlyObjects(...giftEvents(linked).all);
		await repairAll();
		const { rows } = await database.pool.query<{ drive: string; name: string }>(
			"select campaign_id as drive, state->'giver'->>'name' as name from gift where state::jsonb @@ '$.payments[*].refs[*] == \"pi_linked\"'",
		);
		expect(rows).toEqual([{ drive: campaign.id, name: "Lin K" }]);
	});
});

describe("doctor", () => {
	const examined = async (key: string | undefined, now = NOW) => {
		const check = { pool: database.pool, campaign, now, env: { STRIPE_API_KEY: key } };
		return (await examineBooks(check)).map(({ what, state, says }) => [what, state, says]);
	};

	test("says what is lost without a key", async () => {
		expect(await examined(undefined)).toEqual([["Missed gifts", "warning", expect.stringContaining("STRIPE_API_KEY")]]);
	});

	test("says when Stripe was not asked, and what differs", async () => {
		expect(await examined("sk_test_sandbox")).toEqual([
			["Missed gifts", "ok", expect.anything()],
			["Stripe's books", "warning", expect.stringContaining("Not compared")],
		]);
		expect((await examined("sk_test_sandbox", NOW + HOUR))[0]).toEqual([
			...["Missed gifts", "broken", expect.stringContaining("not being asked")],
		]);
		await askForRun(database.pool, span, null);
		const run = await takeRun(database.pool);
		await endRun(database.pool, run?.id ?? 0, await compare());
		expect((await examined("sk_test_sandbox"))[1]).toEqual([
			...["Stripe's books", "warning", expect.stringContaining("1 difference is open")],
		]);
		await database.pool.query("update reconciliation_finding set repaired_at = now()");
		expect((await examined("sk_test_sandbox"))[1]?.[1]).toBe("ok");
		expect((await examined("sk_test_sandbox", NOW + 72 * HOUR))[1]?.[2]).toContain("3 days ago");
	});
});

describe("lists of many pages", () => {
	/** Asked as Stripe is, with something that happens between two pages. */
	const between = (happens: (page: number) => void): StripeReader => {
		let page = 0;
		return {
			...stripe,
			listEvents: async (query) => {
				const answer = await stripe.listEvents(query);
				page += 1;
				happens(page);
				return answer;
			},
		};
	};
	const many = Array.from({ length: 650 }, (_, n) => aGift(`page${n}`, 100, NOW - 590_000 + n * 900));

	test("come in whole though Stripe refuses in the middle and new ones are listed meanwhile", async () => {
		const before = await standing(database.pool);
		sandbox.keep(...many.map(paymentIntentSucceeded));
		const newer = aGift("newer", 100, NOW - 1_000);
		const busy = between((page) => {
			if (page === 2) sandbox.refuseNext(429, 1);
			if (page === 3) sandbox.refuseNext(500, 1);
			if (page === 1) sandbox.keep(paymentIntentSucceeded(newer));
		});
		let [underWay, most] = [0, 0];
		const counted: Pick<Intake, "take"> = {
			async take(arrival) {
				underWay += 1;
				most = Math.max(most, underWay);
				await intake.take(arrival);
				underWay -= 1;
			},
		};
		await keepUp({ pool: database.pool, stripe: busy, intake: counted }, NOW);
		expect(most).toBeLessThanOrEqual(500);
		const { gifts } = await standing(database.pool);
		expect([650, 651]).toContain(gifts - before.gifts);
		await keepUp({ pool: database.pool, stripe, intake }, NOW);
		expect((await standing(database.pool)).gifts - before.gifts).toBe(651);
		expect(await ledgerFaults(database.pool)).toEqual([]);
	}, 180_000);

	test("that break off take in nothing, and the next turn begins where this one did", async () => {
		const later = Array.from({ length: 150 }, (_, n) => aGift(`later${n}`, 100, NOW + n * 1_000));
		sandbox.keep(...later.map(paymentIntentSucceeded));
		const before = await standing(database.pool);
		const broken = between((page) => {
			if (page === 1) throw new StripeUnreadable("Stripe answered 403 (test).", false);
		});
		const parts = { pool: database.pool, intake };
		await expect(keepUp({ ...parts, stripe: broken }, NOW + HOUR)).rejects.toThrow("403");
		expect(await standing(database.pool)).toEqual(before);
		expect(await keepUp({ ...parts, stripe }, NOW + 2 * HOUR)).toBe(150);
	});

	test("are compared whole", async () => {
		expect(await said()).toEqual([["unexpected", "pi_unknown", 1_000, null]]);
	});
});
