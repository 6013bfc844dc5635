import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type FacebookSandbox, startFacebookSandbox } from "../../src/sandbox/facebook.ts";
import { SANDBOX_FACEBOOK_APP } from "../../src/sandbox/facebook-login.ts";
import { startXSandbox, type XSandbox } from "../../src/sandbox/x.ts";
import { SANDBOX_X_ACCOUNT } from "../../src/sandbox/x-account.ts";
import { SANDBOX_X_APP } from "../../src/sandbox/x-oauth2.ts";
import type { ChannelCard, ChannelsView } from "../../src/web/contract/staff/channels.ts";
import { listenForOutput } from "../contracts/overheard-output.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { type StaffPerson, staffOf } from "../support/staff.ts";

const CAMPAIGN = aCampaign();
const BASE = `/api/staff/campaigns/${CAMPAIGN.id}/channels`;
const SECOND_ACCOUNT = {
	...SANDBOX_X_ACCOUNT,
	id: "1598304021547982849",
	name: "KLAK Radio",
	username: "KLAKRadio",
	accessToken: "1598304021547982849-other-access-token",
	bearer: "other-bearer",
};

describe("connecting and looking after channels", () => {
	let database: TestDatabase;
	let api: RunningApi;
	let x: XSandbox;
	let facebook: FacebookSandbox;
	let admin: StaffPerson;
	const heard = listenForOutput();
	const told: string[] = [];

	beforeAll(async () => {
		database = await openCampaignDatabase(CAMPAIGN);
		x = await startXSandbox({ accounts: [SANDBOX_X_ACCOUNT, SECOND_ACCOUNT] });
		facebook = await startFacebookSandbox({
			pages: [
				{
					id: "102030405060708",
					name: "Lakeview Children's",
					accessToken: "EAAown0000000000000000",
					appSecret: SANDBOX_FACEBOOK_APP.appSecret,
				},
			],
		});
		api = await startApi(database.url, {
			X_API_BASE: x.url,
			FACEBOOK_GRAPH_BASE: facebook.url,
			CARILLON_X_CLIENT_ID: SANDBOX_X_APP.clientId,
			CARILLON_X_CLIENT_SECRET: SANDBOX_X_APP.clientSecret,
			CARILLON_FACEBOOK_APP_ID: SANDBOX_FACEBOOK_APP.appId,
			CARILLON_FACEBOOK_APP_SECRET: SANDBOX_FACEBOOK_APP.appSecret,
			CHANNEL_TIMEOUT_MS: "3000",
		});
		admin = await staffOf(api, database.pool, "admin");
	});
	afterAll(async () => {
		await api.stop();
		await x.close();
		await facebook.close();
		await database.drop();
	});

	async function view(): Promise<ChannelsView> {
		const answer = await admin.ask("GET", BASE);
		told.push(JSON.stringify(answer.body));
		return answer.body;
	}
	async function card(name: string): Promise<ChannelCard> {
		const found = (await view()).accounts.find((one) => one.name === name);
		if (found === undefined) throw new Error(`There is no channel ${name}.`);
		return found;
	}
	/** Goes to the platform, presses the button there, and comes back. Where to, is what it gives. */
	async function signIn(
		path: string,
		body: object,
		{ answer = "yes", account = SANDBOX_X_ACCOUNT.id, waitMs = 0, dropCookie = false } = {},
	): Promise<URL> {
		const begun = await admin.ask("POST", `${BASE}/${path}`, body);
		expect(begun.status).toBe(200);
		const page = await (await fetch(begun.body.address)).text();
		expect(page).toContain("wants to access your");
		const form = new URLSearchParams(new URL(begun.body.address).search);
		form.set("answer", answer);
		form.set("account", account);
		const target = new URL(begun.body.address);
		const back = await fetch(`${target.origin}${target.pathname}`, { method: "POST", body: form, redirect: "manual" });
		expect(back.status).toBe(303);
		const before = x.signIns.terms.codeLivesMs;
		if (waitMs > 0) x.signIns.terms.codeLivesMs = -1;
		const own = dropCookie ? "" : (begun.headers.get("set-cookie") ?? "").split(";")[0];
		const came = await fetch(back.headers.get("location") ?? "", {
			headers: { cookie: `${admin.cookie}; ${own}`, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
			redirect: "manual",
		});
		x.signIns.terms.codeLivesMs = before;
		told.push(came.headers.get("location") ?? "");
		expect(came.status).toBe(303);
		cookie = own ?? "";
		return new URL(came.headers.get("location") ?? "", api.url);
	}
	let cookie = "";

	test("a drive begins without channels, and says which addresses the platforms have to know", async () => {
		const { accounts, ways } = await view();
		expect(accounts).toEqual([]);
		expect(ways).toMatchObject({ xSignIn: true, facebookLogin: true, isSandbox: true });
		expect(ways.xCallback).toBe(`${api.url}/api/staff/channels/x/callback`);
	});

	test("somebody signs in at X, and the account can post", async () => {
		const back = await signIn("x/connect", { name: "Hospital on X", language: "en" });
		expect(back.pathname).toBe(`/staff/c/${CAMPAIGN.id}/channels`);
		expect(back.searchParams.get("connected")).toMatch(/^acc_/);
		const { handle, isConnected, connected, facts } = await card("Hospital on X");
		expect({ handle, isConnected, how: connected?.how, facts }).toEqual({
			handle: "@LakeviewKids",
			isConnected: true,
			how: "sign-in",
			facts: null,
		});
		const { id } = await card("Hospital on X");
		const checked = await admin.ask("POST", `${BASE}/${id}/check`);
		expect(checked.body.facts.who).toEqual({ ok: true, name: "@LakeviewKids" });
		expect(checked.body.facts.permissions).toHaveLength(4);
		expect((await card("Hospital on X")).says).toBe("Ready to post.");
	});

	test.each([
		["says no at X", { answer: "no" }, "denied"],
		["is too slow for X's code", { waitMs: 1 }, "code"],
		["comes back in another browser", { dropCookie: true }, "expired"],
		["signs in as an account that is connected already", {}, "twice"],
	])("whoever %s is told so, and nothing is connected", async (_what, how, problem) => {
		const back = await signIn("x/connect", { name: "Second", language: "en" }, how);
		expect(back.searchParams.get("problem")).toBe(problem);
		expect((await view()).accounts).toHaveLength(1);
	});

	test("an account that may not post is not connected", async () => {
		x.signIns.terms.withheldScopes = ["tweet.write"];
		const back = await signIn("x/connect", { name: "Second", language: "en" }, { account: SECOND_ACCOUNT.id });
		x.signIns.terms.withheldScopes = [];
		expect(back.searchParams.get("problem")).toBe("permission");
	});

	test("a channel is connected again only as who it was", async () => {
		const { id } = await card("Hospital on X");
		const other = await signIn("x/connect", { account: id }, { account: SECOND_ACCOUNT.id });
		expect(other.searchParams.get("problem")).toBe("other-account");
		const same = await signIn("x/connect", { account: id });
		expect(same.searchParams.get("connected")).toBe(id);
	});

	test("a state works once, and for nobody else", async () => {
		const begun = await admin.ask("POST", `${BASE}/x/connect`, { name: "Second", language: "en" });
		const state = new URL(begun.body.address).searchParams.get("state");
		const own = (begun.headers.get("set-cookie") ?? "").split(";")[0];
		const other = await staffOf(api, database.pool, "admin", { name: "Somebody else" });
		const come = (who: StaffPerson) =>
			fetch(`${api.url}/api/staff/channels/x/callback?state=${state}&error=access_denied`, {
				headers: { cookie: `${who.cookie}; ${own}` },
				redirect: "manual",
			}).then((answer) => new URL(answer.headers.get("location") ?? "", api.url).searchParams.get("problem"));
		expect(await come(other)).toBe("expired");
		expect(await come(admin)).toBe("denied");
		expect(await come(admin)).toBe("expired");
	});

	test("four pasted keys are tried before they are kept", async () => {
		const { appKey, appSecret, accessSecret } = SANDBOX_X_ACCOUNT;
		const { accessToken } = SECOND_ACCOUNT;
		const keys = { name: "KLAK on X", language: "en", appKey, appSecret, accessToken, accessSecret };
		const wrong = await admin.ask("POST", `${BASE}/x/keys`, { ...keys, accessSecret: "not-the-right-secret" });
		told.push(JSON.stringify(wrong.body));
		expect(wrong.status).toBe(422);
		expect(wrong.body.detail).toMatch(/does not accept these keys/);
		const right = await admin.ask("POST", `${BASE}/x/keys`, keys);
		expect(right.body).toMatchObject({ handle: "@KLAKRadio" });
	});

	test("somebody logs in at Facebook and chooses the Page", async () => {
		const back = await signIn("facebook/connect", { name: "Our Page", language: "en" });
		const signInId = back.searchParams.get("pages") ?? "";
		const ask = (path: string, body?: object) =>
			fetch(`${api.url}${BASE}/facebook/${path}`, {
				method: body ? "POST" : "GET",
				headers: {
					cookie: `${admin.cookie}; ${cookie}`,
					origin: api.url,
					"content-type": "application/json",
					"sec-fetch-site": "same-origin",
				},
				...(body && { body: JSON.stringify(body) }),
			});
		const choice = await (await ask(`pages/${signInId}`)).json();
		told.push(JSON.stringify(choice));
		expect(choice).toEqual({ pages: [{ id: "102030405060708", name: "Lakeview Children's", mayPost: true }] });
		const chosen = await ask("pages", { signIn: signInId, page: "102030405060708" });
		expect(await chosen.json()).toMatchObject({ handle: "Lakeview Children's" });
		expect((await ask("pages", { signIn: signInId, page: "102030405060708" })).status).toBe(410);
		const { id } = await card("Our Page");
		const { body } = await admin.ask("POST", `${BASE}/${id}/check`);
		expect(body.facts.permissions.map((one: { granted: boolean }) => one.granted)).toEqual([true, true]);
		expect(body.facts.accessEndsAt).toBeNull();
		expect(body.facts.dataAccessEndsAt).toBeGreaterThan(Date.now());
	});

	test("a Page's access that lacks a permission is refused with its name", async () => {
		facebook.login.withheld = ["pages_manage_posts"];
		const back = await signIn("facebook/connect", { name: "Other Page", language: "en" });
		facebook.login.withheld = [];
		const answer = await fetch(`${api.url}${BASE}/facebook/pages`, {
			method: "POST",
			headers: {
				cookie: `${admin.cookie}; ${cookie}`,
				origin: api.url,
				"content-type": "application/json",
				"sec-fetch-site": "same-origin",
			},
			body: JSON.stringify({ signIn: back.searchParams.get("pages"), page: "102030405060708" }),
		});
		expect(answer.status).toBe(422);
		expect(await answer.text()).toMatch(/pages_manage_posts/);
	});

	test.each(["Hospital on X", "Our Page"])(
		"a test post goes out once on %s and is deleted again, seen to be gone",
		async (name) => {
			const { id, platform } = await card(name);
			const live = () =>
				platform === "x"
					? x
							.posts()
							.filter((post) => !post.deleted)
							.map((post) => post.text)
					: facebook.posts().map((post) => post.message);
			const sent = await admin.ask("POST", `${BASE}/${id}/test-post`);
			expect(sent.body).toMatchObject({ state: "published", by: admin.name });
			expect(live()).toEqual([sent.body.text]);
			expect(sent.body.text).toMatch(/^TEST /);
			const gone = await admin.ask("DELETE", `${BASE}/${id}/test-post/${sent.body.id}`);
			expect(gone.body.state).toBe("deleted");
			expect(gone.body.steps.at(-1).words).toBe("Looked: it is gone from the account");
			expect(live()).toEqual([]);
		},
	);

	test("a test post whose answer got lost is found by looking, and never sent again", async () => {
		const { id } = await card("Hospital on X");
		const before = x.requests().post;
		x.faults.add({ fault: "reset-after", route: "post" });
		const sent = await admin.ask("POST", `${BASE}/${id}/test-post`);
		expect(sent.body.state).toBe("published");
		expect(x.requests().post - before).toBe(1);
		expect((await admin.ask("DELETE", `${BASE}/${id}/test-post/${sent.body.id}`)).body.state).toBe("deleted");
	});

	test("while posting is stopped no test post goes out either", async () => {
		const { id } = await card("Hospital on X");
		await database.pool.query("update campaign set posting_stopped_at = now() where id = $1", [CAMPAIGN.id]);
		const before = x.requests().post;
		const sent = await admin.ask("POST", `${BASE}/${id}/test-post`);
		await database.pool.query("update campaign set posting_stopped_at = null where id = $1", [CAMPAIGN.id]);
		expect(sent.status).toBe(409);
		expect(x.requests().post).toBe(before);
	});

	test("what the drive spends on X is added up by X's prices", async () => {
		await admin.ask("PUT", `${BASE}/budget`, { mills: 40 });
		const { budget } = await view();
		const { cost } = await card("Hospital on X");
		// Two test posts without links.
		expect(cost).toMatchObject({ posts: 2, linkPosts: 0, spent: 30 });
		expect(budget).toMatchObject({ limit: 40, spent: 30, stand: "used-up" });
		await admin.ask("PUT", `${BASE}/budget`, { mills: null });
	});

	test("settings are changed with what was before in the log", async () => {
		const { id } = await card("Hospital on X");
		const body = {
			...{ name: "Hospital's X", language: "es", enabled: true, linkPolicy: { kind: "some", rules: ["every-10k"] } },
			pacing: { minGapSeconds: 60, per15Minutes: 2, perDay: null },
		};
		expect((await admin.ask("PATCH", `${BASE}/${id}`, body)).status).toBe(200);
		expect(await card("Hospital's X")).toMatchObject(body);
		const { rows } = await database.pool.query("select before, after from audit_line where what = 'channel.changed'");
		expect(rows[0]).toMatchObject({ before: { name: "Hospital on X" }, after: { name: "Hospital's X" } });
	});

	test("disconnecting wipes the credentials and keeps the account", async () => {
		const { id } = await card("Hospital's X");
		expect((await admin.ask("POST", `${BASE}/${id}/disconnect`)).status).toBe(200);
		expect(await card("Hospital's X")).toMatchObject({ isConnected: false, state: "not-connected" });
		const { rows } = await database.pool.query("select sealed_credentials from channel_account where id = $1", [id]);
		expect(rows).toEqual([{ sealed_credentials: null }]);
	});

	test("an editor may look and test, and not connect", async () => {
		const editor = await staffOf(api, database.pool, "editor");
		expect((await editor.ask("GET", BASE)).status).toBe(200);
		expect((await editor.ask("POST", `${BASE}/x/connect`, { name: "Mine", language: "en" })).status).toBe(403);
	});

	test("no key, token, code or verifier stands in an answer, an address, a log line or the audit log", async () => {
		const audit = await database.pool.query("select coalesce(json_agg(a)::text, '') as all from audit_line a");
		const all = [...told, heard.stop(), JSON.stringify(api.logged), audit.rows[0]?.all].join("\n");
		expect(all).toMatch(/channel\.connected/);
		for (const secret of [
			/sbx_(at|rt|code)_/,
			/EAASandbox/,
			/AQSandbox/,
			SANDBOX_X_ACCOUNT.accessSecret,
			SANDBOX_X_ACCOUNT.appSecret,
			SANDBOX_X_APP.clientSecret,
			SANDBOX_FACEBOOK_APP.appSecret,
		])
			expect(all).not.toMatch(secret);
	});
});
