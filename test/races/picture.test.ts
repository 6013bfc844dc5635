import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type pg from "pg";
import type { Channel } from "../../src/channel/port.ts";
import { createXChannel } from "../../src/channel/x.ts";
import { openPool } from "../../src/db/pool.ts";
import { silentLog } from "../../src/log.ts";
import { FRESH_MS } from "../../src/posting/prepared.ts";
import { type PublishParts, publishNext } from "../../src/posting/publish.ts";
import { stopPosting } from "../../src/posting/red-button.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { aRule } from "../support/campaigns.ts";
import { type FakeCards, fakeCards } from "../support/pictures.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";

// Each test has a database of its own, and the machine may be busy with others.
jest.setTimeout(180_000);

const LARGE = aRule("large", { kind: "large-gift", atLeast: 100_000 });

let house: RunningHouse;
const pools: pg.Pool[] = [];
const channels: Channel[] = [];
afterEach(async () => {
	for (const channel of channels.splice(0)) await channel.close();
	for (const pool of pools.splice(0)) await pool.end();
	await house.close();
});

/** What one publish process would have, without the queue that would call it. */
async function aProcess(cards: FakeCards, changes: Partial<PublishParts> = {}): Promise<PublishParts> {
	const pool = openPool(house.database.url, { max: 4 });
	const { appKey, appSecret, accessToken, accessSecret } = SANDBOX_X_ACCOUNT;
	const credentials = { appKey, appSecret, accessToken, accessSecret };
	const channel = createXChannel({ apiBase: house.x.url, credentials, timeoutMs: 2_000, now: Date.now });
	pools.push(pool);
	channels.push(channel);
	return {
		pool,
		words: wordsFrom(await keepTemplatePack()()),
		cards,
		channelOf: async () => channel,
		timeoutMs: 2_000,
		leaseMs: 7_000,
		settleMs: 1_000,
		log: silentLog,
		now: Date.now,
		...changes,
	};
}

const firstPost = async () => (await house.posts("x"))[0]?.id ?? 0;
const pictures = () =>
	house.x.posts().map(({ text, mediaIds }) => ({ text, alt: mediaIds.map((id) => house.x.media(id)?.altText) }));
const journal = async () => {
	const { rows } = await house.database.pool.query(
		`select t.outcome, t.card_hash as card, t.picture_reason as why from attempt t join post p on p.id = t.post_id
		 join channel_account c on c.id = p.account_id where c.platform = 'x' order by t.id`,
	);
	return rows;
};

/** Something that happens once, while the first picture is drawn. */
function once(cards: FakeCards, what: () => Promise<unknown>): void {
	cards.during = async () => {
		cards.during = () => {};
		await what();
	};
}

describe("a post with its picture", () => {
	test("says the figures of the picture, though the drive goes on while it is drawn", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		once(cards, () => house.give(2_500));
		await publishNext(await aProcess(cards), await firstPost());
		expect(pictures()).toEqual([{ text: expect.stringContaining("$10,000"), alt: ["So far: $10,000."] }]);
		expect(pictures()[0]?.text).not.toContain("$10,025");
		expect(await journal()).toEqual([{ outcome: "published", card: "hash-every-1000000-nobody", why: null }]);
		const { rows } = await house.database.pool.query("select card_hash from post where state = 'published'");
		expect(rows).toEqual([{ card_hash: "hash-every-1000000-nobody" }]);
	});

	test("gives way to a higher milestone that falls while it is drawn, and that one gets a picture of its own", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		once(cards, () => house.give(1_000_000));
		const parts = await aProcess(cards);
		await publishNext(parts, await firstPost());
		expect(cards.made.map(({ total }) => total)).toEqual([1_000_000, 2_000_000]);
		expect(pictures()).toEqual([{ text: expect.stringContaining("$20,000"), alt: ["So far: $20,000."] }]);
		expect((await house.posts("x")).map(({ state }) => state)).toEqual(["superseded", "published"]);
	});

	test("goes out without one rather than wait for ever for a drive that outruns its pictures", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		cards.during = () => house.give(1_000_000);
		await publishNext(await aProcess(cards), await firstPost());
		expect(cards.made).toHaveLength(3);
		expect(pictures()).toEqual([{ text: expect.stringContaining("$40,000"), alt: [] }]);
		expect(await journal()).toMatchObject([{ outcome: "published", card: null, why: expect.stringMatching(/faster/) }]);
	});

	test("is drawn anew where it took so long that its figures are old", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		let late = 0;
		once(cards, async () => {
			late = FRESH_MS + 1_000;
			await house.give(5_000);
		});
		await publishNext(await aProcess(cards, { now: () => Date.now() + late }), await firstPost());
		expect(cards.made.map(({ total }) => total)).toEqual([1_000_000, 1_005_000]);
		expect(pictures()).toEqual([{ text: expect.stringContaining("$10,050"), alt: ["So far: $10,050."] }]);
	});

	test("names nobody who has hidden their name while it was drawn", async () => {
		house = await openHouse({ opened: false, campaign: { rules: [LARGE] } });
		await house.give(500_000);
		const { pool } = house.database;
		const sayName = (social: boolean) =>
			pool.query("update gift set state = jsonb_set(state::jsonb, '{giver}', $1)", [
				JSON.stringify({ name: "Rosa Delgado", consent: { name: true, social } }),
			]);
		await sayName(true);
		const cards = fakeCards();
		once(cards, () => sayName(false));
		await publishNext(await aProcess(cards), await firstPost());
		expect(cards.made.map(({ giver }) => giver)).toEqual([expect.stringContaining("Rosa"), null]);
		expect(pictures()).toHaveLength(1);
		expect(pictures()[0]?.text).not.toContain("Rosa");
		expect(await journal()).toMatchObject([{ outcome: "published", card: "hash-large-gift-500000-nobody" }]);
	});
});

describe("nothing begins after the red button", () => {
	test("where it is pressed while the picture is drawn or left with the platform", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		once(cards, () => stopPosting(house.database.pool, house.campaign.id, "test"));
		await publishNext(await aProcess(cards), await firstPost());
		expect(house.x.requests().post).toBe(0);
		expect(await house.posts("x")).toMatchObject([{ state: "ready", tries: 0 }]);
	});

	test("where it was pressed before: not even a picture is drawn", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		await stopPosting(house.database.pool, house.campaign.id, "test");
		const cards = fakeCards();
		await publishNext(await aProcess(cards), await firstPost());
		expect(cards.made).toEqual([]);
		expect(house.x.requests()).toMatchObject({ post: 0, media: 0 });
	});
});

describe("one post, one send", () => {
	test("where a process ends between the upload and the fence", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		let isDead = true;
		const dies = () => {
			// The clock is read for the fence right after the upload.
			if (isDead && house.x.requests().media === 4) throw new Error("killed");
			return Date.now();
		};
		await expect(publishNext(await aProcess(fakeCards(), { now: dies }), await firstPost())).rejects.toThrow("killed");
		expect(await house.posts("x")).toMatchObject([{ state: "ready", tries: 0 }]);
		isDead = false;
		await publishNext(await aProcess(fakeCards()), await firstPost());
		expect(house.x.requests()).toMatchObject({ post: 1, media: 8 });
		expect(pictures()).toEqual([{ text: expect.any(String), alt: ["So far: $10,000."] }]);
	});

	test("where six processes get the same picture ready in the same moment", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const id = await firstPost();
		const processes = await Promise.all(Array.from({ length: 6 }, () => aProcess(fakeCards())));
		await Promise.all(processes.map((parts) => publishNext(parts, id)));
		expect(house.x.requests().post).toBe(1);
		expect(pictures()).toHaveLength(1);
		expect(await house.posts("x")).toMatchObject([{ state: "published", tries: 1 }]);
	});
});

describe("a picture never stops a milestone", () => {
	test.each([
		[
			"can't be drawn",
			(cards: FakeCards) => Object.assign(cards, { during: () => Promise.reject(new Error("No fonts.")) }),
			/No fonts\./,
		],
		[
			"is refused by the platform",
			() => house.x.faults.add({ fault: "rate-limit", route: "media", times: 9 }),
			/limit/,
		],
		[
			"meets a platform that fails",
			() => house.x.faults.add({ fault: "error-after", route: "media", times: 9 }),
			/fault/,
		],
	])("where it %s: the words go out at once, and the journal says why", async (_name, trouble, why) => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const cards = fakeCards();
		trouble(cards);
		await publishNext(await aProcess(cards), await firstPost());
		expect(pictures()).toEqual([{ text: expect.stringContaining("$10,000"), alt: [] }]);
		expect(await journal()).toMatchObject([{ outcome: "published", card: null, why: expect.stringMatching(why) }]);
	});

	test("where the platform has forgotten it by the time of the post: the next try goes without", async () => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		const parts = await aProcess(fakeCards());
		const real = await parts.channelOf({} as never);
		const forgetful: Channel = {
			...real,
			prepare: async () => ({ kind: "prepared", handle: "1999999999999999999" }),
		};
		const forgetting = { ...parts, channelOf: async () => forgetful };
		await publishNext(forgetting, await firstPost());
		expect(await house.posts("x")).toMatchObject([{ state: "ready", tries: 1 }]);
		await publishNext(forgetting, await firstPost());
		expect(pictures()).toEqual([{ text: expect.stringContaining("$10,000"), alt: [] }]);
		expect(await journal()).toMatchObject([{ outcome: "picture-refused" }, { outcome: "published", card: null }]);
	});

	test.each([
		["out-of-credits", /credits/],
		["token-expired", /connect/],
	] as const)("but %s stops the account as it does at a post, without a try", async (fault, words) => {
		house = await openHouse({ opened: false });
		await house.give(1_000_000);
		house.x.faults.add({ fault, route: "media" });
		const parts = await aProcess(fakeCards());
		expect(await publishNext(parts, await firstPost())).toEqual({ lookAgainAt: null });
		expect(await house.posts("x")).toMatchObject([{ state: "ready", tries: 0, reason: expect.stringMatching(words) }]);
		const { rows } = await house.database.pool.query("select paused_reason from channel_account where platform = 'x'");
		expect(rows).toEqual([{ paused_reason: expect.stringMatching(words) }]);
		await publishNext(parts, await firstPost());
		expect(house.x.requests()).toMatchObject({ post: 0, media: 1 });
	});
});
