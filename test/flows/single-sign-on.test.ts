import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { type OidcIssuer, startOidcIssuer } from "../support/oidc-issuer.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { askAs, staffOf } from "../support/staff.ts";

let database: TestDatabase;
let issuer: OidcIssuer;
let api: RunningApi;

beforeAll(async () => {
	database = await openCampaignDatabase(aCampaign({}));
	issuer = await startOidcIssuer("carillon");
	api = await startApi(database.url, {
		CARILLON_OIDC_ISSUER: issuer.url,
		CARILLON_OIDC_CLIENT_ID: "carillon",
		CARILLON_OIDC_CLIENT_SECRET: "a-client-secret",
		CARILLON_OIDC_NAME: "Lakeside sign-in",
		CARILLON_OIDC_DOMAINS: "hospital.example",
		CARILLON_OIDC_ROLES: "radio-editors=editor",
	});
}, 180_000);
afterAll(async () => {
	await api.stop();
	await issuer.close();
	await database.drop();
});

const cookiesOf = (headers: Headers) => headers.getSetCookie().map((line) => line.split(";")[0] ?? "");

/** The whole way as a browser goes it. Gives where it ends, and the cookies it then has. */
async function comeIn(claims: Readonly<Record<string, unknown>>) {
	issuer.next(claims);
	const begun = await askAs(api.url, "", "POST", "/api/auth/sign-in/single-sign-on", {});
	expect(begun.status).toBe(200);
	const away = await fetch(begun.body.url, { redirect: "manual" });
	const back = new URL(away.headers.get("location") ?? "");
	const ended = await askAs(api.url, cookiesOf(begun.headers).join("; "), "GET", `${back.pathname}${back.search}`);
	return { status: ended.status, location: ended.headers.get("location"), cookie: cookiesOf(ended.headers).join("; ") };
}

async function me(cookie: string) {
	return (await askAs(api.url, cookie, "GET", "/api/staff/me")).body;
}

test("the sign-in page offers the hospital's own sign-in by its name", async () => {
	expect((await askAs(api.url, "", "GET", "/api/auth/ways")).body.singleSignOn).toBe("Lakeside sign-in");
});

test("somebody whose group has a role gets an account with it, and no token of theirs is kept", async () => {
	const claims = {
		sub: "1",
		email: "Eva@hospital.example",
		email_verified: true,
		name: "Eva",
		groups: ["radio-editors"],
	};
	const { status, location, cookie } = await comeIn(claims);
	expect([status, new URL(location ?? "", api.url).pathname]).toEqual([303, "/staff"]);
	expect(await me(cookie)).toMatchObject({ name: "Eva", email: "eva@hospital.example", role: "editor" });
	const { rows } = await database.pool.query("select access_token, refresh_token, id_token from staff_account");
	expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
});

test("somebody who was invited comes in with the invitation's role, and the second time with no invitation", async () => {
	const admin = await staffOf(api, database.pool, "admin");
	await admin.ask("POST", "/api/staff/people/invitations", {
		email: "ivo@hospital.example",
		role: "approver",
		days: 1,
	});
	const claims = { sub: "2", email: "ivo@hospital.example", email_verified: true, name: "Ivo" };
	expect(await me((await comeIn(claims)).cookie)).toMatchObject({ email: "ivo@hospital.example", role: "approver" });
	expect(await me((await comeIn(claims)).cookie)).toMatchObject({ role: "approver" });
});

test.each([
	["nobody invited", { sub: "3", email: "new@hospital.example", email_verified: true, name: "New" }],
	[
		"from another domain",
		{ sub: "4", email: "x@evil.example", email_verified: true, groups: ["radio-editors"], name: "X" },
	],
	["whose address isn't proved", { sub: "5", email: "eva@hospital.example", email_verified: false, name: "Eva" }],
])("somebody %s doesn't come in, and is told at the sign-in", async (_who, claims) => {
	const { location, cookie } = await comeIn(claims);
	expect(location).toMatch(/\/staff\/sign-in\?error=/);
	expect((await askAs(api.url, cookie, "GET", "/api/staff/me")).status).toBe(401);
	// Nothing of theirs stays either: no account, and none tied to somebody else's.
	const { rows } = await database.pool.query(
		"select account_id from staff_account where account_id = $1 union all select email from staff_user where email = $2",
		[claims.sub, claims.email === "eva@hospital.example" ? "" : claims.email],
	);
	expect(rows).toEqual([]);
});
