import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import type { GiftRow, TickerItem, TickerSnapshot } from "../../src/domain/screen/ticker.ts";
import { recordScript } from "../../src/ledger/script.ts";
import { createScreenLink } from "../../src/on-air/screen-link.ts";
import { readSnapshot } from "../../src/ticker/snapshot.ts";
import { readPublicTotal } from "../../src/ticker/total.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign, type TestEntry } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { aMatch } from "../support/matches.ts";
import { readSse, type SseReader } from "../support/sse-reader.ts";
import { until } from "../support/until.ts";

const campaign = aCampaign({
	closesAt: Date.now() + 86_400_000,
	show: { ...aCampaign().show, lastYear: [100_000, 90_000] },
	rules: [aRule("every", { kind: "every", step: 1_000_000 }), aRule("hour", { kind: "hour-target", target: 400_000 })],
});
const CONSENT = { name: true, onAir: true };
const DANA = { name: "Dana Smith", town: "Springfield", donorKey: "dana", consent: CONSENT };

let database: TestDatabase;
let pool: pg.Pool;
let server: LiveServer;
const readers: SseReader[] = [];

beforeEach(async () => {
	database = await openTestDatabase();
	pool = database.pool;
	await storeCampaign(pool, campaign);
	server = await openLiveServer(pool, database.url);
});

afterEach(async () => {
	for (const reader of readers.splice(0)) reader.leave();
	await server.close();
	await database.drop();
});

async function hostScreen(after: number | null = null): Promise<SseReader> {
	const token = await createScreenLink(pool, campaign.id, "on-air", "Studio A");
	const reader = await readSse(`${server.url}/on-air/${token}/live`, after);
	readers.push(reader);
	await until("the screen's first event", () => reader.events.length > 0);
	return reader;
}

function itemsOf(reader: SseReader): TickerItem[] {
	return reader.events.filter((event) => event.event === "item").map((event) => event.body as TickerItem);
}

function hostSnapshot(): Promise<TickerSnapshot> {
	return readSnapshot(pool, campaign.id, "host", Date.now());
}

const give = (entry: TestEntry = {}) => appendEntry(pool, campaign, entry);

describe("a giver's first gift", () => {
	async function rowsByGift(): Promise<Map<number | null, GiftRow>> {
		return new Map((await hostSnapshot()).latest.map((row) => [row.amount, row]));
	}

	test("is the first of this drive by somebody who gave to none before; the second isn't", async () => {
		await give({ cash: 100, giver: DANA });
		await give({ cash: 200, giver: DANA });
		await give({ cash: 300, giver: { ...DANA, donorKey: undefined } });
		const rows = await rowsByGift();
		expect(rows.get(100)?.host).toMatchObject({ firstTime: true, town: "Springfield" });
		expect(rows.get(200)?.host).toMatchObject({ firstTime: false });
		expect(rows.get(300)?.host).toMatchObject({ firstTime: false });
	});

	test("isn't one where they gave to last year's drive, and is where it was to a later one", async () => {
		const others = [aCampaign({ opensAt: campaign.opensAt - 1 }), aCampaign({ opensAt: campaign.opensAt + 1 })];
		for (const [index, other] of others.entries()) {
			const own = { ...other, id: `other-${index}`, slug: `other-${index}`, isDefault: false };
			await storeCampaign(pool, own);
			await appendEntry(pool, own, { giver: { ...DANA, donorKey: `gave-${index}` } });
		}
		await give({ cash: 100, giver: { ...DANA, donorKey: "gave-0" } });
		await give({ cash: 200, giver: { ...DANA, donorKey: "gave-1" } });
		const rows = await rowsByGift();
		expect(rows.get(100)?.host?.firstTime).toBe(false);
		expect(rows.get(200)?.host?.firstTime).toBe(true);
	});

	test("stays one where the gift turns out to be another one and goes by its id", async () => {
		await give({ cash: 100, giftId: "pi_kept", giver: DANA });
		await pool.query("update donor set gift_id = 'in_absorbed'");
		await pool.query("insert into gift_ref (ref, gift_id) values ('in_absorbed', 'pi_kept')");
		expect((await rowsByGift()).get(100)?.host?.firstTime).toBe(true);
	});

	test("comes live as well", async () => {
		const host = await hostScreen();
		await give({ giver: { ...DANA, pronunciation: "DAY-nah" } });
		await until("the gift", () => itemsOf(host).length > 0);
		expect(itemsOf(host)[0]).toMatchObject({
			name: "Dana, Springfield",
			host: { firstTime: true, town: "Springfield", pronunciation: "DAY-nah" },
		});
	});
});

describe("scripts", () => {
	const script = "Dana, Springfield just gave $5,000!";
	const hide = () => give({ giftId: "pi_dana", kind: "described", giver: { ...DANA, consent: { name: true } } });

	test("the last few come with the snapshot, newest first, for the host alone", async () => {
		for (let number = 1; number <= 7; number += 1)
			await give({ kind: "announced", giftId: null, script: `Line ${number}.` });
		expect((await hostSnapshot()).scripts.map(({ text }) => text)).toEqual([
			"Line 7.",
			"Line 6.",
			"Line 5.",
			"Line 4.",
			"Line 3.",
		]);
		expect((await readSnapshot(pool, campaign.id, "page", Date.now())).scripts).toEqual([]);
	});

	test("one that names a giver isn't sent again once they hid their name", async () => {
		await give({ giftId: "pi_dana", giver: DANA });
		await give({ kind: "announced", giftId: null, about: "pi_dana", namesGiver: true, script });
		await give({ kind: "announced", giftId: null, script: "We passed $10,000." });
		expect((await hostSnapshot()).scripts.map(({ text }) => text)).toEqual(["We passed $10,000.", script]);
		expect((await hostSnapshot()).scripts[1]?.giftId).toMatch(/^[0-9a-f]{16}$/);
		await hide();
		expect((await hostSnapshot()).scripts.map(({ text }) => text)).toEqual(["We passed $10,000."]);
		const again = await hostScreen(1);
		await until("all of it", () => again.lastId() === 4);
		expect(itemsOf(again)[0]).toEqual({ seq: 2, type: "note", total: 1000, at: expect.any(Number) });
		expect(JSON.stringify(again.events)).not.toContain("Dana");
	});

	test("the ledger notes whether a script names its giver", async () => {
		await give({ giftId: "pi_dana", giver: DANA });
		await give({ kind: "announced", giftId: null, about: "pi_dana", namesGiver: false, script: "first" });
		const { rows } = await pool.query<{ id: string }>(
			`insert into announcement (campaign_id, key, rule_id, kind, value, gift_id, figures, priority, decided_at)
			select $1, key, 'large', 'large-gift', 1, 'pi_dana', '{}', 1, now() from unnest(array['a', 'b']) key returning id::text`,
			[campaign.id],
		);
		for (const [index, { id }] of rows.entries()) {
			const text = index === 0 ? script : "Somebody just gave $5,000!";
			await recordScript(pool, { campaignId: campaign.id, announcementId: id, text }, Date.now());
		}
		const noted = await pool.query("select names_giver from ledger_entry where kind = 'announced' order by seq");
		expect(noted.rows.map((row) => row.names_giver)).toEqual([false, true, false]);
		await hide();
		expect((await hostSnapshot()).scripts.map(({ text }) => text)).toEqual(["Somebody just gave $5,000!", "first"]);
	});
});

test("gifts are listed however much has been recorded since: renewals, scripts, corrections", async () => {
	await give({ cash: 700 });
	await pool.query(
		`with later as (update campaign_tally set seq = seq + 1500 where campaign_id = $1)
		insert into ledger_entry (campaign_id, seq, kind, cash, counted, total_after, occurred_at)
		select $1, n, 'renewal', 100, 0, 700, now() from generate_series(2, 1501) n`,
		[campaign.id],
	);
	expect(await hostSnapshot()).toMatchObject({ seq: 1501, latest: [{ amount: 700 }] });
});

test("the campaign's card says what the studio's strip needs", async () => {
	expect((await hostSnapshot()).campaign).toMatchObject({
		shortName: "Hope for Kids",
		timeZone: "America/Chicago",
		opensAt: campaign.opensAt,
		languages: ["en"],
		hourTarget: 400_000,
		lastYear: [100_000, 90_000],
		colour: "#c8912e",
		donateUrl: "https://give.example.org/hope",
		hashtag: "HopeForKids",
		stations: [{ id: "wkid", name: "WKID 101.5" }],
	});
});

describe("a match", () => {
	const opensAt = Date.now() - 60_000;
	const bank = aMatch({ from: opensAt, to: opensAt + 3_600_000 });
	const waiting = { ...bank, id: "waiting", unlock: { kind: "donors" as const, count: 500 } };

	async function withMatches(): Promise<void> {
		const config = JSON.stringify({ matches: [bank, waiting] });
		await pool.query("update campaign set version = version + 1, config = config || $2::jsonb where id = $1", [
			...[campaign.id, config],
		]);
	}
	const answer = (counted: number) => give({ kind: "matched", giftId: null, counted, matchId: "bank" });

	test("what it gave is the same live, after a resume and in a snapshot; a refund gives back", async () => {
		await withMatches();
		await answer(4_000);
		const screen = await hostScreen();
		const [first] = screen.events;
		expect(first?.body).toMatchObject({
			matched: { bank: 4_000 },
			campaign: { matches: [{ id: "bank" }, { id: "waiting" }] },
		});
		const seq = await answer(2_550);
		await answer(-1_000);
		await until("both answers", () => itemsOf(screen).length === 2);
		const resumed = await hostScreen(seq - 1);
		await until("both answers again", () => itemsOf(resumed).length === 2);
		for (const items of [itemsOf(screen), itemsOf(resumed)]) {
			expect(items).toMatchObject([
				{ type: "matched", matchId: "bank", amount: 2_550 },
				{ type: "matched", matchId: "bank", amount: -1_000 },
			]);
		}
		expect(await hostSnapshot()).toMatchObject({ matched: { bank: 5_550 }, total: 5_550 });
	});

	test("how far its condition is reaches every screen beside the ledger", async () => {
		await withMatches();
		const screen = await hostScreen();
		await pool.query(
			`update campaign_tally set tally = tally || '{"progress": {"waiting": 412}}'::jsonb where campaign_id = $1`,
			[campaign.id],
		);
		const told = () => screen.events.find(({ event }) => event === "campaign")?.body;
		await until("the card", () => told() !== undefined);
		expect(told()).toMatchObject({ matches: [{ id: "bank" }, { unlock: { reached: 412, needed: 500 } }] });
	});

	test("total.json has another tag when it opens, gives or ends, and no other where nothing has changed", async () => {
		await withMatches();
		const tagAt = async (now: number) => (await readPublicTotal(pool, campaign.id, now)).tag;
		const [before, open, later] = [opensAt - 1, opensAt, opensAt + 1_000];
		expect(await tagAt(open)).toBe(await tagAt(later));
		expect(await tagAt(before)).not.toBe(await tagAt(open));
		expect(await tagAt(bank.to)).not.toBe(await tagAt(later));
		const was = await tagAt(later);
		await answer(100);
		expect(await tagAt(later)).not.toBe(was);
	});
});
