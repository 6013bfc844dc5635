import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { TickerItem, TickerSnapshot } from "../../src/domain/screen/ticker.ts";
import { createScreenLink, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, type LiveServerOptions, openLiveServer } from "../support/live-server.ts";
import { readSse, type SseReader } from "../support/sse-reader.ts";
import { until } from "../support/until.ts";

const campaign = aCampaign({
	closesAt: Date.now() + 86_400_000,
	rules: [aRule("every", { kind: "every", step: 1_000_000 })],
});

let database: TestDatabase;
const servers: LiveServer[] = [];
const readers: SseReader[] = [];

beforeEach(async () => {
	database = await openTestDatabase();
	await storeCampaign(database.pool, campaign);
});

afterEach(async () => {
	for (const reader of readers.splice(0)) reader.leave();
	await Promise.all(servers.splice(0).map((server) => server.close()));
	await database.drop();
});

async function serve(options: LiveServerOptions = {}): Promise<LiveServer> {
	const server = await openLiveServer(database.pool, database.url, options);
	servers.push(server);
	return server;
}

async function connect(
	server: LiveServer,
	lastEventId: number | null = null,
	path = "/c/radiothon-2026/live",
): Promise<SseReader> {
	const reader = await readSse(`${server.url}${path}`, lastEventId);
	readers.push(reader);
	return reader;
}

function itemsOf(reader: SseReader): TickerItem[] {
	return reader.events.filter((event) => event.event === "item").map((event) => event.body as TickerItem);
}

function snapshotOf(reader: SseReader): TickerSnapshot {
	const first = reader.events[0];
	if (first?.event !== "snapshot")
		throw new Error(`The first event is ${first?.event ?? "missing"}, not the snapshot.`);
	return first.body as TickerSnapshot;
}

function range(from: number, to: number): number[] {
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe("the live ticker", () => {
	test("starts with a snapshot, then brings each new entry", async () => {
		await appendEntry(database.pool, campaign, { cash: 5000, giver: { name: "Dana Smith", consent: { name: true } } });
		const reader = await connect(await serve());
		await until("the snapshot", () => reader.events.length > 0);
		expect(snapshotOf(reader)).toMatchObject({
			seq: 1,
			total: 5000,
			gifts: 1,
			donors: 1,
			next: { amount: 1_000_000, toGo: 995_000 },
			latest: [{ name: "Dana Smith", amount: null }],
			campaign: { goal: 15_000_000, currency: "usd" },
			scripts: [],
		});
		expect(reader.headers).toMatchObject({
			"content-type": "text/event-stream; charset=utf-8",
			"x-accel-buffering": "no",
		});
		expect(reader.headers["cache-control"]).toContain("no-transform");
		expect(reader.headers["x-powered-by"]).toBeUndefined();
		await appendEntry(database.pool, campaign, { cash: 2500 });
		await until("the new gift", () => itemsOf(reader).length > 0);
		expect(itemsOf(reader)).toMatchObject([{ seq: 2, type: "gift", total: 7500, name: "A generous listener" }]);
	});

	test("says every few seconds what time it is and how far the reader should be", async () => {
		const server = await serve({ beatMs: 50 });
		const reader = await connect(server);
		await appendEntry(database.pool, campaign);
		await until("a beat after the gift", () =>
			reader.events.some(({ event, body }) => event === "beat" && (body as { seq: number }).seq === 1),
		);
		const beat = reader.events.findLast((event) => event.event === "beat")?.body as { now: number; checkedAt: number };
		expect(beat.checkedAt).toBeLessThanOrEqual(beat.now);
		expect(beat.now - beat.checkedAt).toBeLessThan(5000);
	});

	test("readers that come and go while entries are written each get every seq once and in order", async () => {
		const server = await serve();
		const total = 300;
		let written = 0;
		const writing = Promise.all(
			range(1, 4).map(async () => {
				while (written < total) {
					written += 1;
					await appendEntry(database.pool, campaign, { cash: 100 });
				}
			}),
		);
		const seen = await Promise.all(range(1, 12).map((number) => comeAndGo(server, total, number)));
		await writing;
		for (const { first, seqs } of seen) expect(seqs).toEqual(range(first + 1, total));
		expect(seen.some(({ visits }) => visits > 3)).toBe(true);
	});

	async function comeAndGo(
		server: LiveServer,
		total: number,
		number: number,
	): Promise<{ first: number; seqs: number[]; visits: number }> {
		const seqs: number[] = [];
		let reader = await connect(server);
		await until("the snapshot", () => reader.events.length > 0);
		const first = snapshotOf(reader).seq;
		let visits = 1;
		for (;;) {
			// Odd readers leave often, after differing numbers of items; even ones seldom.
			const stay = number % 2 === 0 ? 90 : 5 + ((number * visits * 7) % 23);
			await until("some items", () => itemsOf(reader).length >= stay || reader.lastId() === total);
			reader.leave();
			seqs.push(...itemsOf(reader).map((item) => item.seq));
			if (reader.lastId() === total) return { first, seqs, visits };
			reader = await connect(server, reader.lastId());
			visits += 1;
		}
	}

	test("a reader that doesn't read is cut, and resumes where it was", async () => {
		const ends: string[] = [];
		const watch = { opened: () => undefined, ended: (_audience: string, end: string) => ends.push(end) };
		const server = await serve({ mostWaiting: 1024 * 1024, mostBehind: 100_000, watch });
		const slow = await connect(server);
		const steady = await connect(server);
		await until("the snapshots", () => slow.events.length > 0 && steady.events.length > 0);
		slow.pause();
		let seq = 0;
		// The kernel's own buffers take megabytes before the server notices.
		while (!ends.includes("too-slow") && seq < 150_000) {
			seq = await appendMany(2500);
			await until("the steady reader", () => steady.lastId() === seq);
		}
		expect(ends).toEqual(["too-slow"]);
		expect(itemsOf(steady).map((item) => item.seq)).toEqual(range(1, seq));
		slow.resume();
		await until("the end of the slow one", () => !slow.isOpen());
		const had = slow.lastId() ?? 0;
		expect(had).toBeLessThan(seq);
		expect(itemsOf(slow).map((item) => item.seq)).toEqual(range(1, had));
		const again = await connect(server, had);
		await until("the rest", () => again.lastId() === seq);
		expect(itemsOf(again).map((item) => item.seq)).toEqual(range(had + 1, seq));
	}, 180_000);

	/** Many entries in one transaction: for volume, where the way they are written is not the point. */
	async function appendMany(count: number): Promise<number> {
		const giver = JSON.stringify({ giver: { name: "Bartholomew Maximilian Featherstone", consent: { name: true } } });
		const { rows } = await database.pool.query<{ seq: number }>(
			`with tally as (update campaign_tally set seq = seq + $2 where campaign_id = $1 returning seq - $2 as before, seq),
			gifts as (insert into gift (id, campaign_id, state)
				select 'pi_many_' || before + n, $1, $3::jsonb from tally, generate_series(1, $2::int) n),
			entries as (insert into ledger_entry (campaign_id, seq, gift_id, kind, cash, counted, gifts, total_after, occurred_at)
				select $1, before + n, 'pi_many_' || before + n, 'received', 100, 100, 1, (before + n) * 100, now() from tally, generate_series(1, $2::int) n)
			select seq, pg_notify('ticker', $1 || ':' || seq) from tally`,
			[campaign.id, count, giver],
		);
		return rows[0]?.seq ?? 0;
	}

	test("a reader too far behind gets a snapshot instead of everything in between", async () => {
		const server = await serve({ mostBehind: 5 });
		for (const _ of range(1, 10)) await appendEntry(database.pool, campaign);
		const near = await connect(server, 6);
		const far = await connect(server, 2);
		await until("both", () => near.lastId() === 10 && far.lastId() === 10);
		expect(itemsOf(near).map((item) => item.seq)).toEqual([7, 8, 9, 10]);
		expect(snapshotOf(far)).toMatchObject({ seq: 10, total: 10_000, reset: false });
	});

	test("a reader ahead of the ledger itself is told to start over", async () => {
		await appendEntry(database.pool, campaign);
		const reader = await connect(await serve(), 50);
		await until("the snapshot", () => reader.events.length > 0);
		expect(snapshotOf(reader)).toMatchObject({ seq: 1, reset: true });
	});

	test("the address may carry the last seq, for a page that made a new EventSource", async () => {
		for (const _ of range(1, 3)) await appendEntry(database.pool, campaign);
		const reader = await connect(await serve(), null, "/c/radiothon-2026/live?after=1");
		await until("the rest", () => reader.lastId() === 3);
		expect(itemsOf(reader).map((item) => item.seq)).toEqual([2, 3]);
	});

	test("what was hidden since is hidden in what is sent again", async () => {
		await appendEntry(database.pool, campaign, {
			giftId: "pi_a",
			giver: { name: "Dana Smith", consent: { name: true } },
		});
		await appendEntry(database.pool, campaign, {
			giftId: "pi_a",
			kind: "described",
			giver: { name: "Dana Smith", consent: { name: false } },
		});
		const reader = await connect(await serve(), 0);
		await until("both entries", () => reader.lastId() === 2);
		expect(JSON.stringify(reader.events)).not.toContain("Dana");
		expect(JSON.stringify(reader.events)).not.toContain("pi_a");
		expect(itemsOf(reader)[1]).toMatchObject({ type: "described", name: "A generous listener" });
	});

	test("a gift that was given back leaves the list of the latest", async () => {
		await appendEntry(database.pool, campaign, { giftId: "pi_kept", cash: 700 });
		await appendEntry(database.pool, campaign, { giftId: "pi_back", cash: 500 });
		await appendEntry(database.pool, campaign, { giftId: "pi_back", kind: "refunded", cash: -500, gifts: -1 });
		const reader = await connect(await serve(), null);
		await until("the snapshot", () => reader.events.length > 0);
		expect(snapshotOf(reader)).toMatchObject({ total: 700, peak: 1200, gifts: 1 });
		expect(snapshotOf(reader).latest).toHaveLength(1);
	});
});

describe("when the database's connections break", () => {
	test("the listening connection is killed: nothing is missed, and news is quick again", async () => {
		const server = await serve({ pollMs: 60_000 });
		const reader = await connect(server);
		await until("the snapshot", () => reader.events.length > 0);
		const killed = await database.pool.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
		);
		expect(killed.rowCount).toBeGreaterThan(0);
		for (const _ of range(1, 5)) await appendEntry(database.pool, campaign);
		await until("what was written meanwhile", () => reader.lastId() === 5);
		await appendEntry(database.pool, campaign);
		await until("what was written after", () => reader.lastId() === 6);
		expect(itemsOf(reader).map((item) => item.seq)).toEqual(range(1, 6));
	});

	test("a notification that never came is made good by the next look", async () => {
		const server = await serve({ pollMs: 100 });
		const reader = await connect(server);
		await until("the snapshot", () => reader.events.length > 0);
		await database.pool.query("update campaign_tally set seq = 1 where campaign_id = $1", [campaign.id]);
		await database.pool.query(
			`insert into ledger_entry (campaign_id, seq, kind, cash, counted, gifts, total_after, occurred_at)
			values ($1, 1, 'received', 100, 100, 1, 100, now())`,
			[campaign.id],
		);
		await until("the entry", () => reader.lastId() === 1);
	});

	test("every connection is killed: readers stay connected and miss nothing", async () => {
		const server = await serve();
		const reader = await connect(server);
		await until("the snapshot", () => reader.events.length > 0);
		await database.pool.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
		);
		for (const _ of range(1, 3)) await appendEntry(database.pool, campaign);
		await until("all three", () => reader.lastId() === 3);
		expect(itemsOf(reader).map((item) => item.seq)).toEqual([1, 2, 3]);
		expect(reader.isOpen()).toBe(true);
	});
});

describe("the host's screen", () => {
	test("sees amounts and scripts that the page does not", async () => {
		const token = await createScreenLink(database.pool, campaign.id, "on-air", "Studio A");
		const server = await serve();
		const host = await connect(server, 0, `/on-air/${token}/live`);
		const page = await connect(server, 0);
		await appendEntry(database.pool, campaign, {
			cash: 5000,
			giver: { name: "Dana Smith", town: "Springfield", consent: { name: true, onAir: true } },
		});
		await appendEntry(database.pool, campaign, { kind: "announced", giftId: null, script: "We passed $10,000!" });
		await until("both", () => host.lastId() === 2 && page.lastId() === 2);
		expect(itemsOf(host)).toMatchObject([
			{ name: "Dana, Springfield", amount: 5000 },
			{ type: "script", script: "We passed $10,000!" },
		]);
		expect(itemsOf(page)).toMatchObject([{ name: "Dana Smith", amount: null }, { type: "note" }]);
		expect(JSON.stringify(page.events)).not.toContain("passed");
	});

	test("a link that is switched off ends its open screen and opens nothing any more", async () => {
		const token = await createScreenLink(database.pool, campaign.id, "on-air", "Studio A");
		const server = await serve({ recheckMs: 50 });
		const reader = await connect(server, null, `/on-air/${token}/live`);
		expect((await fetch(`${server.url}/on-air/${token}`)).status).toBe(200);
		expect(await revokeScreenLinks(database.pool, campaign.id, "Studio A")).toBe(1);
		await until("the end", () => !reader.isOpen());
		expect(reader.events.at(-1)).toMatchObject({ event: "ended", body: { reason: "revoked" } });
		const page = await fetch(`${server.url}/on-air/${token}`);
		expect(page.status).toBe(404);
		expect(await page.text()).toContain("Ask the development office for a new link");
		expect((await fetch(`${server.url}/on-air/${token}/live`)).status).toBe(404);
	});

	test("a phone room's link is not a studio's, and what is stored opens nothing", async () => {
		const token = await createScreenLink(database.pool, campaign.id, "phones", "Room 1");
		const server = await serve();
		expect((await fetch(`${server.url}/on-air/${token}`)).status).toBe(404);
		const { rows } = await database.pool.query<{ token_hash: string }>("select token_hash from screen_link");
		expect(rows[0]?.token_hash).not.toContain(token);
		expect((await fetch(`${server.url}/on-air/${rows[0]?.token_hash}`)).status).toBe(404);
	});
});

describe("total.json", () => {
	test("is answered with 304 until something changes", async () => {
		await appendEntry(database.pool, campaign, { cash: 1234 });
		const address = `${(await serve()).url}/c/radiothon-2026/total.json`;
		const first = await fetch(address);
		expect(await first.json()).toMatchObject({ total: 1234, goal: 15_000_000, gifts: 1, seq: 1, currency: "usd" });
		const tag = first.headers.get("etag") ?? "";
		const same = await fetch(address, { headers: { "If-None-Match": tag } });
		expect(same.status).toBe(304);
		expect(await same.text()).toBe("");
		await appendEntry(database.pool, campaign);
		expect((await fetch(address, { headers: { "If-None-Match": tag } })).status).toBe(200);
		expect(first.headers.get("access-control-allow-origin")).toBe("*");
	});

	test("an unknown campaign, or one still being set up, is not there", async () => {
		const server = await serve();
		expect((await fetch(`${server.url}/c/nothing/total.json`)).status).toBe(404);
		await database.pool.query("update campaign set state = 'draft'");
		expect((await fetch(`${server.url}/c/radiothon-2026/total.json`)).status).toBe(404);
	});
});

test("when the process stops, streams end at once with a time to come back", async () => {
	const server = await serve();
	const reader = await connect(server);
	await until("the snapshot", () => reader.events.length > 0);
	const started = performance.now();
	await server.close();
	servers.length = 0;
	expect(performance.now() - started).toBeLessThan(1500);
	await until("the end", () => !reader.isOpen());
});

test("an edit by staff reaches open screens", async () => {
	const server = await serve({ pollMs: 100 });
	const reader = await connect(server);
	await until("the snapshot", () => reader.events.length > 0);
	await database.pool.query(
		"update campaign set version = version + 1, config = jsonb_set(config, '{goal}', '20000000')",
	);
	await until("the new goal", () => reader.events.some(({ event }) => event === "campaign"));
	expect(reader.events.findLast((event) => event.event === "campaign")?.body).toMatchObject({ goal: 20_000_000 });
});
