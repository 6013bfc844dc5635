import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../src/log.ts";
import { openTickerFeeds, type TickerFeeds } from "../../src/ticker/feeds.ts";
import { sideFrame } from "../../src/ticker/sse-frame.ts";
import { openTickerStreams } from "../../src/ticker/sse-route.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { readSse, type SseReader } from "../support/sse-reader.ts";
import { until } from "../support/until.ts";

const campaign = aCampaign({ closesAt: Date.now() + 86_400_000 });
const other = aCampaign({ ...campaign, id: "other", slug: "other", isDefault: false });

let database: TestDatabase;
let feeds: TickerFeeds;
let url: string;
let greeting: () => Promise<string>;
let close: () => Promise<void>;
const readers: SseReader[] = [];

/** "/<campaign>/<audience>": streams as routes open them, with a greeting for hosts. */
beforeEach(async () => {
	database = await openTestDatabase();
	for (const one of [campaign, other]) await storeCampaign(database.pool, one);
	greeting = async () => sideFrame("board", { version: 3 });
	feeds = await openTickerFeeds({ pool: database.pool, url: database.url, log: silentLog, beatMs: 60_000 });
	const streams = openTickerStreams({ pool: database.pool, log: silentLog });
	const server = createServer(async (request, response) => {
		const [, id = "", audience] = (request.url ?? "").split("/");
		const isHost = audience === "host";
		await streams.open(request, response, await feeds.of(id), {
			audience: isHost ? "host" : "page",
			greet: isHost ? () => greeting() : undefined,
		});
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	close = async () => {
		streams.endAll();
		await new Promise((resolve) => server.close(resolve));
		await feeds.close();
	};
});

afterEach(async () => {
	for (const reader of readers.splice(0)) reader.leave();
	await close();
	await database.drop();
});

async function watch(path: string, after: number | null = null): Promise<SseReader> {
	const reader = await readSse(`${url}/${path}`, after);
	readers.push(reader);
	await until("the first beat", () => reader.events.some(({ event }) => event === "beat"));
	return reader;
}

function boardsOf(reader: SseReader): unknown[] {
	return reader.events.filter(({ event }) => event === "board").map(({ body }) => body);
}

async function notifyBoard(version: number, changes: object = {}): Promise<void> {
	const told = { campaignId: campaign.id, audience: "host", event: "board", data: { version }, ...changes };
	await database.pool.query("select pg_notify('ticker_side', $1)", [JSON.stringify(told)]);
}

describe("what changes beside the ledger", () => {
	test("is said at once to that campaign's screens of that audience, and to no other", async () => {
		const [host, page, elsewhere] = await Promise.all([
			watch(`${campaign.id}/host`),
			watch(`${campaign.id}/page`),
			watch(`${other.id}/host`),
		]);
		await notifyBoard(7);
		await until("the board's version", () => boardsOf(host).length > 1);
		expect(boardsOf(host)).toEqual([{ version: 3 }, { version: 7 }]);
		await notifyBoard(8, { campaignId: other.id });
		await until("the other one's", () => boardsOf(elsewhere).length > 1);
		expect(boardsOf(elsewhere)).toEqual([{ version: 3 }, { version: 8 }]);
		expect(boardsOf(host)).toHaveLength(2);
		expect(boardsOf(page)).toEqual([]);
	});

	test("comes at every connection after what was missed, and moves nobody along the ledger", async () => {
		await appendEntry(database.pool, campaign);
		await appendEntry(database.pool, campaign);
		const host = await watch(`${campaign.id}/host`, 1);
		expect(host.events.map(({ event }) => event)).toEqual(["campaign", "item", "beat", "board"]);
		expect(host.events.at(-1)?.id).toBeNull();
		expect(host.lastId()).toBe(2);
	});

	test("reaches a screen that was only just being greeted, after its greeting", async () => {
		let greet: (frames: string) => void = () => undefined;
		greeting = () => new Promise((resolve) => (greet = resolve));
		const reader = await readSse(`${url}/${campaign.id}/host`);
		readers.push(reader);
		await until("the snapshot", () => reader.events.length > 0);
		const elsewhere = await feeds.of(campaign.id);
		await until("somebody who listens", () => elsewhere.readers() === 1);
		await notifyBoard(4);
		await appendEntry(database.pool, campaign);
		await until("the entry", () => elsewhere.flushed("host") === 1);
		greet(sideFrame("board", { version: 3 }));
		await until("the entry on the screen", () => reader.lastId() === 1);
		expect(boardsOf(reader)).toEqual([{ version: 3 }, { version: 4 }]);
	});

	test("is unknown after a gap in listening: the screens are told to ask", async () => {
		const host = await watch(`${campaign.id}/host`);
		await database.pool.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'",
		);
		await until("the word that nobody knows", () => boardsOf(host).length > 1);
		expect(boardsOf(host)).toEqual([{ version: 3 }, { version: null }]);
		await notifyBoard(9);
		await until("the next version", () => boardsOf(host).length > 2);
		expect(boardsOf(host).at(-1)).toEqual({ version: 9 });
	});

	test("a notification that makes no sense harms nothing", async () => {
		const host = await watch(`${campaign.id}/host`);
		for (const payload of ["", "no json", "{}", '{"campaignId":"x","audience":"host","event":"a\\nb: c","data":{}}'])
			await database.pool.query("select pg_notify('ticker_side', $1)", [payload]);
		await notifyBoard(9);
		await until("the next version", () => boardsOf(host).length > 1);
		expect(boardsOf(host)).toEqual([{ version: 3 }, { version: 9 }]);
	});

	test("a greeting that fails ends the stream: the screen comes back", async () => {
		greeting = () => Promise.reject(new Error("The database is away."));
		const reader = await readSse(`${url}/${campaign.id}/host`);
		readers.push(reader);
		await until("the end", () => !reader.isOpen());
	});
});
