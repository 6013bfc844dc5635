import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { HOUR, MINUTE } from "../../src/domain/plain/instant.ts";
import { createScreenLink, listScreenLinks, revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { openScreen } from "../support/screens.ts";
import { readSse, type SseReader } from "../support/sse-reader.ts";
import { until } from "../support/until.ts";

const DANA = { name: "Dana Smith", town: "Springfield", consent: { name: true, onAir: true } };

let database: TestDatabase;
let campaign: Campaign;
let server: LiveServer;
let clock: number;
const readers: SseReader[] = [];

beforeEach(async () => {
	database = await openTestDatabase();
	clock = Date.now();
	campaign = aCampaign({ opensAt: clock - HOUR, closesAt: clock + 24 * HOUR });
	await storeCampaign(database.pool, campaign);
	await appendEntry(database.pool, campaign, { cash: 5_000, giver: DANA });
	server = await openLiveServer(database.pool, database.url, { now: () => clock });
});
afterEach(async () => {
	for (const reader of readers.splice(0)) reader.leave();
	await server.close();
	await database.drop();
});

async function listen(token: string): Promise<SseReader> {
	const reader = await readSse(`${server.url}/on-air/${token}/live`);
	readers.push(reader);
	await until("the snapshot", () => reader.events.some(({ event }) => event === "snapshot"));
	return reader;
}

const versions = (reader: SseReader) =>
	reader.events.filter(({ event }) => event === "board").map(({ body }) => (body as { version: number }).version);

describe("a link's role", () => {
	test("watch reads the board and may press nothing, and is told what to do", async () => {
		const screen = await openScreen(server.url, database.pool, campaign.id);
		const giftId = (await screen.board()).rows[0]?.giftId ?? "";
		const refused = await screen.thank({ do: "claim", giftId });
		expect(refused).toMatchObject({ status: 403, body: { code: "forbidden" } });
		expect(JSON.stringify(refused.body)).toContain("Ask the development office for a link with the role host");
		expect((await screen.say({ text: "We are live." })).status).toBe(403);
		expect((await screen.board()).rows).toMatchObject([{ state: "waiting" }]);
	});

	test("host thanks and does not push; producer does both", async () => {
		const host = await openScreen(server.url, database.pool, campaign.id, { role: "host" });
		expect((await host.thank({ do: "claim-batch" })).status).toBe(200);
		expect(await host.say({ text: "We are live." })).toMatchObject({ status: 403 });
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer" });
		expect((await producer.thank({ do: "claim-batch" })).status).toBe(200);
		expect((await producer.say({ text: "We are live." })).status).toBe(200);
	});

	test("a press that comes from another site's page is refused", async () => {
		const screen = await openScreen(server.url, database.pool, campaign.id, { role: "host" });
		const body = { requestId: "request-1", readerId: screen.readerId, do: "claim-batch" };
		expect((await screen.post("/thanks", body, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
		const form = await fetch(`${server.url}/on-air/${screen.token}/thanks`, {
			method: "POST",
			headers: { "Content-Type": "text/plain" },
			body: JSON.stringify(body),
		});
		expect(form.status).toBe(415);
	});
});

describe("a link that was switched off", () => {
	test("opens no board, no fact sheet and takes no press; a wrong one likewise", async () => {
		const screen = await openScreen(server.url, database.pool, campaign.id, { role: "producer", label: "Old" });
		expect((await screen.board()).link.label).toBe("Old");
		await revokeScreenLinks(database.pool, campaign.id, "Old");
		for (const path of ["/board", "/facts"]) expect((await screen.get(path)).status).toBe(404);
		expect((await screen.thank({ do: "claim-batch" })).status).toBe(404);
		expect((await screen.say({ text: "Hello" })).status).toBe(404);
		expect((await fetch(`${server.url}/on-air/nothing/board`)).status).toBe(404);
		expect(await listScreenLinks(database.pool, campaign.id)).toMatchObject([
			{ label: "Old", role: "producer", layout: "studio", stationId: null, revokedAt: expect.any(Number) },
		]);
	});

	test("a phone room's link is none", async () => {
		const token = await createScreenLink(database.pool, campaign.id, "phones", "Room 1");
		expect((await fetch(`${server.url}/on-air/${token}/board`)).status).toBe(404);
	});
});

describe("a screen in a public place", () => {
	test("has the public's stream, and on its board nothing that is the studio's", async () => {
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer" });
		await producer.say({ text: "Studio only." });
		const lobby = await openScreen(server.url, database.pool, campaign.id, { layout: "lobby", label: "Lobby" });
		expect(await lobby.board()).toMatchObject({ rows: [], towns: [], sayNow: null, evergreen: [], stationTotal: null });
		const reader = await listen(lobby.token);
		const snapshot = reader.events.find(({ event }) => event === "snapshot")?.body;
		expect(snapshot).toMatchObject({ latest: [{ amount: null, host: null }] });
		expect(versions(reader)).toEqual([]);
	});
});

describe("the board's version on the stream", () => {
	test("is said at the start and at every deed, by whichever screen", async () => {
		const host = await openScreen(server.url, database.pool, campaign.id, { role: "host" });
		const other = await openScreen(server.url, database.pool, campaign.id, { role: "watch" });
		const reader = await listen(other.token);
		await until("the first version", () => versions(reader).length > 0);
		expect(versions(reader)[0]).toBe(0);
		await host.thank({ do: "claim-batch" });
		await until("the claim", () => versions(reader).includes(1));
		await host.thank({ do: "undo" });
		await until("the undo", () => versions(reader).includes(2));
		expect((await other.board()).version).toBe(2);
	});
});

describe("say now", () => {
	test("is on every host's board at once, the newest in the place of the last, until it is taken off", async () => {
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer", label: "Producer" });
		const host = await openScreen(server.url, database.pool, campaign.id, { role: "host" });
		const reader = await listen(host.token);
		await producer.say({ text: "Ten minutes left in the match." });
		await until("the push", () => versions(reader).includes(1));
		expect((await host.board()).sayNow).toMatchObject({
			text: "Ten minutes left in the match.",
			by: "Producer",
			at: clock,
		});
		const newer = await producer.say({ text: "  Five minutes   left. " });
		expect((await host.board()).sayNow).toMatchObject({ text: "Five minutes left." });
		await producer.say({ clear: true, id: "999999" });
		expect((await host.board()).sayNow).not.toBeNull();
		expect((await producer.say({ clear: true, id: newer.body.sayNow?.id })).body.sayNow).toBeNull();
		expect((await host.board()).sayNow).toBeNull();
		const { rows } = await database.pool.query("select said_by, cleared_by from say_now order by id");
		expect(rows).toEqual([
			{ said_by: "Producer", cleared_by: "Producer" },
			{ said_by: "Producer", cleared_by: "Producer" },
		]);
	});

	test("sent again over a bad network is said once, and brings nothing back", async () => {
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer" });
		await Promise.all([1, 2, 3].map(() => producer.say({ text: "Thank you, night shift." }, "request-one")));
		expect((await producer.board()).version).toBe(1);
		await producer.say({ text: "Good morning." });
		await producer.say({ text: "Thank you, night shift." }, "request-one");
		expect(await producer.board()).toMatchObject({ version: 2, sayNow: { text: "Good morning." } });
	});

	test("goes by itself when its time is over", async () => {
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer" });
		await producer.say({ text: "Ten minutes.", minutes: 10 });
		expect((await producer.board()).askAgainAt).toBe(clock + 10 * MINUTE);
		clock += 10 * MINUTE;
		expect(await producer.board()).toMatchObject({ sayNow: null, askAgainAt: null });
	});

	test("is refused with reasons where it names what may not be said, unless the producer answers for it", async () => {
		const producer = await openScreen(server.url, database.pool, campaign.id, { role: "producer" });
		const text = "Call Timmy's mother on 312-555-0188.";
		const refused = await producer.say({ text });
		expect(refused).toMatchObject({ status: 422, body: { code: "privacy", fields: [{ field: expect.any(String) }] } });
		expect((await producer.board()).sayNow).toBeNull();
		expect((await producer.say({ text: "Call 1-800-555-0134 for Hope for Kids." })).status).toBe(200);
		expect((await producer.say({ text, despite: true })).status).toBe(200);
		const { rows } = await database.pool.query("select despite from say_now where text = $1", [text]);
		expect(rows).toEqual([{ despite: [expect.any(String)] }]);
		expect((await producer.say({ text: "x".repeat(401) })).status).toBe(422);
		expect((await producer.say({ text: " " })).status).toBe(422);
	});
});
