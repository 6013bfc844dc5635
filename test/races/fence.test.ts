import { afterEach, describe, expect, test } from "@jest/globals";
import type pg from "pg";
import type { Channel } from "../../src/channel/port.ts";
import { createXChannel } from "../../src/channel/x.ts";
import { openPool } from "../../src/db/pool.ts";
import { silentLog } from "../../src/log.ts";
import { type PublishParts, publishNext } from "../../src/posting/publish.ts";
import { settlePost } from "../../src/posting/settle-post.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { aRule } from "../support/campaigns.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

const POSTS = 20;
const PROCESSES = 6;
const rules = Array.from({ length: POSTS }, (_, index) =>
	aRule(`gift-${index + 1}`, { kind: "gifts", counts: [index + 1] }),
);

let house: RunningHouse;
const pools: pg.Pool[] = [];
const channels: Channel[] = [];
afterEach(async () => {
	for (const channel of channels.splice(0)) await channel.close();
	for (const pool of pools.splice(0)) await pool.end();
	await house.close();
});

/** What one more publish process would have, without the queue that would call it. */
async function aProcess(timeoutMs = 2_000): Promise<PublishParts> {
	const pool = openPool(house.database.url, { max: 4 });
	const { appKey, appSecret, accessToken, accessSecret } = SANDBOX_X_ACCOUNT;
	const credentials = { appKey, appSecret, accessToken, accessSecret };
	const channel = createXChannel({ apiBase: house.x.url, credentials, timeoutMs, now: Date.now });
	pools.push(pool);
	channels.push(channel);
	return {
		pool,
		words: wordsFrom(await keepTemplatePack()()),
		cards: null,
		channelOf: async () => channel,
		timeoutMs,
		leaseMs: timeoutMs + 5_000,
		settleMs: 1_000,
		log: silentLog,
		now: Date.now,
	};
}

describe("the fence", () => {
	test("lets each post out once, however many processes ask for all of them at once", async () => {
		house = await openHouse({ opened: false, campaign: { rules } });
		for (let gift = 0; gift < POSTS; gift += 1) await house.give(1_000);
		const processes = await Promise.all(Array.from({ length: PROCESSES }, () => aProcess()));
		const ids = (await house.posts("x")).map(({ id }) => id);
		// A job that could not even ask (no connection free on a busy machine) is gone; the sweep makes another one, here the next round.
		const round = (parts: PublishParts) => Promise.allSettled(ids.map((id) => publishNext(parts, id)));
		const deadline = performance.now() + 25_000;
		while ((await house.posts("x")).some(({ state }) => state !== "published")) {
			if (performance.now() > deadline) throw new Error(`Not done: ${JSON.stringify(await house.posts("x"))}`);
			await Promise.all(processes.map(round));
		}
		expect(house.x.requests().post).toBe(POSTS);
		expect(house.shown("x")).toHaveLength(POSTS);
		expect(new Set(house.shown("x").map(({ text }) => text)).size).toBe(POSTS);
		for (const { tries } of await house.posts("x")) expect(tries).toBe(1);
	}, 180_000);

	test("gives one post to one of many processes that ask for it in the same moment", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const processes = await Promise.all(Array.from({ length: PROCESSES }, () => aProcess()));
		const [post] = await house.posts("x");
		await Promise.all(processes.flatMap((parts) => [1, 2, 3].map(() => publishNext(parts, post?.id ?? 0))));
		expect(house.x.requests().post).toBe(1);
		expect(await house.posts("x")).toMatchObject([{ state: "published", tries: 1 }]);
	});

	test("does not let the end of an earlier try settle a later one", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const [post] = await house.posts("x");
		const postId = post?.id ?? 0;
		const { pool } = house.database;
		const tryOf = async (number: number) => {
			const { rows } = await pool.query(
				`insert into attempt (post_id, number, text, started_at, lease_until) values ($1, $2, 'text', now(), now()) returning id`,
				[postId, number],
			);
			return rows[0].id;
		};
		const first = await tryOf(1);
		const second = await tryOf(2);
		await pool.query("update post set state = 'unconfirmed' where id = $1", [postId]);
		const settlement = {
			state: "ready",
			reason: null,
			externalId: null,
			url: null,
			nextStepAt: 0,
			account: null,
		} as const;
		const settled = {
			postId,
			accountId: await house.accountId("x"),
			from: "unconfirmed",
			outcome: "absent",
			settlement,
			isReadBack: true,
		} as const;
		expect(await settlePost(pool, { ...settled, attemptId: first })).toBe(false);
		expect(await house.posts("x")).toMatchObject([{ state: "unconfirmed" }]);
		expect(await settlePost(pool, { ...settled, attemptId: second })).toBe(true);
		expect(await house.posts("x")).toMatchObject([{ state: "ready" }]);
	});
});
