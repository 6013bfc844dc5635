import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import type { Show } from "../../src/domain/drive/campaign-show.ts";
import { HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import type { LogFields } from "../../src/log.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { openScreen } from "../support/screens.ts";

const AGREED = { name: true, onAir: true };
const DANA = { name: "Dana Smith", town: "Springfield", pronunciation: "DAY-na", stationId: "wkid", consent: AGREED };

let database: TestDatabase;
let server: LiveServer | undefined;
const logged: { sentence: string; fields: LogFields }[] = [];

beforeEach(async () => {
	database = await openTestDatabase();
	logged.length = 0;
});
afterEach(async () => {
	await server?.close();
	server = undefined;
	await database.drop();
});

const now = () => Date.now();

async function open(changes: Partial<Campaign> = {}): Promise<{ campaign: Campaign; url: string }> {
	const campaign = aCampaign({ opensAt: now() - HOUR, closesAt: now() + 24 * HOUR, ...changes });
	await storeCampaign(database.pool, campaign);
	const log = (_: string, sentence: string, fields: LogFields = {}) => logged.push({ sentence, fields });
	server = await openLiveServer(database.pool, database.url, { log });
	return { campaign, url: server.url };
}

function showWith(changes: Partial<Show>): Show {
	return { evergreen: [], runOfShow: [], lastYear: [], bigGift: 50_000, ...changes };
}

describe("the thank-you list", () => {
	test("gives name, town and pronunciation as agreed to for the air, and else a generous listener with neither", async () => {
		const { campaign, url } = await open();
		await appendEntry(database.pool, campaign, { cash: 5_000, giver: DANA });
		await appendEntry(database.pool, campaign, { cash: 7_500, giver: { ...DANA, consent: { name: true } } });
		await appendEntry(database.pool, campaign, { cash: 60_000, giver: { ...DANA, moderation: "denied" } });
		await appendEntry(database.pool, campaign, { cash: 1_000, giver: { ...DANA, moderation: "pending" } });
		const screen = await openScreen(url, database.pool, campaign.id);
		const board = await screen.board();
		const hidden = { name: "A generous listener", town: null, pronunciation: null };
		expect(board.rows).toMatchObject([
			{ ...hidden, amount: 1_000 },
			{ ...hidden, amount: 60_000, big: true },
			{ ...hidden, amount: 7_500 },
			{
				name: "Dana",
				town: "Springfield",
				pronunciation: "DAY-na",
				amount: 5_000,
				big: false,
				late: false,
				stationId: "wkid",
				seconds: 2.2,
			},
		]);
		expect(board.towns).toEqual([{ town: "Springfield", count: 1 }]);
		expect(JSON.stringify(board)).not.toMatch(/Smith|pi_/);
	});

	test("follows a name that is hidden later, at the next look", async () => {
		const { campaign, url } = await open();
		await appendEntry(database.pool, campaign, { giftId: "pi_1", giver: DANA });
		const screen = await openScreen(url, database.pool, campaign.id);
		expect((await screen.board()).rows).toMatchObject([{ name: "Dana" }]);
		await appendEntry(database.pool, campaign, { giftId: "pi_1", kind: "described", giver: { ...DANA, consent: {} } });
		const board = await screen.board();
		expect(board).toMatchObject({ rows: [{ name: "A generous listener", town: null }], towns: [] });
	});

	test("loses a gift that was given back, keeps one given back in part, and has it again where the refund fails", async () => {
		const { campaign, url } = await open();
		await appendEntry(database.pool, campaign, { giftId: "pi_1", cash: 5_000, giver: DANA });
		await appendEntry(database.pool, campaign, { giftId: "pi_2", cash: 9_000, giver: DANA });
		await appendEntry(database.pool, campaign, { giftId: "pi_1", kind: "refunded", cash: -5_000 });
		await appendEntry(database.pool, campaign, { giftId: "pi_2", kind: "refunded", cash: -4_000 });
		const screen = await openScreen(url, database.pool, campaign.id, { role: "host", stationId: "wkid" });
		const board = await screen.board();
		expect(board.rows).toMatchObject([{ amount: 9_000 }]);
		expect(board.counts).toMatchObject({ all: 1, waiting: 1 });
		expect(board.stationTotal).toMatchObject({ id: "wkid", name: "WKID 101.5", total: 5_000, gifts: 2 });
		await appendEntry(database.pool, campaign, { giftId: "pi_1", kind: "refund-failed", cash: 5_000 });
		expect((await screen.board()).counts).toMatchObject({ all: 2 });
	});

	test("has pinned ones first, then the newest, and filters by size, town and station", async () => {
		const { campaign, url } = await open({
			stations: [
				{ id: "wkid", name: "WKID" },
				{ id: "voz", name: "La Voz" },
			],
		});
		for (const [index, cash] of [1_000, 50_000, 2_000, 70_000].entries()) {
			const town = index % 2 === 0 ? "Springfield" : "Salem";
			const giver = { ...DANA, town, stationId: index < 2 ? "wkid" : "voz" };
			await appendEntry(database.pool, campaign, { cash, giver });
		}
		const screen = await openScreen(url, database.pool, campaign.id, { role: "host", stationId: "voz" });
		const amounts = async (query: Record<string, string>) =>
			(await screen.board(query)).rows.map(({ amount }) => amount);
		expect(await amounts({})).toEqual([70_000, 2_000, 50_000, 1_000]);
		const oldest = (await screen.board()).rows.at(-1)?.giftId ?? "";
		expect((await screen.thank({ do: "pin", giftId: oldest })).body.rows).toMatchObject([{ pinned: true }]);
		expect(await amounts({})).toEqual([1_000, 70_000, 2_000, 50_000]);
		expect(await amounts({ filter: "big" })).toEqual([70_000, 50_000]);
		expect(await amounts({ town: "Springfield" })).toEqual([1_000, 2_000]);
		expect(await amounts({ station: "wkid", filter: "big", town: "" })).toEqual([50_000]);
		expect((await screen.board({ station: "wkid" })).counts).toMatchObject({ all: 2, big: 1 });
		expect((await screen.board()).counts).toMatchObject({ all: 4, big: 2 });
		expect((await screen.board()).stationTotal).toMatchObject({ id: "voz", name: "La Voz", total: 72_000, gifts: 2 });
		const batch = await screen.thank({ do: "claim-batch", filter: "big" });
		expect(batch.body.rows.map(({ amount }) => amount)).toEqual([70_000, 50_000]);
		await screen.thank({ do: "read", giftIds: batch.body.done });
		const board = await screen.board();
		expect(board.rows.map(({ amount }) => amount)).toEqual([1_000, 2_000]);
		expect(board.lately.map(({ amount }) => amount)).toEqual([70_000, 50_000]);
	});

	test("a question or a press that makes no sense is answered with what is wrong with it", async () => {
		const { campaign, url } = await open();
		const screen = await openScreen(url, database.pool, campaign.id, { role: "host" });
		expect((await screen.get("/board?filter=rich")).status).toBe(422);
		const answer = await screen.post("/thanks", {
			requestId: "x",
			readerId: screen.readerId,
			do: "claim",
			giftId: "a",
		});
		expect(answer.status).toBe(422);
		expect(await answer.json()).toMatchObject({ fields: [{ field: "requestId" }] });
		const gone = await screen.thank({ do: "claim", giftId: "0123456789abcdef" });
		expect(gone).toMatchObject({
			status: 409,
			body: { refused: [{ reason: "gone", by: null }], rows: [], version: 0 },
		});
	});

	test("a reader's name is made harmless; without one the screen's own is taken", async () => {
		const { campaign, url } = await open();
		await appendEntry(database.pool, campaign, { giver: DANA });
		await appendEntry(database.pool, campaign, { giver: DANA });
		const screen = await openScreen(url, database.pool, campaign.id, { role: "host", label: "Studio B" });
		const [first, second] = (await screen.board()).rows.map(({ giftId }) => giftId) as [string, string];
		const by = "<b>Luis\u202e\u{1F600}</b>";
		expect((await screen.thank({ do: "claim", giftId: first }, { by })).body.rows).toMatchObject([{ by: "bLuis/b" }]);
		expect((await screen.thank({ do: "claim", giftId: second }, { by: " " })).body.rows).toMatchObject([
			{ by: "Studio B" },
		]);
	});
});

describe("what is said", () => {
	test("evergreen scripts hold this moment's figures; a broken or forbidden one is left out, and logged once", async () => {
		const evergreen = [
			{
				id: "total",
				title: "Where we stand",
				text: "We stand at {{ total }}, {{ to_next_milestone }} short of {{ next_milestone }}.",
			},
			{ id: "call", title: "Call", text: "Please {{ ways_to_give }}." },
			{ id: "broken", title: "Broken", text: "We passed {{ milestone }}." },
			{ id: "syntax", title: "Syntax", text: "We stand at {{ total" },
			{ id: "private", title: "Private", text: "Mail little.timmy@example.com about his surgery." },
		];
		const { campaign, url } = await open({ show: showWith({ evergreen }) });
		await appendEntry(database.pool, campaign, { cash: 1_234_500 });
		const screen = await openScreen(url, database.pool, campaign.id);
		expect((await screen.board()).evergreen).toEqual([
			{ id: "total", title: "Where we stand", text: "We stand at $12,345, $7,655 short of $20,000." },
			{ id: "call", title: "Call", text: "Please call 1-800-555-0134 or text HOPE to 51555." },
		]);
		await appendEntry(database.pool, campaign, { cash: 100_000 });
		expect((await screen.board()).evergreen[0]?.text).toContain("$13,345");
		expect(logged.map(({ fields }) => fields.script)).toEqual(["broken", "syntax", "private"]);
	});

	test("the run of show has now and next; a story only while its authorisation lasts, which nobody is shown", async () => {
		const at = now();
		const times = { from: at - MINUTE, to: at + HOUR };
		const later = { from: at + HOUR, to: at + 2 * HOUR };
		const story = { kind: "story", title: "Maya's story", say: "Maya rang the bell." } as const;
		const { campaign, url } = await open({
			show: showWith({
				runOfShow: [
					{ id: "bank", kind: "sponsor", ...times, title: "First Bank hour", say: "Thank you, First Bank." },
					{ id: "old", ...story, ...times, authorisation: { reference: "AUTH-1", expiresAt: at - 1 } },
					{ id: "runs-out", ...story, ...later, authorisation: { reference: "AUTH-2", expiresAt: at + 30 * MINUTE } },
					{ id: "maya", ...story, ...later, authorisation: { reference: "AUTH-3", expiresAt: at + 3 * HOUR } },
				],
			}),
		});
		const screen = await openScreen(url, database.pool, campaign.id);
		const board = await screen.board();
		expect(board.slots.now).toMatchObject([{ id: "bank", say: "Thank you, First Bank." }]);
		expect(board.slots.next).toMatchObject([{ id: "maya", say: "Maya rang the bell." }]);
		expect(board.askAgainAt).toBe(times.to);
		expect(JSON.stringify(board)).not.toMatch(/AUTH|authorisation/);
		const facts = await screen.facts();
		expect(facts.slots.map(({ id }) => id)).not.toContain("old");
		expect(JSON.stringify(facts)).not.toContain("AUTH");
	});

	test("the fact sheet says what the total is, what comes next, and where to give", async () => {
		const { campaign, url } = await open();
		await appendEntry(database.pool, campaign, { cash: 1_234_500, giver: DANA });
		const screen = await openScreen(url, database.pool, campaign.id);
		const facts = await screen.facts();
		expect(facts).toMatchObject({
			campaign: { hospital: "Lakeside Children's Hospital", phone: "1-800-555-0134", textCode: "HOPE to 51555" },
			figures: { total: 1_234_500, gifts: 1 },
			stations: [{ id: "wkid", total: 1_234_500, gifts: 1 }],
		});
		expect(facts.definition).toContain("Each new monthly gift counts for 12 months");
		expect(facts.milestones.slice(0, 2)).toEqual([
			{ amount: 2_000_000, toGo: 765_500, isGoal: false },
			{ amount: 3_000_000, toGo: 1_765_500, isGoal: false },
		]);
	});
});
