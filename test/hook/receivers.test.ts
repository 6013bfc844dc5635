import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { inTransaction } from "../../src/db/pool.ts";
import type { HookKind } from "../../src/domain/staff/hook-kind.ts";
import { BadAddress, checkedAddress } from "../../src/hook/address.ts";
import { deliverDue } from "../../src/hook/deliver.ts";
import { readDeliveries, replayOne, replayRange } from "../../src/hook/deliveries.ts";
import { feedHooks } from "../../src/hook/feed.ts";
import { addHook, changeHook, findHook, removeHook, rotateSecret } from "../../src/hook/hook-store.ts";
import { send } from "../../src/hook/send.ts";
import { recordFacts } from "../../src/ledger/record.ts";
import { silentLog } from "../../src/log.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { received } from "../support/facts.ts";
import { openCampaignDatabase } from "../support/running-api.ts";

type Got = { readonly headers: IncomingHttpHeaders; readonly text: string };

const campaign = aCampaign();
/** Seals nothing: what sealing does is tested with the vault itself. */
const vault = {
	seal: (id: string, content: unknown) => JSON.stringify({ id, content }),
	unseal: (_id: string, sealed: string): unknown => JSON.parse(sealed).content,
};

let db: TestDatabase;
let base: string;
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: "ok" };
let got: Got[] = [];
const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on("data", (part: Buffer) => parts.push(part));
	request.on("end", () => {
		got.push({ headers: request.headers, text: Buffer.concat(parts).toString("utf8") });
		response.writeHead(answer.status, answer.headers).end(answer.body);
	});
});

beforeAll(async () => {
	db = await openCampaignDatabase(campaign);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
	await db.pool.query("update hook set enabled = false, removed_at = now()");
	answer = { status: 200, body: "ok" };
	got = [];
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
	await db.drop();
});

const parts = () => ({
	...{ pool: db.pool, vault, allowsLocal: true, log: silentLog },
	...{ now: Date.now, random: () => 0 },
});

async function aReceiver(kinds: readonly HookKind[], format: "carillon" | "slack" = "carillon") {
	const written = { label: "Newsroom", address: `${base}/in/S3cretPath`, kinds, format, enabled: true };
	return inTransaction(db.pool, (client) => addHook(client, vault, campaign.id, written));
}

async function give(name: string, amount: number, giver = {}) {
	const directory = openCampaignDirectory(db.pool);
	await inTransaction(db.pool, (client) =>
		recordFacts(client, directory, [received(name, amount, { giver })], Date.now()),
	);
}

async function deliver(): Promise<void> {
	for (const id of await feedHooks(db.pool)) await deliverDue(parts(), id);
}

function open({ text, headers }: Got, secret: string) {
	return new Webhook(secret).verify(text, headers as Record<string, string>) as {
		type: string;
		sequence: number;
		data: Record<string, unknown>;
	};
}

describe("a receiver outside", () => {
	test("is told of gifts and milestones once, in order, signed, with names only as consented", async () => {
		const { id, secret } = await aReceiver(["gift", "milestone"]);
		await give("shy", 400_000, { name: "Hidden Hannah", donorKey: "k1" });
		await give("open", 700_000, { name: "Dana Reed", donorKey: "k2", consent: { name: true, amount: true } });
		await Promise.all([deliver(), deliver()]);
		await deliver();
		const told = got.map((one) => open(one, secret));
		expect(told.map(({ type, sequence }) => [type, sequence])).toEqual([
			["gift.counted", 1],
			["gift.counted", 2],
			["milestone.reached", 3],
		]);
		expect(told[0]?.data).toMatchObject({ name: "A generous listener", amount: null, total: 400_000 });
		expect(told[1]?.data).toMatchObject({ name: "Dana Reed", amount: 700_000, total: 1_100_000 });
		expect(told[2]?.data).toMatchObject({ words: "Passed $10,000", kind: "every" });
		expect(JSON.stringify(got)).not.toContain("Hannah");
		expect(new Set(got.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
		const { deliveries } = await readDeliveries(db.pool, id, { state: "delivered", before: null, limit: 10 });
		expect(deliveries.map(({ sequence, status, answer: said }) => [sequence, status, said])).toEqual([
			[3, 200, "ok"],
			[2, 200, "ok"],
			[1, 200, "ok"],
		]);
	});

	test("that is away keeps everything waiting in order, and gets all of it when it is back", async () => {
		const { id, secret } = await aReceiver(["gift"]);
		answer = { status: 503, body: "token=abc123 whsec_C2FVsBQIhrscChlQIMV dana@hospital.org" };
		await give("away1", 100);
		await give("away2", 200);
		await deliver();
		expect(got).toHaveLength(1);
		const waiting = await readDeliveries(db.pool, id, { state: "waiting", before: null, limit: 10 });
		const first = waiting.deliveries.at(-1);
		expect(first).toMatchObject({ tries: 1, status: 503 });
		expect(first?.answer).not.toMatch(/abc123|C2FV|dana@/);
		expect((await findHook(db.pool, campaign.id, id)).failingSince).not.toBeNull();
		await deliver();
		expect(got).toHaveLength(1);
		answer = { status: 200, body: "" };
		await inTransaction(db.pool, (client) => changeHook(client, vault, id, { enabled: true }));
		await deliver();
		expect(got.slice(1).map((one) => open(one, secret).sequence)).toEqual([1, 2]);
		expect(got[1]?.headers["webhook-id"]).toBe(got[0]?.headers["webhook-id"]);
		expect(await findHook(db.pool, campaign.id, id)).toMatchObject({ failingSince: null, waiting: 0 });
	});

	test("that refuses one message gets the others", async () => {
		await aReceiver(["gift"]);
		answer = { status: 422, body: "no" };
		await give("odd1", 100);
		await deliver();
		answer = { status: 200, body: "" };
		await give("odd2", 100);
		await deliver();
		expect(got).toHaveLength(2);
	});

	test("is left alone after its last try, and that is in the audit log", async () => {
		const { id } = await aReceiver(["gift"]);
		answer = { status: 500, body: "" };
		await give("dead", 100);
		await feedHooks(db.pool);
		await db.pool.query("update hook_delivery set tries = 9 where hook_id = $1", [id]);
		await deliverDue(parts(), id);
		expect(await findHook(db.pool, campaign.id, id)).toMatchObject({ failed: 1, pausedAt: expect.any(Number) });
		const { rows } = await db.pool.query("select what from audit_line where request_id = $1", [id]);
		expect(rows).toEqual([{ what: "receiver.paused" }]);
		await deliver();
		expect(got).toHaveLength(1);
	});

	test("can be sent one message again, or all of a time, under the ids they had; a name hidden since stays hidden", async () => {
		const { id, secret } = await aReceiver(["gift"]);
		const from = Date.now();
		await give("again", 100, { name: "Maria Lopez", donorKey: "k9", consent: { name: true } });
		await deliver();
		const hidden = received("again", 100, { toldBy: "donor", giver: { consent: { name: false } }, at: Date.now() });
		const directory = openCampaignDirectory(db.pool);
		await inTransaction(db.pool, (client) => recordFacts(client, directory, [hidden], Date.now()));
		const [delivery] = (await readDeliveries(db.pool, id, { state: null, before: null, limit: 9 })).deliveries;
		expect(await replayOne(db.pool, id, delivery?.id ?? 0)).toBe(true);
		await deliver();
		expect(await replayRange(db.pool, id, { from: from - 60_000, to: Date.now() + 60_000 })).toBe(1);
		await deliver();
		expect(got.map((one) => one.headers["webhook-id"])).toEqual(Array(3).fill(delivery?.messageId));
		expect(open(got[0] as Got, secret).data.name).toBe("Maria Lopez");
		expect(open(got[2] as Got, secret).data.name).toBe("A generous listener");
	});

	test("can check with the old secret for a day after a new one was made", async () => {
		const { id, secret } = await aReceiver(["gift"]);
		const next = await rotateSecret(db.pool, vault, id);
		await give("rotated", 100);
		await deliver();
		expect(open(got[0] as Got, secret).type).toBe("gift.counted");
		expect(open(got[0] as Got, next).type).toBe("gift.counted");
		await db.pool.query("update hook set old_secret_until = now() - interval '1 second' where id = $1", [id]);
		await give("rotated2", 100);
		await deliver();
		expect(() => open(got[1] as Got, secret)).toThrow();
		expect(open(got[1] as Got, next).type).toBe("gift.counted");
	});

	test("hears of the red button and of posts, and nothing once it is removed", async () => {
		const { id, secret } = await aReceiver(["posting-stopped", "posting-resumed"]);
		await db.pool.query("update campaign set posting_stopped_at = now(), posting_stopped_by = 'x'");
		await db.pool.query("update campaign set posting_stopped_at = null, posting_stopped_by = null");
		await deliver();
		expect(got.map((one) => open(one, secret).type)).toEqual(["posting.stopped", "posting.resumed"]);
		await inTransaction(db.pool, (client) => removeHook(client, id));
		await db.pool.query("update campaign set posting_stopped_at = now()");
		await deliver();
		expect(got).toHaveLength(2);
		await db.pool.query("update campaign set posting_stopped_at = null");
	});

	test("in Slack's format gets one sentence in which nothing is a mention", async () => {
		await aReceiver(["gift"], "slack");
		await give("slack", 5_000, { name: "<!channel> & co", donorKey: "k7", consent: { name: true, amount: true } });
		await deliver();
		const { text } = JSON.parse(got[0]?.text ?? "{}");
		expect(text).not.toContain("<!channel>");
		expect(text).toMatch(/gave \$50/);
	});
});

describe("an address", () => {
	test.each([
		"http://news.example.org/in",
		"https://127.0.0.1/in",
		"https://[::1]/in",
		"https://10.0.0.7/",
		"https://localhost/in",
		"https://db.internal/",
		"https://user:pw@news.example.org/",
		"ftp://news.example.org",
		"news.example.org",
	])("%s is refused", (text) => {
		expect(() => checkedAddress(text, false)).toThrow(BadAddress);
	});

	test("that leads inside when the name is asked is not sent to", async () => {
		const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
		const inside = { address: new URL(base), secrets, messageId: "m", body: "{}" };
		expect(await send(inside, false)).toMatchObject({
			status: null,
			answer: expect.stringContaining("private network"),
		});
		const named = { ...inside, address: new URL(base.replace("127.0.0.1", "localhost")) };
		expect(await send(named, false)).toMatchObject({
			status: null,
			answer: expect.stringContaining("private network"),
		});
		expect(got).toEqual([]);
	});

	test("that answers with another one is not followed, and an endless answer is cut", async () => {
		const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
		answer = { status: 302, body: "", headers: { location: `${base}/elsewhere` } };
		expect(await send({ address: new URL(base), secrets, messageId: "m", body: "{}" }, true)).toMatchObject({
			status: 302,
		});
		answer = { status: 200, body: "x".repeat(1_000_000) };
		const long = await send({ address: new URL(base), secrets, messageId: "m", body: "{}" }, true);
		expect(long.answer).toHaveLength(4_096);
		expect(got).toHaveLength(2);
	});
});
