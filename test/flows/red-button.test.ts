import { afterEach, describe, expect, test } from "@jest/globals";
import { writeAuditLine } from "../../src/audit/write-line.ts";
import { createApp } from "../../src/http/app.ts";
import { type Listening, listenOn } from "../../src/http/server.ts";
import { guardStaffRoutes } from "../../src/http/staff-route.ts";
import { silentLog } from "../../src/log.ts";
import { resumePosting, stopPosting } from "../../src/posting/red-button.ts";
import { wordsFrom } from "../../src/posting/words.ts";
import { openStaffSessions } from "../../src/staff/auth/who-asks-route.ts";
import { postingRoutes } from "../../src/staff/posting-routes.ts";
import { keepTemplatePack } from "../../src/template/kept-pack.ts";
import { aRule } from "../support/campaigns.ts";
import { openHouse, type RunningHouse } from "../support/running-house.ts";
import { until } from "../support/until.ts";

const POSTS = 30;
/** One rule for each gift, so that none speaks for another and all of them are ready at once. */
const rules = Array.from({ length: POSTS }, (_, index) =>
	aRule(`gift-${index + 1}`, { kind: "gifts", counts: [index + 1] }),
);

let house: RunningHouse;
afterEach(() => house.close());

const clock = () => performance.timeOrigin + performance.now();
const arrivals = () => [...house.shown("x"), ...house.shown("facebook")].map(({ receivedAt }) => receivedAt);

/** Many posts ready on every account, and several workers that start on them. */
async function aBurst(): Promise<void> {
	house = await openHouse({ campaign: { rules }, publishers: 3, pictures: false, opened: false });
	for (let gift = 0; gift < POSTS; gift += 1) await house.give(1_000);
	await house.open();
	// As many jobs as there are posts, as when a busy hour has filled the queue.
	const { rows } = await house.database.pool.query(
		`select id, account_id as "accountId" from post where state = 'ready'`,
	);
	house.foundation().dispatch(rows);
	await until(
		"the burst to be under way on both platforms",
		() => house.x.posts().length > 3 && house.facebook.posts().length > 3,
	);
}

describe("the red button", () => {
	test("returns within a second in the middle of a burst, and nothing reaches a platform after it", async () => {
		await aBurst();
		const { pool } = house.database;
		const pressed = performance.now();
		const status = await stopPosting(pool, house.campaign.id, "test");
		const returnedAt = clock();
		expect(performance.now() - pressed).toBeLessThan(1_000);
		expect(status).toMatchObject({ stoppedBy: "test", stoppedAt: expect.any(String) });
		expect(status.waiting).toBeGreaterThan(0);

		// Longer than the send window and several rounds of the sweep.
		const sentBefore = arrivals().length;
		await until("the sweep to have asked again", async () => {
			const { rows } = await pool.query(
				"select count(*)::int as asked from post where state = 'ready' and next_step_at > now() + interval '4 seconds'",
			);
			return rows[0].asked > 0 && clock() - returnedAt > 800;
		});
		// Facebook's sandbox keeps whole milliseconds.
		expect(arrivals().filter((at) => at > returnedAt + 1)).toEqual([]);
		expect(arrivals()).toHaveLength(sentBefore);

		await house.give(250_000);
		await resumePosting(pool, house.campaign.id);
		await house.untilSettled(60_000);
		for (const platform of ["x", "facebook"] as const) {
			const shown = house.shown(platform);
			expect(new Set(shown.map(({ text }) => text)).size).toBe(shown.length);
			expect(shown).toHaveLength(POSTS);
			const later = shown.filter(({ receivedAt }) => receivedAt > returnedAt);
			for (const { text } of later) if (text.includes("so far")) expect(text).toContain("$2,800");
		}
	}, 180_000);

	test("drops after a long stop what has become too old, and says so", async () => {
		await aBurst();
		const { pool } = house.database;
		await stopPosting(pool, house.campaign.id, "test");
		await pool.query("update post set expires_at = now() - interval '1 second' where state = 'ready'");
		await resumePosting(pool, house.campaign.id);
		const posts = await house.untilSettled();
		const expired = posts.filter(({ state }) => state === "expired");
		expect(expired.length).toBeGreaterThan(0);
		for (const { reason } of expired) expect(reason).toMatch(/^It could not go out in time\./);
		const published = posts.filter(({ platform, state }) => state === "published" && platform !== "on-air");
		expect(arrivals()).toHaveLength(published.length);
	}, 180_000);

	test("pressed twice keeps the first one's name and time", async () => {
		house = await openHouse({ opened: false });
		const { pool } = house.database;
		const first = await stopPosting(pool, house.campaign.id, "Ana");
		expect(await stopPosting(pool, house.campaign.id, "Ben")).toMatchObject({
			stoppedAt: first.stoppedAt,
			stoppedBy: "Ana",
		});
	});

	test("says which campaign it does not know", async () => {
		house = await openHouse({ opened: false });
		await expect(stopPosting(house.database.pool, "nobody", "test")).rejects.toThrow('There is no campaign "nobody".');
		await expect(resumePosting(house.database.pool, "nobody")).rejects.toThrow('There is no campaign "nobody".');
	});
});

describe("the red button over HTTP", () => {
	const TOKEN = "a-staff-token-of-some-length";
	let listening: Listening | undefined;
	afterEach(async () => {
		await listening?.close();
		listening = undefined;
	});

	async function api(staffToken: string | undefined) {
		house = await openHouse({ opened: false });
		const { pool } = house.database;
		const { whoAsks } = openStaffSessions({
			pool,
			cookies: () => ({ secret: "nobody has a cookie here", isSecure: false }),
			publicUrl: undefined,
			secondFactorRoles: [],
			staffToken,
			now: Date.now,
		});
		const guards = { whoAsks, write: writeAuditLine(pool), now: Date.now };
		const words = async () => wordsFrom(await keepTemplatePack()());
		const app = createApp({
			routes: guardStaffRoutes(postingRoutes({ pool, dispatch: () => undefined, words }), guards),
			log: silentLog,
		});
		const server = await listenOn(app, { host: "127.0.0.1", port: 0 });
		listening = server;
		const base = `${server.url}/api/staff/campaigns`;
		return (method: string, path: string, headers: Record<string, string> = {}) =>
			fetch(`${base}/${path}`, { method, headers });
	}

	const ours = { authorization: `Bearer ${TOKEN}` };

	test("stops and resumes for whoever holds the token", async () => {
		const call = await api(TOKEN);
		const path = `${house.campaign.id}/posting`;
		const stopped = await call("POST", `${path}/stop`, ours);
		expect(stopped.status).toBe(200);
		expect(stopped.headers.get("cache-control")).toBe("no-store");
		expect(await stopped.json()).toMatchObject({ campaignId: house.campaign.id, stoppedBy: "staff token" });
		expect(await (await call("GET", path, ours)).json()).toMatchObject({ stoppedAt: expect.any(String) });
		const resumed = await call("POST", `${path}/resume`, ours);
		expect(resumed.status).toBe(200);
		expect(await resumed.json()).toMatchObject({ stoppedAt: null, stoppedBy: null });
	});

	test.each([
		["no token", {}],
		["a wrong token", { authorization: "Bearer somebody-elses-token" }],
		["the token under another scheme", { authorization: `Basic ${TOKEN}` }],
	])("answers %s with 401 and does nothing", async (_name, headers) => {
		const call = await api(TOKEN);
		const answer = await call("POST", `${house.campaign.id}/posting/stop`, headers);
		expect(answer.status).toBe(401);
		expect(await answer.text()).not.toContain(TOKEN);
		const { rows } = await house.database.pool.query("select posting_stopped_at from campaign");
		expect(rows).toEqual([{ posting_stopped_at: null }]);
	});

	test("answers 403 where the house has no token, and names the way that is left", async () => {
		const call = await api(undefined);
		const answer = await call("POST", `${house.campaign.id}/posting/stop`, ours);
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain("carillon posting stop");
	});

	test("answers 404 for a campaign that is not there", async () => {
		const call = await api(TOKEN);
		expect((await call("POST", "nobody/posting/stop", ours)).status).toBe(404);
	});
});
