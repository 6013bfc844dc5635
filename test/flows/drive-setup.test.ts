import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { editCampaign } from "../../src/campaign/edit.ts";
import { saveCampaign } from "../../src/campaign/store.ts";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { giftEvents } from "../../src/sandbox/stripe-events.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { ledgerFaults, type RunningApi, standing, startApi, wholeLedger } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const VAULT = { seal: () => "sealed", unseal: () => ({}) };
const SAVED = { by: null, how: "console", what: "" } as const;
const at = (text: string) => Date.parse(text);

let database: TestDatabase;
let api: RunningApi;
let editor: StaffPerson;

beforeAll(async () => {
	database = await openTestDatabase();
	await keep(aCampaign());
	api = await startApi(database.url);
	editor = await staffOf(api, database.pool, "editor", { name: "Luis Ortega" });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

async function keep(campaign: Campaign): Promise<void> {
	const channels = [
		{ platform: "x" as const, name: "On X", language: "en" as const, pacing, credentials: { appKey: "a" } },
		{ platform: "on-air" as const, name: "Studio", language: "en" as const, pacing, credentials: null },
	];
	await saveCampaign(database.pool, campaign, channels, VAULT);
}
const pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };

/** A drive of this test's own, and the way to it. */
async function aDrive(id: string, changes: Partial<Campaign> = {}): Promise<string> {
	await keep(aCampaign({ id, slug: id, isDefault: false, ...changes }));
	return `/api/staff/campaigns/${id}`;
}

async function setupOf(path: string) {
	return (await editor.ask("GET", `${path}/setup`)).body;
}

describe("A drive is set up from nothing", () => {
	test("as a draft that may be left half done, and goes live once everything is said", async () => {
		const asked = { name: "Hope 2027!", hospital: "Lakeside", timeZone: "America/Chicago", currency: "usd" };
		const made = await editor.ask("POST", "/api/staff/campaigns", asked);
		expect(made).toMatchObject({ status: 201, body: { id: "hope-2027", version: 1 } });
		const path = "/api/staff/campaigns/hope-2027";
		const missing = (await editor.ask("GET", `${path}/state`)).body.steps[0].needs.map(
			({ field }: { field: string }) => field,
		);
		expect(missing).toEqual(["shortName", "opensAt", "closesAt", "goal"]);
		expect(await editor.ask("POST", `${path}/state`, { to: "live", version: 1 })).toMatchObject({ status: 422 });

		const first = await editor.ask("PUT", path, { version: 1, changes: { shortName: "Hope", goal: "100,000" } });
		expect(first).toMatchObject({ status: 200, body: { version: 2, saved: { savedBy: "Luis Ortega" } } });
		const times = { opensAt: "2027-12-02T06:00", closesAt: "2027-12-03T19:00" };
		const second = await editor.ask("PUT", path, { version: 2, changes: times });
		expect(second.body.steps.every((step: { missing: unknown[] }) => step.missing.length === 0)).toBe(true);
		expect((await editor.ask("GET", path)).body.rules.length).toBeGreaterThan(5);
		expect(await editor.ask("POST", `${path}/state`, { to: "live", version: 3 })).toMatchObject({ status: 200 });
		expect((await setupOf(path)).state).toBe("live");
	});

	test("each thing that can't be used is told in words at its field, and nothing is saved", async () => {
		const path = await aDrive("words");
		const changes = { phone: "1-800", slug: "Not A Slug", closesAt: "2026-11-01T01:30" };
		const answer = await editor.ask("PUT", path, { version: 1, changes });
		expect(answer.status).toBe(422);
		expect(answer.body.fields.map(({ field }: { field: string }) => field)).toEqual(["slug", "closesAt"]);
		expect(answer.body.fields[1].choices).toHaveLength(2);
		expect((await setupOf(path)).version).toBe(1);
		await aDrive("taken");
		const taken = await editor.ask("PUT", path, { version: 1, changes: { slug: "taken" } });
		expect(taken.body.fields).toEqual([expect.objectContaining({ field: "slug" })]);
	});
});

describe("Two people at the same drive", () => {
	test("the second is told who was first, sees both, and may save over it knowingly", async () => {
		const path = await aDrive("conflict");
		const other = await staffOf(api, database.pool, "admin", { name: "Dana Whitfield" });
		await other.ask("PUT", path, { version: 1, changes: { phone: "1-800-555-0199" } });
		const late = await editor.ask("PUT", path, { version: 1, changes: { goal: "200000" } });
		expect(late.status).toBe(409);
		expect(late.body).toMatchObject({
			code: "conflict",
			savedBy: "Dana Whitfield",
			theirs: { version: 2, written: { phone: "1-800-555-0199", goal: "150000" } },
		});
		const knowing = await editor.ask("PUT", path, { version: 2, changes: { goal: "200000" } });
		expect(knowing.body.written).toMatchObject({ phone: "1-800-555-0199", goal: "200000" });
	});
});

describe("Before a live drive is saved", () => {
	test("it is foretold what would be announced, and saving announces just that", async () => {
		const rules = [aRule("raised", { kind: "goal-raised" }), aRule("percent", { kind: "percent", percents: [1, 50] })];
		const path = await aDrive("foretold", { rules });
		const changes = { goal: "250000", phone: "1-800-555-0100" };
		const preview = await editor.ask("PUT", `${path}?preview=1`, { version: 1, changes });
		expect(preview.body.announces).toBe(1);
		expect(preview.body.lines.map(({ about }: { about: string }) => about)).toEqual(
			expect.arrayContaining(["announces", "milestones", "page"]),
		);
		expect(await announced("foretold")).toEqual([]);
		expect((await setupOf(path)).version).toBe(1);
		await editor.ask("PUT", path, { version: 1, changes });
		expect(await announced("foretold")).toEqual(["raised:25000000"]);
	});

	test("its history tells every save, and an older one comes back without changing state or announcements", async () => {
		const path = await aDrive("history");
		await editor.ask("PUT", path, { version: 1, changes: { hashtag: "NewTag", partners: ["Bakery"] } });
		await keep(aCampaign({ id: "history", slug: "history", isDefault: false, name: "By file" }));
		const { versions } = (await editor.ask("GET", `${path}/versions`)).body;
		expect(versions.map(({ how, what }: { how: string; what: string }) => [how, what])).toEqual([
			["campaign-file", ""],
			["console", "Hashtag, Partners"],
			["campaign-file", ""],
		]);
		const restored = await editor.ask("POST", `${path}/versions/2/restore`, { version: 3 });
		expect(restored.body).toMatchObject({ version: 4, state: "live", written: { hashtag: "NewTag" } });
		expect(restored.body.written.name).not.toBe("By file");
	});
});

describe("A copied drive", () => {
	const source = {
		opensAt: at("2026-10-29T11:00:00Z"),
		closesAt: at("2026-10-31T00:00:00Z"),
		announceFrom: at("2026-10-29T11:00:00Z"),
		onAirWindows: [{ from: at("2026-10-29T11:00:00Z"), to: at("2026-10-30T00:00:00Z") }],
		paymentLinks: ["plink_old"],
	};

	test("keeps weekdays and times on the clock over a change of the clocks, and none of its gifts", async () => {
		const path = await aDrive("last-year", source);
		const asked = { name: "Hope 2026 b", slug: "hope-b", days: 14 };
		const answer = await editor.ask("POST", `${path}/clone`, asked);
		expect(answer).toMatchObject({ status: 201, body: { id: "hope-b" } });
		const copy = await setupOf("/api/staff/campaigns/hope-b");
		expect(copy).toMatchObject({ state: "draft", gifts: 0, hasEntries: false });
		expect(copy.written).toMatchObject({
			opensAt: "2026-11-12T06:00",
			closesAt: "2026-11-13T19:00",
			onAirWindows: [{ from: "2026-11-12T06:00", to: "2026-11-12T19:00" }],
			paymentLinks: [],
			isDefault: false,
			stations: [{ id: "wkid", name: "WKID 101.5" }],
		});
		const { rows } = await database.pool.query(
			"select platform, enabled, sealed_credentials as sealed from channel_account where campaign_id = 'hope-b' order by platform",
		);
		expect(rows).toEqual([
			{ platform: "on-air", enabled: true, sealed: null },
			{ platform: "x", enabled: false, sealed: null },
		]);
		expect((await editor.ask("POST", `${path}/clone`, asked)).status).toBe(409);
	});
});

describe("States", () => {
	test("go on and back where that is harmless, and no further", async () => {
		const path = await aDrive("states");
		const go = async (to: string) => {
			const { version } = await setupOf(path);
			return (await editor.ask("POST", `${path}/state`, { to, version })).status;
		};
		expect(await go("archived")).toBe(409);
		expect([await go("closed"), await go("archived"), await go("draft")]).toEqual([200, 200, 200]);
		expect(await go("live")).toBe(200);
		expect((await editor.ask("POST", `${path}/state`, { to: "closed", version: 1 })).status).toBe(409);
		await pay("states", "one");
		expect(await go("draft")).toBe(409);
		const money = await editor.ask("PUT", path, {
			version: (await setupOf(path)).version,
			changes: { livemode: true },
		});
		expect(money.body.fields).toEqual([expect.objectContaining({ field: "livemode" })]);
	});
});

describe("Screens' links", () => {
	test("are told once, open their screen, and are switched off one by one", async () => {
		const path = `${await aDrive("links")}/links`;
		const body = { label: "Studio A", layout: "studio", role: "host", stationId: "wkid" };
		const { address } = (await editor.ask("POST", path, body)).body;
		expect((await fetch(address)).status).toBe(200);
		const listed = await editor.ask("GET", path);
		expect(JSON.stringify(listed.body)).not.toContain(address.split("/").at(-1));
		const [link] = listed.body.links;
		expect((await editor.ask("DELETE", `${path}/${link.id}`)).body.links[0].revokedAt).not.toBeNull();
		expect((await fetch(address)).status).toBe(404);
		const lobby = await editor.ask("POST", path, { ...body, layout: "lobby" });
		expect(lobby.status).toBe(422);
	});
});

describe("The ledger", () => {
	test("is left alone by every kind of edit", async () => {
		const path = await aDrive("untouched");
		await pay("untouched", "before");
		const before = await wholeLedger(database.pool);
		await editor.ask("PUT", path, {
			version: 1,
			changes: { goal: "90000", monthlyMultiplier: 3, stations: [], isOpen: false, phone: "1" },
		});
		await editor.ask("POST", `${path}/versions/1/restore`, { version: 2 });
		await editor.ask("POST", `${path}/state`, { to: "closed", version: 3 });
		expect((await setupOf(path)).version).toBe(4);
		expect(await wholeLedger(database.pool)).toEqual(before);
	});

	test("books a gift that waits for an edit by what was edited, and loses none", async () => {
		await aDrive("racing", { monthlyMultiplier: 12 });
		await pay("racing", "first");
		let gift: Promise<void> | undefined;
		await editCampaign(database.pool, {
			...{ campaignId: "racing", version: 1, saved: SAVED },
			change: (before) => ({ ...before, monthlyMultiplier: 2 }),
			also: async () => {
				gift = pay("racing", "waiting", true);
				await until("the gift waits for the edit", async () => {
					const { rows } = await database.pool.query(
						"select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
					);
					return rows.length > 0;
				});
			},
		});
		await gift;
		expect(await standing(database.pool, "racing")).toMatchObject({ total: 5_000 + 2 * 5_000, gifts: 2, monthly: 1 });
		expect(await ledgerFaults(database.pool)).toEqual([]);
	});
});

async function pay(campaign: string, id: string, monthly = false): Promise<void> {
	const gift = { id, amount: 5_000, currency: "usd", at: NOW, livemode: false, campaign, monthly };
	for (const event of giftEvents(gift).all) expect((await api.send(event)).status).toBe(200);
}

async function announced(campaignId: string): Promise<string[]> {
	const { rows } = await database.pool.query<{ key: string }>("select key from announcement where campaign_id = $1", [
		campaignId,
	]);
	return rows.map(({ key }) => key);
}
