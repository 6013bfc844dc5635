import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { passFence } from "../../src/posting/fence.ts";
import { resumePosting, stopPosting } from "../../src/posting/red-button.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import type { PlannedFault } from "../../src/sandbox/faults.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { aRule } from "../support/campaigns.ts";
import {
	type HouseOptions,
	openHouse,
	type QueueKind,
	type RunningHouse,
	SENT_NOTHING,
} from "../support/running-house.ts";
import { until } from "../support/until.ts";

type Wired = "x" | "facebook";
const BOTH: readonly Wired[] = ["x", "facebook"];

/** One rule for each count, so that none speaks for another. */
const everyGift = (counts: number) =>
	Array.from({ length: counts }, (_, index) => aRule(`gift-${index + 1}`, { kind: "gifts", counts: [index + 1] }));

/** What holds on either queue; each has a file of its own, so that two workers share the time. */
export function postingFlows(queue: QueueKind): void {
	let house: RunningHouse;
	const opened: RunningHouse[] = [];
	afterEach(async () => {
		for (const one of opened.splice(0)) await one.close();
	});
	const open = async (options: HouseOptions = {}) => {
		house = await openHouse({ queue, pictures: false, ...options });
		opened.push(house);
	};
	const texts = (platform: Wired) => house.shown(platform).map(({ text }) => text);
	const only = async (platform: Wired) => {
		const posts = await house.posts(platform);
		expect(posts).toHaveLength(1);
		const [post] = posts;
		if (post === undefined) throw new Error(`There is no post on ${platform}.`);
		return post;
	};

	test("a milestone becomes one post on each platform and one sentence for the host, with the total of that moment", async () => {
		await open();
		await house.give(990_000);
		expect(await house.posts()).toEqual([]);
		await house.give(35_000);
		const posts = await house.untilSettled();
		expect(posts.map(({ platform, state, tries }) => [platform, state, tries]).sort()).toEqual([
			["facebook", "published", 1],
			["on-air", "published", 1],
			["x", "published", 1],
		]);
		for (const platform of BOTH) expect(texts(platform)).toEqual([expect.stringContaining("$10,250")]);
		const { rows } = await house.database.pool.query(
			"select kind, seq, counted, total_after, script from ledger_entry where kind = 'announced'",
		);
		expect(rows).toEqual([
			{ kind: "announced", seq: 3, counted: 0, total_after: 1_025_000, script: expect.stringContaining("$10,250") },
		]);
	});

	test("several milestones crossed by one gift become one post about the highest, and the others say so", async () => {
		await open();
		await house.give(3_450_000);
		await house.untilSettled();
		for (const platform of BOTH) {
			const posts = await house.posts(platform);
			const spoken = posts.find(({ key }) => key === "every:3000000");
			expect(spoken).toMatchObject({ state: "published" });
			expect(texts(platform)).toEqual([expect.stringContaining("$30,000")]);
			const others = posts.filter((post) => post !== spoken);
			expect(others).toHaveLength(2);
			for (const other of others) {
				expect(other).toMatchObject({ state: "superseded", supersededBy: spoken?.id, tries: 0 });
				expect(other.reason).toMatch(/^A higher milestone .* speaks for this one\.$/);
			}
		}
	});

	test("milestones that fall while the account has to wait become one post about the highest", async () => {
		await open({ pacing: { minGapSeconds: 3, per15Minutes: null, perDay: null } });
		await house.give(1_000_000);
		await until("the first to be out", () => BOTH.every((platform) => texts(platform).length === 1));
		for (let more = 0; more < 3; more += 1) await house.give(1_000_000);
		await house.untilSettled();
		for (const platform of BOTH) {
			expect(texts(platform)).toEqual([expect.stringContaining("$10,000"), expect.stringContaining("$40,000")]);
			expect((await house.posts(platform)).map(({ state }) => state)).toEqual([
				"published",
				"superseded",
				"superseded",
				"published",
			]);
		}
	});

	test("says the total of the moment it goes out, not of the moment it was decided", async () => {
		await open();
		const { pool } = house.database;
		await stopPosting(pool, house.campaign.id, "test");
		await house.give(1_005_000);
		await house.give(30_000);
		await resumePosting(pool, house.campaign.id);
		await house.untilSettled();
		for (const platform of BOTH) expect(texts(platform)).toEqual([expect.stringContaining("$10,350")]);
	});

	type FaultCase = readonly [name: string, faults: readonly PlannedFault[], tries: number];
	const FAULTS: readonly FaultCase[] = [
		["a connection that dies before the platform kept the post", [{ fault: "reset-before" }], 2],
		["a connection that dies after the platform kept the post", [{ fault: "reset-after" }], 1],
		["a 500 after the platform kept the post", [{ fault: "error-after" }], 1],
		["no answer, the post not kept", [{ fault: "timeout" }], 2],
		["no answer, the post kept", [{ fault: "timeout", store: true }], 1],
		["a gateway's page, the post not kept", [{ fault: "html-502" }], 2],
		["a gateway's page, the post kept", [{ fault: "html-502", store: true }], 1],
		["an answer cut off half-way", [{ fault: "truncated" }], 1],
		["a rate limit with its reset", [{ fault: "rate-limit", seconds: 1 }], 2],
		["a lost answer while readings lag behind", [{ fault: "read-lag", seconds: 0.4 }, { fault: "reset-after" }], 1],
		[
			"a lost answer while readings fail too",
			[{ fault: "reset-after" }, { fault: "html-502", route: "read", times: 3 }],
			1,
		],
		["two failures in a row that kept nothing", [{ fault: "reset-before" }, { fault: "html-502" }], 3],
	];
	describe("when something goes wrong", () => {
		let milestones = 0;
		beforeAll(async () => {
			shared = await openHouse({ queue, pictures: false, settleMs: 1_000, timeoutMs: 2_500 });
		});
		afterAll(async () => {
			await shared?.close();
			shared = undefined;
		});
		let shared: RunningHouse | undefined;

		test.each(FAULTS)("%s ends in exactly one copy", async (_name, faults, tries) => {
			if (shared === undefined) throw new Error("The house did not open.");
			milestones += 1;
			for (const platform of BOTH) {
				shared[platform].faults.clear();
				for (const fault of faults) shared[platform].faults.add(fault);
			}
			await shared.give(1_000_000);
			await shared.untilSettled();
			for (const platform of BOTH) {
				expect(shared.shown(platform)).toHaveLength(milestones);
				const posts = await shared.posts(platform);
				expect(posts.at(-1)).toMatchObject({
					key: `every:${milestones}000000`,
					state: "published",
					tries,
					outcome: "published",
				});
			}
		});
	});

	test.each([
		["credits used up", "x", "out-of-credits", /credits/],
		["a token that is no longer good", "x", "token-expired", /connect/i],
		["a token that is no longer good", "facebook", "token-expired", /connect/i],
	] as const)("%s on %s pauses that account only, until somebody resumes", async (_name, platform, fault, words) => {
		await open();
		house[platform].faults.add({ fault });
		const other = platform === "x" ? "facebook" : "x";
		await house.give(1_000_000);
		await until(
			"the account to wait",
			async () => (await only(platform)).outcome === fault.replace("token-expired", "reconnect"),
		);
		// Otherwise the second milestone would speak for both.
		await until("the other account's first post", () => texts(other).length === 1);
		await house.give(1_000_000);
		await until("the other account to go on", () => texts(other).length === 2);
		const { rows } = await house.database.pool.query(
			"select platform, paused_reason from channel_account where paused_reason is not null",
		);
		expect(rows).toEqual([{ platform, paused_reason: expect.stringMatching(words) }]);
		expect(texts(platform)).toEqual([]);
		expect((await house.posts(platform)).map(({ state }) => state)).toEqual(["ready", "ready"]);
		await resumePosting(house.database.pool, house.campaign.id);
		await house.untilSettled();
		expect(texts(platform)).toEqual([expect.stringContaining("$20,000")]);
	});

	test("a text that the platform refuses is rejected in plain words and not tried again", async () => {
		await open();
		const error = {
			message: "The action attempted has been deemed abusive",
			type: "OAuthException",
			code: 368,
			error_subcode: 1346003,
			fbtrace_id: "A",
		};
		house.facebook.answerNext({ status: 400, body: { error } });
		await house.give(1_000_000);
		await house.untilSettled();
		const post = await only("facebook");
		expect(post).toMatchObject({ state: "rejected", tries: 1 });
		expect(post.reason).toMatch(/^[A-Z].{20,}\.$/);
		expect(texts("x")).toHaveLength(1);
	});

	test("what the platform calls a duplicate and does not show is dropped for that reason, never sent again", async () => {
		await open();
		const error = { message: "(#506) Duplicate status message", type: "OAuthException", code: 506, fbtrace_id: "A" };
		house.facebook.answerNext({ status: 400, body: { error } });
		await house.give(1_000_000);
		await house.untilSettled();
		expect(await only("facebook")).toMatchObject({
			state: "rejected",
			tries: 1,
			reason: expect.stringContaining("duplicate"),
		});
		expect(texts("facebook")).toEqual([]);
	});

	const letTimePass = () => house.database.pool.query("update post set expires_at = now() - interval '1 second'");

	test("what could not go out in time is dropped and says why", async () => {
		await open();
		await stopPosting(house.database.pool, house.campaign.id, "test");
		await house.give(1_000_000);
		await letTimePass();
		for (const { state, reason } of await house.untilSettled()) {
			expect(state).toBe("expired");
			expect(reason).toBe("It could not go out in time.");
		}
		await resumePosting(house.database.pool, house.campaign.id);
		await house.give(1_000_000);
		await house.untilSettled();
		for (const platform of BOTH) expect(texts(platform)).toEqual([expect.stringContaining("$20,000")]);
	});

	test("what waits for a person expires as well, and still says what it waited for", async () => {
		await open();
		house.x.faults.add({ fault: "out-of-credits" });
		await house.give(1_000_000);
		await until("the account to wait", async () => (await only("x")).outcome === "out-of-credits");
		await letTimePass();
		await house.untilSettled();
		const { state, reason } = await only("x");
		expect(state).toBe("expired");
		expect(reason).toMatch(/^It could not go out in time\. Before that: .*credits/);
	});

	test("keeps the order and the gap that pacing asks for", async () => {
		await open({ campaign: { rules: everyGift(4) }, pacing: { minGapSeconds: 0.4, per15Minutes: null, perDay: null } });
		for (let gift = 0; gift < 4; gift += 1) await house.give(1_000);
		await house.untilSettled();
		for (const platform of BOTH) {
			const { rows } = await house.database.pool.query<{ key: string; at: Date; ranLate: boolean }>(
				`select a.key, t.started_at as at, coalesce(t.reason, '') ~ $2 as "ranLate" from attempt t join post p on p.id = t.post_id join announcement a on a.id = p.announcement_id
				 join channel_account c on c.id = p.account_id where c.platform = $1 order by t.started_at`,
				[platform, SENT_NOTHING],
			);
			// What a busy machine did not get out within its send window is tried again later, and others go before it.
			const late = new Set(rows.filter(({ ranLate }) => ranLate).map(({ key }) => key));
			const inTime = ["gift-1:1", "gift-2:2", "gift-3:3", "gift-4:4"].filter((key) => !late.has(key));
			expect(rows.map(({ key }) => key).filter((key) => !late.has(key))).toEqual(inTime);
			const times = rows.filter(({ ranLate }) => !ranLate).map(({ at }) => at.getTime());
			for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? at)).toBeGreaterThanOrEqual(400);
			expect(texts(platform)).toHaveLength(4);
		}
	});

	test("a post that waiting has carried out of its window goes back to wait for the next one", async () => {
		const hour = new Date().getUTCHours();
		const window = { fromHour: (hour + 2) % 24, toHour: (hour + 3) % 24 };
		const rules = [aRule("every", { kind: "every", step: 1_000_000 }, { window })];
		await open({ campaign: { rules, timeZone: "UTC" } });
		await house.give(1_000_000);
		const { pool } = house.database;
		await pool.query("update post set not_before = now(), next_step_at = now()");
		await until("every post to wait for the window", async () => {
			const { rows } = await pool.query(
				"select extract(hour from not_before at time zone 'UTC')::int as hour from post",
			);
			return rows.length === 3 && rows.every((row) => row.hour === window.fromHour);
		});
		for (const { state, tries } of await house.posts()) expect([state, tries]).toEqual(["ready", 0]);
	});

	test("a text with a stranger's phone number is held for a person and goes nowhere", async () => {
		await open({ campaign: { hospital: "Lakeside Hospital, call Ana at 913-555-0188" } });
		await house.give(1_000_000);
		await until("every post to be held", async () => (await house.posts()).every(({ state }) => state === "held"));
		for (const { reason, tries } of await house.posts()) {
			expect(reason).toMatch(/^Held by the privacy gate: /);
			expect(tries).toBe(0);
		}
		for (const platform of BOTH) expect(texts(platform)).toEqual([]);
	});

	test("an empty queue in the middle of a drive loses nothing and doubles nothing", async () => {
		await open({ campaign: { rules: everyGift(5) }, pacing: { minGapSeconds: 0.3, per15Minutes: null, perDay: null } });
		for (let gift = 0; gift < 5; gift += 1) await house.give(1_000);
		await until("the first posts to be out", () => BOTH.every((platform) => texts(platform).length >= 1));
		await house.wipeQueue();
		expect((await house.posts()).filter(({ state }) => state === "ready").length).toBeGreaterThan(0);
		await house.untilSettled(25_000);
		for (const platform of BOTH) {
			expect(texts(platform)).toHaveLength(5);
			expect(new Set(texts(platform)).size).toBe(5);
		}
	});

	test("a worker that dies between the fence and the send is looked for, and the post is sent once", async () => {
		await open({ opened: false, settleMs: 500 });
		await house.give(1_000_000);
		const { pool } = house.database;
		const words = wordsFrom(await keepTemplatePack()());
		const answer = await passFence({ pool, words, cards: null, leaseMs: 200 }, await house.accountId("x"), Date.now());
		expect(answer.kind).toBe("send");
		await house.open();
		await house.untilSettled();
		expect(texts("x")).toHaveLength(1);
		expect(await only("x")).toMatchObject({ state: "published", tries: 2 });
		const { rows } = await pool.query("select outcome, read_backs from attempt where post_id = $1 order by number", [
			(await only("x")).id,
		]);
		expect(rows).toEqual([
			{ outcome: "absent", read_backs: expect.any(Number) },
			{ outcome: "published", read_backs: 0 },
		]);
		expect(rows[0].read_backs).toBeGreaterThanOrEqual(3);
	});

	test.each([
		["kept", true],
		["not kept", false],
	])(
		"closing in the middle of a slow send is quick, and after a restart there is one copy (%s)",
		async (_name, store) => {
			await open({ timeoutMs: 2_500 });
			house.x.faults.add({ fault: "timeout", store });
			await house.give(1_000_000);
			await until("the send to be under way", () => house.x.requests().post === 1);
			const started = performance.now();
			await house.shut();
			expect(performance.now() - started).toBeLessThan(20_000);
			expect(["sending", "unconfirmed"]).toContain((await only("x")).state);
			await house.open();
			await house.untilSettled();
			expect(texts("x")).toHaveLength(1);
		},
	);
}
