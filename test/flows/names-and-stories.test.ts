import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { saveCampaign } from "../../src/campaign/store.ts";
import type { Authorisation } from "../../src/domain/privacy/story.ts";
import { layFoundation, vaultOf } from "../../src/foundation.ts";
import { type Lifecycle, openLifecycle } from "../../src/lifecycle.ts";
import { silentLog } from "../../src/log.ts";
import { paymentIntentSucceeded } from "../../src/sandbox/stripe-events.ts";
import { openPublishWorker } from "../../workers/publish.ts";
import { openScheduleWorker } from "../../workers/schedule.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, standing, startApi } from "../support/running-api.ts";
import { openScreen } from "../support/screens.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";
import { until } from "../support/until.ts";

const now = Date.now();
const DAY = 86_400_000;
const drive = aCampaign({
	opensAt: now - DAY,
	closesAt: now + DAY,
	rules: [aRule("every", { kind: "every", step: 1_000_000 })],
});
const C = `/api/staff/campaigns/${drive.id}`;

let database: TestDatabase;
let api: RunningApi;
let moderator: StaffPerson;
let editor: StaffPerson;
let workers: Lifecycle;

beforeAll(async () => {
	database = await openCampaignDatabase(drive);
	api = await startApi(database.url);
	moderator = await staffOf(api, database.pool, "moderator");
	editor = await staffOf(api, database.pool, "editor");
	workers = openLifecycle(silentLog);
	const foundation = await layFoundation(api.env, silentLog, workers, "worker");
	const pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };
	const dryRun = { platform: "dry-run", name: "Practice", language: "en", pacing, credentials: null } as const;
	await saveCampaign(database.pool, drive, [dryRun], vaultOf(api.env));
	await openPublishWorker(foundation, workers, { pictures: false });
	await openScheduleWorker(foundation, workers);
}, 180_000);

afterAll(async () => {
	await workers?.close();
	await api?.stop();
	await database?.drop();
});

let given = 0;
async function give(name: string, amount = 5_000): Promise<string> {
	given += 1;
	const id = `name${given}`;
	const consents = { name: true, page: true, amount: true, onAir: true, social: true };
	const gift = { id, amount, currency: "usd", at: Date.now(), livemode: false, campaign: drive.id, name, consents };
	expect((await api.send(paymentIntentSucceeded(gift))).status).toBe(200);
	return `pi_${id}`;
}

async function found<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
	let seen: T | undefined;
	await until(
		what,
		async () => {
			seen = await look();
			return seen !== undefined;
		},
		60_000,
	);
	if (seen === undefined) throw new Error(what);
	return seen;
}

async function latestNames(): Promise<string> {
	return (await fetch(`${api.url}/c/${drive.slug}`)).text();
}

describe("names", () => {
	test("a denial hides the name everywhere within a second, keeps the money, and undo brings it back", async () => {
		const gift = await give("Wilhelmina Brightwater");
		await until("the name on the page", async () => (await latestNames()).includes("Wilhelmina"));
		const before = await standing(database.pool);
		const answer = await moderator.ask("POST", `${C}/names/verdicts`, { gifts: [gift], is: "denied" });
		expect(answer.status).toBe(200);
		const denied = performance.now();
		await until("the name gone from the page", async () => !(await latestNames()).includes("Wilhelmina"));
		expect(performance.now() - denied).toBeLessThan(1_000);
		expect(await standing(database.pool)).toEqual(before);
		const { body } = await moderator.ask("GET", `${C}/names?tab=denied`);
		expect(body.items[0]).toMatchObject({ id: gift, now: { onAir: null, page: null, social: null } });
		expect(body.items[0].approved.onAir).toBe("Wilhelmina");
		const [deed] = answer.body.deeds;
		expect((await moderator.ask("POST", `${C}/names/deeds/${deed}/undo`, {})).status).toBe(200);
		await until("the name on the page", async () => (await latestNames()).includes("Wilhelmina"));
		const { body: history } = await moderator.ask("GET", `${C}/names/${gift}/history`);
		expect(history.deeds.map((one: { deed: string; isUndone: boolean }) => [one.deed, one.isUndone])).toEqual([
			["undo", false],
			["denied", true],
		]);
		expect((await moderator.ask("POST", `${C}/names/deeds/${deed}/undo`, {})).status).toBe(409);
	});

	test("another spelling is shown in place of the donor's, and is approved with it", async () => {
		const gift = await give("Bartholomew Q");
		expect((await moderator.ask("POST", `${C}/names/${gift}/alias`, { name: "Bart Quill" })).status).toBe(200);
		const { body } = await moderator.ask("GET", `${C}/names?tab=all&search=Barth`);
		expect(body.items[0]).toMatchObject({ name: "Bart Quill", original: "Bartholomew Q", moderation: "approved" });
	});

	test("rules hold names back as they come; changing them looks again at those that wait only", async () => {
		const rules = { policy: "at-once", bigFrom: 100_000, block: [], hold: ["zebra"] };
		const wasShown = await give("Okapi Odum");
		expect((await editor.ask("PUT", `${C}/names/rules`, rules)).status).toBe(200);
		const waits = await give("Zebra Zimmer");
		const queue = await moderator.ask("GET", `${C}/names?tab=pending`);
		expect(queue.body.items.map((one: { id: string }) => one.id)).toEqual([waits]);
		expect(queue.body.items[0].cause).toEqual({ kind: "held-word", word: "zebra" });
		const saved = await editor.ask("PUT", `${C}/names/rules`, { ...rules, hold: ["okapi"] });
		expect(saved.body).toEqual({ examined: 1, changed: 1 });
		const all = await moderator.ask("GET", `${C}/names?tab=all`);
		const standingOf = (id: string) => all.body.items.find((one: { id: string }) => one.id === id)?.moderation;
		expect([standingOf(waits), standingOf(wasShown)]).toEqual([null, null]);
		const trial = { name: "Ok4pi", amount: 100, rules: { ...rules, hold: ["okapi"] } };
		expect((await moderator.ask("POST", `${C}/names/try`, trial)).body.moderation).toBe("pending");
	});

	test("the audit log knows who and which gift, and no name", async () => {
		const { rows } = await database.pool.query<{ line: string }>("select audit_line::text as line from audit_line");
		const whole = rows.map(({ line }) => line).join("\n");
		expect(whole).toContain("name.denied");
		expect(whole).not.toMatch(/Wilhelmina|Bartholomew|Quill/);
	});

	test("a host may not see the queue", async () => {
		const host = await staffOf(api, database.pool, "host");
		expect((await host.ask("GET", `${C}/names`)).status).toBe(403);
	});
});

const signed: Authorisation = {
	description: "Her stay and her recovery",
	disclosedBy: "Lakeside Children's Hospital",
	disclosedTo: "WKID and the public",
	purpose: "The radiothon",
	expiresAt: now + 30 * DAY,
	expiryEvent: "",
	signedAt: now - DAY,
	signedBy: "Ana Reyes",
	authority: "mother of a minor",
	isRepresentative: true,
	reference: "HIM-2026-118",
	channels: ["on-air", "x"],
	statements: ["may-revoke", "treatment-not-conditioned", "may-be-redisclosed"],
};
const story = {
	title: "Maya rings the bell",
	say: "Maya rang the bell in May.",
	names: ["Maya"],
	authorisation: signed,
};

describe("stories", () => {
	async function add(changes: Partial<Authorisation> = {}): Promise<string> {
		const body = { ...story, authorisation: { ...signed, ...changes } };
		const answer = await editor.ask("POST", `${C}/stories`, body);
		expect(answer.status).toBe(201);
		return answer.body.id;
	}

	test("a story whose record lacks something says what, and may not be told", async () => {
		const id = await add({ signedBy: "", statements: [] });
		const { body } = await editor.ask("GET", `${C}/stories`);
		const kept = body.stories.find((one: { id: string }) => one.id === id);
		expect(kept.state.missing.map((one: { field: string }) => one.field)).toEqual(["signedBy", "statements"]);
		expect((await editor.ask("POST", `${C}/stories/${id}/say`, { minutes: 5 })).status).toBe(409);
	});

	test("revoking takes it off every host's screen at once", async () => {
		const id = await add();
		const screen = await openScreen(api.url, database.pool, drive.id);
		expect((await editor.ask("POST", `${C}/stories/${id}/say`, { minutes: 5 })).status).toBe(200);
		expect((await screen.board()).sayNow?.text).toBe(story.say);
		const revoked = await editor.ask("POST", `${C}/stories/${id}/revoke`, { why: "The family asked" });
		expect(revoked.body).toMatchObject({ screensCleared: 1, postsHeld: 0 });
		expect((await screen.board()).sayNow).toBeNull();
	});

	test.each([
		["revoked", {}],
		["not for X", { channels: ["on-air" as const] }],
	])("a post that tells a story is held at the moment of sending where it is %s", async (how, changes) => {
		const id = await add(changes);
		await database.pool.query("update campaign set posting_stopped_at = now() where id = $1", [drive.id]);
		await give("Somebody", 1_000_000);
		const latest = async () =>
			(
				await database.pool.query<{ id: number; state: string; reason: string }>(
					"select id, state, reason from post where campaign_id = $1 order by id desc limit 1",
					[drive.id],
				)
			).rows[0];
		const post = await found("the post", latest);
		await database.pool.query("update post set story_id = $2 where id = $1", [post.id, id]);
		// As if the revocation had come in between: only the record says so, the post is still ready.
		if (how === "revoked") await database.pool.query("update story set revoked_at = now() where id = $1", [id]);
		await database.pool.query("update campaign set posting_stopped_at = null where id = $1", [drive.id]);
		const held = await found("the held post", async () => {
			const now = await latest();
			return now?.state === "held" && now.id === post.id ? now : undefined;
		});
		expect(held.reason).toContain("Maya rings the bell");
		const { rowCount } = await database.pool.query("select from attempt where post_id = $1", [post.id]);
		expect(rowCount).toBe(0);
	});
});

describe("ready for air", () => {
	test("says what is missing, with where to mend it", async () => {
		const { status, body } = await editor.ask("GET", `${C}/ready`);
		expect(status).toBe(200);
		const lines = body.groups.flatMap(
			(group: { lines: { what: string; state: string; fix: unknown }[] }) => group.lines,
		);
		const of = (what: string) => lines.find((line: { what: string }) => line.what === what);
		expect(of("Sending").state).toBe("ok");
		expect(of("Words for every rule").state).toBe("ok");
		expect(of("Stripe's key").state).toBe("warning");
		expect(of("Public address").state).toBe("warning");
	});

	test("a test gift goes all the way, and never into the drive", async () => {
		const before = await standing(database.pool);
		const begun = await editor.ask("POST", `${C}/test-gifts`, {});
		expect(begun.status).toBe(202);
		const test = await found("the end of the test gift", async () => {
			const { body } = await editor.ask("GET", `${C}/test-gifts/${begun.body.id}`);
			return body.finishedAt === null ? undefined : body;
		});
		expect(
			test.steps.map((one: { name: string; state: string; says: string }) => [
				one.name,
				one.state,
				one.state === "failed" ? one.says : "",
			]),
		).toEqual(
			["received", "on-ledger", "on-stream", "announced", "rendered", "gate-passed", "recorded"].map((name) => [
				name,
				"done",
				"",
			]),
		);
		expect(await standing(database.pool)).toEqual(before);
		const { body } = await editor.ask("GET", "/api/staff/campaigns");
		expect(body.campaigns.map((one: { id: string }) => one.id)).toEqual([drive.id]);
	}, 180_000);
});
