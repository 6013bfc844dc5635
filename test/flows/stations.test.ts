import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { StationBoard } from "../../src/web/contract/staff/stations.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { offlineDraft } from "../support/offline.ts";
import { ledgerFaults, openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { openScreen } from "../support/screens.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { eventOf, paymentIntent } from "../support/stripe-events.ts";

let api: RunningApi;
let database: TestDatabase;
let editor: StaffPerson;
let drives = 0;
let gifts = 0;

beforeAll(async () => {
	database = await openCampaignDatabase();
	api = await startApi(database.url);
	editor = await staffOf(api, database.pool, "editor", { name: "Erin" });
});

afterAll(async () => {
	const faults = await ledgerFaults(database.pool);
	await api.stop();
	await database.drop();
	expect(faults).toEqual([]);
});

async function openDrive(changes: Partial<Campaign> = {}): Promise<Campaign> {
	drives += 1;
	const id = `drive-${drives}`;
	const now = Date.now();
	const campaign = aCampaign({
		...{ id, slug: id, isDefault: false, opensAt: now - 7_200_000, closesAt: now + 7_200_000, rules: [] },
		stations: [
			{ id: "klkv", name: "KLKV", phone: "1-800-555-0177", code: "KIDS to 51555" },
			{ id: "wnbr", name: "WNBR" },
			{ id: "voz", name: "La Voz" },
		],
		...changes,
	});
	await storeCampaign(database.pool, campaign);
	return campaign;
}

/** Through Stripe's webhook, as a page's or a text platform's gift comes. */
async function give(
	campaign: Campaign,
	amount: number,
	metadata: Record<string, string> = {},
	ago = 0,
): Promise<string> {
	gifts += 1;
	const id = `pi_station${gifts}`;
	const object = paymentIntent("2026-10-28.endive", {
		...{ id, livemode: false, latest_charge: `ch_station${gifts}`, amount, amount_received: amount },
		metadata: { campaign: campaign.id, ...metadata },
	});
	const { body } = eventOf("payment_intent.succeeded", object);
	const created = Math.floor((Date.now() - ago) / 1000);
	const answer = await api.send({ ...body, id: `evt_station${gifts}`, livemode: false, created });
	expect(answer.status).toBe(200);
	return id;
}

const pathOf = ({ id }: Campaign, rest = "") => `/api/staff/campaigns/${id}/stations${rest}`;
const boardOf = async (campaign: Campaign): Promise<StationBoard> => (await editor.ask("GET", pathOf(campaign))).body;
const totals = ({ stations }: StationBoard) => Object.fromEntries(stations.map(({ id, total }) => [id, total]));

async function expectToAddUp(campaign: Campaign): Promise<StationBoard> {
	const board = await boardOf(campaign);
	const parts = [...board.stations, ...board.simulcasts, board.none];
	expect(parts.reduce((sum, { total }) => sum + total, board.matched)).toBe(board.grand.total);
	expect(parts.reduce((sum, one) => sum + one.gifts, 0)).toBe(board.grand.gifts);
	expect(await standing(database.pool, campaign.id)).toMatchObject(board.grand);
	return board;
}

describe("what a station brought", () => {
	test("is told by link, by code, by the line that was called, and by the office; it adds up to the cent", async () => {
		const now = Date.now();
		const match: NonNullable<Campaign["matches"]>[number] = {
			...{ id: "bank", sponsor: "Lakeview Bank", hidden: false, kind: "ratio", pool: 1_500, ratio: 1, minGift: null },
			...{ maxGift: null, from: now - 3_600_000, to: now + 3_600_000, unlock: null, stacking: "in-turn" },
			...{ stationId: null, sponsorDonor: null },
		};
		const campaign = await openDrive({ matches: [match] });
		await give(campaign, 1_001, { station: "wnbr" });
		await give(campaign, 2_002, { station: "kids" });
		await give(campaign, 3_003, { station: "+1 (800) 555-0177" });
		await give(campaign, 4_004);
		await give(campaign, 5_005, { station: "gone-since" });
		const draft = offlineDraft({ amount: 60_000, embargoed: false, stationId: "voz" });
		await editor.ask("POST", `/api/staff/campaigns/${campaign.id}/offline`, draft);
		const opening = offlineDraft({ kind: "opening-balance", amount: 7_000, embargoed: false, stationId: "voz" });
		await editor.ask("POST", `/api/staff/campaigns/${campaign.id}/offline`, opening);
		const board = await expectToAddUp(campaign);
		expect(totals(board)).toEqual({ voz: 67_000, "gone-since": 5_005, klkv: 5_005, wnbr: 1_001 });
		expect(board.stations.find(({ id }) => id === "gone-since")?.known).toBe(false);
		expect(board).toMatchObject({ none: { total: 4_004, gifts: 1 }, matched: 1_500 });
	});
});

describe("a simulcast", () => {
	test("joins and splits: gifts without a station belong to it, and each station's host sees own, joint and grand total", async () => {
		const campaign = await openDrive();
		await give(campaign, 100, {}, 5_000);
		const joined = await editor.ask("POST", pathOf(campaign, "/join"), { stationIds: ["klkv", "wnbr"] });
		expect(joined).toMatchObject({ status: 200, body: { simulcasts: [{ name: "KLKV + WNBR", total: 0 }] } });
		expect(await editor.ask("POST", pathOf(campaign, "/join"), { stationIds: ["klkv", "voz"] })).toMatchObject({
			...{ status: 409, body: { detail: expect.stringContaining("KLKV + WNBR are out together now") } },
		});
		await give(campaign, 2_000, {}, -2_000);
		await give(campaign, 30_000, { station: "klkv" }, -2_000);
		const board = await expectToAddUp(campaign);
		expect(board).toMatchObject({ simulcasts: [{ total: 2_000, gifts: 1 }], none: { total: 100, gifts: 1 } });
		const screen = await openScreen(api.url, database.pool, campaign.id, { stationId: "klkv", label: "KLKV" });
		expect((await screen.board()).stationTotal).toEqual({
			...{ id: "klkv", name: "KLKV", total: 30_000, gifts: 1 },
			simulcast: { name: "KLKV + WNBR", total: 2_000, gifts: 1, isNow: true },
		});
		const aside = await openScreen(api.url, database.pool, campaign.id, { stationId: "voz", label: "Voz" });
		expect((await aside.board()).stationTotal).toMatchObject({ simulcast: null });

		const split = await editor.ask("POST", pathOf(campaign, "/split"));
		expect(split).toMatchObject({ status: 200, body: { spans: [{ to: expect.any(Number) }] } });
		expect(await editor.ask("POST", pathOf(campaign, "/split"))).toMatchObject({ status: 409 });
	});

	test("set for another time counts the gifts of that time anew; two at once, and a stale edition, are refused", async () => {
		const campaign = await openDrive();
		await give(campaign, 500, {}, 3_600_000);
		await give(campaign, 700, {}, 60_000);
		const { version } = await boardOf(campaign);
		const now = Date.now();
		const early = { from: now - 4_000_000, to: now - 3_000_000, stationIds: ["klkv", "voz"] };
		const put = (body: object) => editor.ask("PUT", pathOf(campaign, "/simulcasts"), body);
		expect((await put({ version, spans: [early] })).body).toMatchObject({
			...{ simulcasts: [{ key: "klkv+voz", total: 500 }], none: { total: 700 } },
		});
		expect(await put({ version, spans: [] })).toMatchObject({ status: 409 });
		const overlapping = [early, { ...early, from: now - 3_500_000, to: null }];
		expect(await put({ version: version + 1, spans: overlapping })).toMatchObject({
			...{ status: 422, body: { detail: expect.stringContaining("one simulcast at a time") } },
		});
		await expectToAddUp(campaign);
	});
});

describe("gifts that move", () => {
	test("leave one station's totals for the other's on every screen, and come back when it is undone", async () => {
		const campaign = await openDrive();
		const screen = await openScreen(api.url, database.pool, campaign.id, { stationId: "wnbr", role: "host" });
		await give(campaign, 1_000, { station: "klkv" });
		await give(campaign, 2_000, { station: "klkv" });
		await give(campaign, 4_000);
		const before = await expectToAddUp(campaign);
		const listed = await editor.ask("GET", pathOf(campaign, "/gifts?station=klkv"));
		expect(listed.body).toMatchObject({ count: 2, amount: 3_000, gifts: [{ amount: 2_000 }, { amount: 1_000 }] });
		const move = (filter: object, to: string | null, count: number) =>
			editor.ask("POST", pathOf(campaign, "/move"), { filter, to, count });
		expect(await move({ station: "klkv" }, "wnbr", 1)).toMatchObject({ status: 409 });
		const moved = await move({ station: "klkv" }, "wnbr", 2);
		expect(moved).toMatchObject({ status: 200, body: { move: { to: "wnbr", count: 2, amount: 3_000, by: "Erin" } } });
		expect(totals(await expectToAddUp(campaign))).toEqual({ klkv: 0, wnbr: 3_000, voz: 0 });
		expect((await screen.board()).stationTotal).toMatchObject({ total: 3_000, gifts: 2 });
		expect((await screen.board({ station: "wnbr" })).rows).toHaveLength(2);

		const { id } = (await editor.ask("GET", pathOf(campaign, "/gifts?station=wnbr"))).body.gifts[0];
		const away = await move({ gifts: [id] }, null, 1);
		expect(away.status).toBe(200);
		expect(await expectToAddUp(campaign)).toMatchObject({ none: { total: 6_000, gifts: 2 } });

		const undo = (one: { body: { move: { id: number } } }) =>
			editor.ask("POST", pathOf(campaign, `/moves/${one.body.move.id}/undo`));
		expect(await undo(away)).toMatchObject({ status: 200, body: { move: { undone: { by: "Erin" } } } });
		expect(await undo(away)).toMatchObject({ status: 409 });
		expect(await undo(moved)).toMatchObject({ status: 200 });
		expect(totals(await expectToAddUp(campaign))).toEqual(totals(before));
		const { rows } = await database.pool.query(
			"select what from audit_line where campaign_id = $1 and what like 'station.%' order by id",
			[campaign.id],
		);
		expect(rows.map(({ what }) => what)).toEqual([
			...["station.gifts-moved", "station.gifts-moved", "station.move-undone", "station.move-undone"],
		]);
	});

	test("a later webhook of the same gift doesn't take it back to where it came through", async () => {
		const campaign = await openDrive();
		const id = await give(campaign, 900, { station: "klkv" });
		await editor.ask("GET", pathOf(campaign));
		await editor.ask("POST", pathOf(campaign, "/move"), { filter: { gifts: [id] }, to: "voz", count: 1 });
		const object = paymentIntent("2026-10-28.endive", {
			...{ id, livemode: false, amount: 900, amount_received: 900 },
			metadata: { campaign: campaign.id, station: "klkv" },
		});
		const { body } = eventOf("payment_intent.succeeded", object);
		await api.send({ ...body, id: "evt_again", livemode: false, created: Math.floor(Date.now() / 1000) + 60 });
		expect(totals(await expectToAddUp(campaign))).toMatchObject({ voz: 900, klkv: 0 });
	});
});
