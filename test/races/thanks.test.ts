import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { CLAIM_LASTS, TAKE_OVER_AFTER } from "../../src/domain/screen/thanks.ts";
import { revokeScreenLinks } from "../../src/on-air/screen-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { type LiveServer, openLiveServer } from "../support/live-server.ts";
import { openScreen, type TestScreen } from "../support/screens.ts";

const AGREED = { name: true, onAir: true, amount: true };

let database: TestDatabase;
let campaign: Campaign;
let clock: number;
const servers: LiveServer[] = [];

beforeEach(async () => {
	clock = Date.now();
	database = await openTestDatabase();
	campaign = aCampaign({ opensAt: clock - 3_600_000, closesAt: clock + 86_400_000 });
	await storeCampaign(database.pool, campaign);
});
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.close()));
	await database.drop();
});

/** Two processes, as behind a load balancer, with one clock that the test turns. */
async function serve(): Promise<LiveServer> {
	const server = await openLiveServer(database.pool, database.url, { now: () => clock });
	servers.push(server);
	return server;
}

async function give(count: number): Promise<void> {
	for (let one = 0; one < count; one += 1) {
		await appendEntry(database.pool, campaign, {
			cash: 1_000 + one,
			giver: { name: `Dana ${"abcdefgh"[one % 8]}`, consent: AGREED },
		});
	}
}

async function hosts(count: number): Promise<TestScreen[]> {
	const [one, two] = [await serve(), await serve()];
	const screens = await Promise.all(
		[one, two].map(({ url }, index) =>
			openScreen(url, database.pool, campaign.id, { role: "host", label: `Studio ${index}` }),
		),
	);
	return Array.from({ length: count }, (_, index) => (screens[index % 2] as TestScreen).as(`Host ${index}`));
}

/** Every gift's deeds, as the history has them. */
async function readers(): Promise<Map<string, string[]>> {
	const { rows } = await database.pool.query<{ gift: string; reader: string }>(
		`select s->>'gift' as gift, d.reader_id as reader from thank_deed d, jsonb_array_elements(d.steps) s
		where d.deed = 'read' and d.undone_at is null order by d.id`,
	);
	const found = new Map<string, string[]>();
	for (const { gift, reader } of rows) found.set(gift, [...(found.get(gift) ?? []), reader]);
	return found;
}

async function boardVersion(): Promise<number> {
	const { rows } = await database.pool.query("select version from board");
	return rows[0].version;
}

describe("two hosts at the same instant", () => {
	test("one gets the name, every other is told who did", async () => {
		await give(1);
		const all = await hosts(20);
		const [row] = (await (all[0] as TestScreen).board()).rows;
		const giftId = row?.giftId ?? "";
		const answers = await Promise.all(all.map((host) => host.thank({ do: "claim", giftId })));
		const winners = answers.filter(({ status }) => status === 200);
		expect(winners).toHaveLength(1);
		const holder = winners[0]?.body.rows[0]?.by;
		const losers = answers.filter(({ status }) => status === 409);
		expect(losers).toHaveLength(19);
		for (const { body } of losers) {
			expect(body.refused).toEqual([{ giftId, reason: "claimed", by: holder, says: `${holder} is reading this one.` }]);
			expect(body.rows[0]).toMatchObject({ state: "claimed", by: holder, mine: false });
		}
		expect(await boardVersion()).toBe(1);
	});

	test("the same for reading without a claim", async () => {
		await give(1);
		const all = await hosts(12);
		const giftId = (await (all[0] as TestScreen).board()).rows[0]?.giftId ?? "";
		const answers = await Promise.all(all.map((host) => host.thank({ do: "read", giftIds: [giftId] })));
		expect(answers.filter(({ body }) => body.done.length === 1)).toHaveLength(1);
		expect([...(await readers()).values()].flat()).toHaveLength(1);
	});
});

test("twenty hosts on two processes read three hundred gifts, new ones coming meanwhile: each by exactly one, no version skipped", async () => {
	await give(200);
	const all = await hosts(20);
	const versions: number[] = [];
	const giving = give(100);
	let isGiving = true;
	giving.finally(() => {
		isGiving = false;
	});
	await Promise.all(
		all.map(async (host) => {
			for (;;) {
				const wasGiving = isGiving;
				const batch = await host.thank({ do: "claim-batch", seconds: 8 });
				if (batch.body.done.length > 0) versions.push(batch.body.version);
				if (batch.body.done.length === 0) {
					if (!wasGiving) return;
					continue;
				}
				const read = await host.thank({ do: "read", giftIds: batch.body.done });
				expect(read.body.refused).toEqual([]);
				versions.push(read.body.version);
			}
		}),
	);
	await giving;
	const found = await readers();
	expect(found.size).toBe(300);
	expect([...found.values()].every((by) => by.length === 1)).toBe(true);
	expect([...versions].sort((a, b) => a - b)).toEqual(versions.map((_, index) => index + 1));
	const board = await (all[0] as TestScreen).board();
	expect(board).toMatchObject({ rows: [], seq: 300, counts: { all: 0, waiting: 0, claimed: 0, read: 300 } });
}, 180_000);

describe("a request that is sent again", () => {
	test("does nothing twice and is answered alike, also when both arrive together", async () => {
		await give(6);
		const [host] = (await hosts(1)) as [TestScreen];
		const requestId = randomUUID();
		const answers = await Promise.all(
			Array.from({ length: 6 }, () => host.thank({ do: "claim-batch", seconds: 5 }, { requestId })),
		);
		for (const { status, body } of answers) {
			expect(status).toBe(200);
			expect(body.done).toEqual(answers[0]?.body.done);
		}
		expect(await boardVersion()).toBe(1);
		const undo = randomUUID();
		const undone = await Promise.all([1, 2, 3].map(() => host.thank({ do: "undo" }, { requestId: undo })));
		for (const { body } of undone) expect(body).toMatchObject({ undone: "claim-batch", done: answers[0]?.body.done });
		expect(await boardVersion()).toBe(2);
		expect((await host.board()).counts).toMatchObject({ waiting: 6, claimed: 0 });
	});

	test("of another reader is a request of its own", async () => {
		await give(1);
		const [one, two] = (await hosts(2)) as [TestScreen, TestScreen];
		const giftId = (await one.board()).rows[0]?.giftId ?? "";
		const requestId = randomUUID();
		expect((await one.thank({ do: "claim", giftId }, { requestId })).status).toBe(200);
		expect((await two.thank({ do: "claim", giftId }, { requestId })).status).toBe(409);
	});
});

describe("a screen that died", () => {
	test("holds its names for five minutes; then they are given back to all, which is a change of the board", async () => {
		await give(2);
		const [dead, other] = (await hosts(2)) as [TestScreen, TestScreen];
		const { body } = await dead.thank({ do: "claim-batch" });
		expect(body.done).toHaveLength(2);
		clock += CLAIM_LASTS - 1;
		const held = await other.board();
		expect(held.rows.map(({ state }) => state)).toEqual(["claimed", "claimed"]);
		expect(held.askAgainAt).toBe(clock + 1);
		clock += 1;
		const boards = await Promise.all([1, 2, 3, 4].map(() => other.board()));
		for (const board of boards) {
			expect(board.version).toBe(2);
			expect(board.rows.map(({ state, by }) => [state, by])).toEqual([
				["waiting", null],
				["waiting", null],
			]);
		}
		expect((await other.thank({ do: "claim-batch" })).body.done).toHaveLength(2);
		expect((await dead.thank({ do: "read", giftIds: body.done })).body).toMatchObject({
			done: [],
			refused: [{ by: "Host 1" }, {}],
		});
	});

	test("loses a name after a quiet minute to a host who takes it over, once", async () => {
		await give(1);
		const all = await hosts(8);
		const [dead, ...others] = all as [TestScreen, ...TestScreen[]];
		const giftId = (await dead.thank({ do: "claim-batch" })).body.done[0] ?? "";
		expect((await (others[0] as TestScreen).thank({ do: "take-over", giftId })).status).toBe(409);
		clock += TAKE_OVER_AFTER;
		const answers = await Promise.all(others.map((host) => host.thank({ do: "take-over", giftId })));
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
	});

	test("a reader at work keeps the rest of the batch", async () => {
		await give(3);
		const [busy, other] = (await hosts(2)) as [TestScreen, TestScreen];
		const { body } = await busy.thank({ do: "claim-batch" });
		clock += CLAIM_LASTS - 1;
		await busy.thank({ do: "read", giftIds: body.done.slice(0, 1) });
		clock += CLAIM_LASTS - 1;
		expect((await other.thank({ do: "claim-batch" })).body.done).toEqual([]);
		expect((await busy.thank({ do: "read", giftIds: body.done.slice(1) })).body.done).toHaveLength(2);
	});
});

describe("undo works for both", () => {
	test("each takes back their own last deed, whatever the other has done meanwhile", async () => {
		await give(2);
		const [dana, luis] = (await hosts(2)) as [TestScreen, TestScreen];
		const [first, second] = (await dana.board()).rows.map(({ giftId }) => giftId) as [string, string];
		await dana.thank({ do: "claim", giftId: first });
		await luis.thank({ do: "read", giftIds: [second] });
		await dana.thank({ do: "read", giftIds: [first] });
		expect((await luis.board()).undo).toBe("read");
		expect((await luis.thank({ do: "undo" })).body).toMatchObject({ undone: "read", done: [second] });
		const undone = await dana.thank({ do: "undo" });
		expect(undone.body.rows).toMatchObject([{ giftId: first, state: "claimed", by: "Host 0", mine: true }]);
		expect((await dana.thank({ do: "undo" })).body).toMatchObject({ undone: "claim", done: [first] });
		expect((await dana.thank({ do: "undo" })).body).toMatchObject({ undone: null, done: [] });
		expect((await dana.board()).counts).toMatchObject({ waiting: 2, claimed: 0, read: 0 });
	});

	test("undo, reading and taking over pressed together by many leave every name with one holder or none", async () => {
		await give(30);
		const all = await hosts(10);
		const ids = (await (all[0] as TestScreen).board()).rows.map(({ giftId }) => giftId);
		await Promise.all(
			all.map(async (host, index) => {
				for (let round = 0; round < 8; round += 1) {
					const giftId = ids[(index * 7 + round * 3) % ids.length] ?? "";
					await host.thank({ do: "claim", giftId });
					await host.thank(round % 3 === 0 ? { do: "undo" } : { do: "read", giftIds: [giftId] });
					if (round % 2 === 0) await host.thank({ do: "undo" });
				}
			}),
		);
		const { rows } = await database.pool.query<{ state: string; reader: string | null; sums: boolean }>(
			"select state, reader_id as reader from thank",
		);
		const { rows: sums } = await database.pool.query(
			"select sum(waiting) as waiting, sum(claimed) as claimed, sum(read) as read from thank_sum",
		);
		const count = (state: string) => rows.filter((row) => row.state === state).length;
		expect(sums.map(({ waiting, claimed, read }) => [Number(waiting), Number(claimed), Number(read)])).toEqual([
			[count("waiting"), count("claimed"), count("read")],
		]);
		const standing = await readers();
		for (const by of standing.values()) expect(by.length).toBe(1);
		expect(standing.size).toBe(count("read"));
	}, 180_000);
});

test("after a link is switched off, nothing more is done by it, also by presses that were under way", async () => {
	await give(60);
	const all = await hosts(10);
	const pressing = all.map(async (host) => {
		const statuses: number[] = [];
		while (!statuses.includes(404)) statuses.push((await host.thank({ do: "claim-batch", seconds: 5 })).status);
		return statuses;
	});
	expect(await revokeScreenLinks(database.pool, campaign.id, "Studio 0")).toBe(1);
	const { rows: before } = await database.pool.query(
		"select count(*) as n from thank_deed where reader in ('Host 0', 'Host 2', 'Host 4', 'Host 6', 'Host 8')",
	);
	await revokeScreenLinks(database.pool, campaign.id, "Studio 1");
	await Promise.all(pressing);
	const { rows: after } = await database.pool.query(
		"select count(*) as n from thank_deed where reader in ('Host 0', 'Host 2', 'Host 4', 'Host 6', 'Host 8')",
	);
	expect(after).toEqual(before);
	expect(
		(
			await fetch(`${servers[0]?.url}/on-air/${(all[0] as TestScreen).token}/board`, {
				headers: { Accept: "application/json" },
			})
		).status,
	).toBe(404);
}, 180_000);
