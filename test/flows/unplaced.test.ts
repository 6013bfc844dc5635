import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import {
	inbox,
	ledgerFaults,
	openCampaignDatabase,
	type RunningApi,
	standing,
	startApi,
} from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent } from "../support/stripe-events.ts";

const test2026 = aCampaign({ isDefault: false });
const euro = aCampaign({ id: "euro", slug: "euro", isDefault: false, currency: "eur", name: "Euro drive" });
const live = aCampaign({ id: "live", slug: "live", isDefault: false, livemode: true, name: "Live drive" });

let db: TestDatabase;
let api: RunningApi;
let editor: StaffPerson;

beforeAll(async () => {
	db = await openCampaignDatabase(test2026, euro, live);
	api = await startApi(db.url);
	editor = await staffOf(api, db.pool, "editor");
});
afterAll(async () => {
	await api.stop();
	await db.drop();
});

/** A gift of 50 dollars in test mode that no drive takes. */
async function giveUnplaced(name: string, more: Record<string, unknown> = {}): Promise<string> {
	const object = paymentIntent("2026-10-28.endive", {
		id: `pi_${name}`,
		livemode: false,
		latest_charge: `ch_${name}`,
		...more,
	});
	const { body } = eventOf("payment_intent.succeeded", object);
	const answer = await api.send({ ...body, id: `evt_${name}`, livemode: false });
	expect(answer.status).toBe(200);
	return `gift:pi_${name}`;
}

const assign = (keys: readonly string[], campaign: string, takeLinks = false) =>
	editor.ask("POST", "/api/staff/unplaced/assign", { keys, campaign, takeLinks });

async function listed(show = "open"): Promise<{ key: string; why: string; amount: number; named: string | null }[]> {
	return (await editor.ask("GET", `/api/staff/unplaced?show=${show}`)).body.items;
}

describe("a gift that no drive could be found for", () => {
	test("is listed with its reason and amount, and counts once where two place it at once", async () => {
		const key = await giveUnplaced("lost", { metadata: { campaign: "last-year" } });
		expect(await listed()).toMatchObject([
			{ key, amount: 5_000, named: "last-year", why: expect.stringContaining("doesn't exist") },
		]);
		const answers = await Promise.all([assign([key], "radiothon-2026"), assign([key], "radiothon-2026")]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(await standing(db.pool)).toMatchObject({ total: 5_000, gifts: 1 });
		expect(await listed()).toEqual([]);
		expect(await ledgerFaults(db.pool)).toEqual([]);
		const { rows } = await db.pool.query(
			"select by_name, campaign_id from audit_line where what = 'gift.placed' and subject = $1",
			[key],
		);
		expect(rows[0]).toEqual({ by_name: "Some editor", campaign_id: "radiothon-2026" });
	});

	test("stays where staff placed it, whatever Stripe tells later", async () => {
		const object = paymentIntent("2026-10-28.endive", {
			id: "pi_lost",
			livemode: false,
			metadata: { campaign: "last-year" },
		});
		const { body } = eventOf("payment_intent.succeeded", object);
		await api.send({ ...body, id: "evt_lost_again", livemode: false });
		expect(await standing(db.pool)).toMatchObject({ total: 5_000, gifts: 1 });
	});

	test("is never counted in the wrong mode or currency, and says why", async () => {
		const key = await giveUnplaced("odd");
		expect((await assign([key], "live")).body.results).toEqual([
			{ key, placed: false, says: "This is test money. It is never counted in Live drive, which takes real gifts." },
		]);
		expect((await assign([key], "euro")).body.results[0].says).toContain("counts in EUR");
		expect(await standing(db.pool, "live")).toMatchObject({ total: 0 });
		expect(await standing(db.pool, "euro")).toMatchObject({ total: 0 });
		expect((await assign([key], "nowhere")).status).toBe(404);
	});

	test("can be set aside with a reason and brought back; nothing is deleted", async () => {
		const [item] = await listed();
		const key = item?.key ?? "";
		await editor.ask("POST", "/api/staff/unplaced/dismiss", { keys: [key], reason: "A trial of ours" });
		expect(await listed()).toEqual([]);
		expect(await listed("dismissed")).toMatchObject([
			{ key, dismissed: { reason: "A trial of ours", by: "Some editor" } },
		]);
		await editor.ask("POST", "/api/staff/unplaced/bring-back", { keys: [key] });
		expect(await listed()).toHaveLength(1);
		expect((await assign([key], "radiothon-2026")).body.results[0].placed).toBe(true);
	});

	test("can teach its drive its payment link, so that the next one is counted by itself", async () => {
		const session = (name: string) => ({
			...{
				id: `cs_test_${name}`,
				object: "checkout.session",
				amount_total: 2_000,
				currency: "usd",
				created: 1_795_197_600,
			},
			...{ livemode: false, metadata: {}, mode: "payment", payment_intent: `pi_${name}`, payment_link: "plink_new" },
			...{ payment_status: "paid", status: "complete", custom_fields: [], customer_details: null },
		});
		const send = (name: string) =>
			api.send({ ...eventOf("checkout.session.completed", session(name)).body, id: `evt_${name}`, livemode: false });
		await send("linked1");
		const before = (await standing(db.pool)).total;
		const answer = await assign(["gift:pi_linked1"], "radiothon-2026", true);
		expect(answer.body).toMatchObject({ links: ["plink_new"], results: [{ placed: true }] });
		await send("linked2");
		expect((await standing(db.pool)).total).toBe(before + 4_000);
		expect(await listed()).toEqual([]);
	});
});

test("an event that was set aside is read again once it can be", async () => {
	const object = paymentIntent("2026-10-28.endive", {
		id: "pi_poison",
		livemode: false,
		metadata: { campaign: "radiothon-2026" },
	});
	const { body } = eventOf("payment_intent.succeeded", object);
	const raw = Buffer.from(JSON.stringify({ ...body, id: "evt_poison", livemode: false }));
	await db.pool.query(
		`insert into stripe_event (event_id, type, livemode, created_at, raw, outcome, reason)
		 values ('evt_poison', 'payment_intent.succeeded', false, now(), $1, 'set-aside', 'dana@hospital.example was too much')`,
		[raw],
	);
	const [item] = (await editor.ask("GET", "/api/staff/unplaced")).body.items;
	expect(item).toMatchObject({ key: "event:evt_poison", kind: "event", detail: "[e-mail kept out] was too much" });
	const before = (await standing(db.pool)).total;
	const answers = await Promise.all(
		[1, 2].map(() => editor.ask("POST", "/api/staff/unplaced/try-again", { keys: [item.key] })),
	);
	expect(answers.map(({ body: told }) => told.results[0].says).sort()).toEqual([
		"It is counted.",
		"It was settled meanwhile.",
	]);
	expect((await standing(db.pool)).total).toBe(before + 5_000);
	expect((await inbox(db.pool)).find(({ event_id }) => event_id === "evt_poison")?.outcome).toBe("recorded");
});

test("whoever may not place gifts is told who may", async () => {
	const host = await staffOf(api, db.pool, "host");
	expect(await host.ask("GET", "/api/staff/unplaced")).toMatchObject({ status: 403 });
});
