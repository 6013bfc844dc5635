import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { staffCookies } from "../../src/foundation.ts";
import { firstLink } from "../../src/staff/auth/first-link.ts";
import { aCampaign } from "../support/campaigns.ts";
import type { TestDatabase } from "../support/database.ts";
import { openCampaignDatabase, type RunningApi, startApi } from "../support/running-api.ts";
import { askAs, type StaffAnswer, staffOf } from "../support/staff.ts";

const PASSWORD = "three brass bells ring";
let database: TestDatabase;
let api: RunningApi;

beforeAll(async () => {
	database = await openCampaignDatabase(aCampaign({}));
	api = await startApi(database.url);
}, 180_000);
afterEach(async () => {
	await database.pool.query("delete from staff_try; delete from staff_user; delete from staff_link");
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const ask = (method: string, path: string, body?: unknown, cookie = "") => askAs(api.url, cookie, method, path, body);

/** What a browser would send back. */
function cookiesOf(answer: StaffAnswer): string {
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(";")[0] ?? "")
		.filter((pair) => !pair.endsWith("="))
		.join("; ");
}

function tokenOf(url: string): string {
	return new URL(url).hash.slice(1);
}

/** An admin who came by the printed link. */
async function firstAdmin(email = "ana@hospital.example"): Promise<string> {
	const url = await firstLink(database.pool, api.url, Date.now());
	const body = { token: tokenOf(url ?? ""), name: "Ana", email, password: PASSWORD };
	const answer = await ask("POST", "/api/auth/link/use", body);
	expect([answer.status, answer.body]).toEqual([200, { next: "signed-in" }]);
	return cookiesOf(answer);
}

async function signIn(email: string, password = PASSWORD): Promise<StaffAnswer> {
	return ask("POST", "/api/auth/sign-in/email", { email, password });
}

/** What a code app shows now: RFC 6238 over the secret as base32. */
function codeFrom(secret: string): string {
	const bits = [...secret.replace(/=+$/, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter));
	const binary = bits.map((value) => value.toString(2).padStart(5, "0")).join("");
	const bytes = binary.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 15;
	return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

describe("the first start", () => {
	test("gives one admin an account by the printed link, once, and signs them in", async () => {
		expect((await ask("GET", "/api/auth/ways")).body).toEqual({ singleSignOn: null, isNew: true });
		const url = (await firstLink(database.pool, api.url, Date.now())) ?? "";
		const token = tokenOf(url);
		expect(url).toBe(`${api.url}/staff/first#${token}`);
		const { rows } = await database.pool.query("select * from staff_link");
		expect(JSON.stringify(rows)).not.toContain(token);
		expect((await ask("POST", "/api/auth/link/look", { token })).body).toMatchObject({ kind: "first", email: null });
		const answer = await ask("POST", "/api/auth/link/use", {
			token,
			name: "Ana",
			email: "Ana@Hospital.Example",
			password: PASSWORD,
		});
		expect(answer.headers.getSetCookie().join()).toMatch(/carillon\.session_token=.*HttpOnly; SameSite=Lax/);
		const me = await ask("GET", "/api/staff/me", undefined, cookiesOf(answer));
		expect(me.body).toMatchObject({
			name: "Ana",
			email: "ana@hospital.example",
			role: "admin",
			needsSecondFactor: false,
		});
		const again = await ask("POST", "/api/auth/link/use", {
			token,
			name: "Ben",
			email: "ben@hospital.example",
			password: PASSWORD,
		});
		expect([again.status, again.body.detail]).toEqual([
			410,
			"This link was used already. Sign in, or ask for a new link.",
		]);
		expect(await firstLink(database.pool, api.url, Date.now())).toBeNull();
	});

	test("refuses a link that is too old, and a password that is too short", async () => {
		const old = await firstLink(database.pool, api.url, Date.now() - 25 * 3_600_000);
		const body = { token: tokenOf(old ?? ""), name: "Ana", email: "ana@hospital.example", password: PASSWORD };
		expect((await ask("POST", "/api/auth/link/use", body)).status).toBe(410);
		const short = await ask("POST", "/api/auth/link/use", { ...body, password: "short" });
		expect([short.status, short.body.fields[0].field]).toEqual([422, "password"]);
	});
});

describe("signing in with a password", () => {
	test("works, is written down, and ends when one signs out", async () => {
		await firstAdmin();
		const answer = await signIn("Ana@hospital.example");
		expect([answer.status, answer.body]).toEqual([200, { next: "signed-in" }]);
		const cookie = cookiesOf(answer);
		expect((await ask("GET", "/api/staff/me", undefined, cookie)).body.name).toBe("Ana");
		expect((await ask("POST", "/api/auth/sign-out", {}, cookie)).status).toBe(200);
		expect((await ask("GET", "/api/staff/me", undefined, cookie)).status).toBe(401);
		const { rows } = await database.pool.query(
			"select what, by_name from audit_line where by_name = 'Ana' order by id",
		);
		expect(rows.slice(-3).map(({ what }) => what)).toEqual([
			"person.joined",
			"account.signed-in",
			"account.signed-out",
		]);
	});

	test("says the same of a wrong password and of an account that isn't there", async () => {
		await firstAdmin();
		const wrong = await signIn("ana@hospital.example", "not the password");
		const unknown = await signIn("nobody@hospital.example", "not the password");
		const plain = ({ status, body }: StaffAnswer) => ({ status, detail: body.detail, code: body.code });
		expect(plain(wrong)).toEqual(plain(unknown));
		expect(wrong.status).toBe(422);
	});

	test("locks after five wrong tries, says for how long, and keeps nobody out who comes from elsewhere", async () => {
		await firstAdmin();
		for (let wrong = 0; wrong < 5; wrong += 1) expect((await signIn("ana@hospital.example", "guess")).status).toBe(422);
		const locked = await signIn("ana@hospital.example");
		expect(locked.status).toBe(429);
		expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(20);
		expect(locked.body.detail).toMatch(/^Too many tries\. Wait \d+ seconds, then try again\.$/);
		// The same for an account that doesn't exist: the lock tells nothing.
		for (let wrong = 0; wrong < 5; wrong += 1) await signIn("nobody@hospital.example", "guess");
		expect((await signIn("nobody@hospital.example", "guess")).status).toBe(429);
		await database.pool.query("update staff_try set wait_until = now() - interval '1 second'");
		expect((await signIn("ana@hospital.example")).status).toBe(200);
	});

	test("many tries at once are no way around the lock", async () => {
		await firstAdmin();
		const answers = await Promise.all(Array.from({ length: 12 }, () => signIn("ana@hospital.example", "guess")));
		expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
	});

	test("is refused to an account that is switched off, and what was open ends at once", async () => {
		const admin = await staffOf(api, database.pool, "admin");
		const cookie = await invited(admin.ask, "bea@hospital.example", "editor");
		const { rows } = await database.pool.query("select id from staff_user where email = 'bea@hospital.example'");
		expect((await admin.ask("PATCH", `/api/staff/people/${rows[0].id}`, { isDisabled: true })).status).toBe(200);
		expect((await ask("GET", "/api/staff/me", undefined, cookie)).status).toBe(401);
		const answer = await signIn("bea@hospital.example");
		expect([answer.status, answer.headers.getSetCookie().join()]).toEqual([
			422,
			expect.not.stringContaining("session_token=e"),
		]);
		expect(answer.body.detail).toContain("switched off");
	});
});

type Ask = (method: string, path: string, body?: unknown) => Promise<StaffAnswer>;

async function invited(admin: Ask, email: string, role: string): Promise<string> {
	const link = await admin("POST", "/api/staff/people/invitations", { email, role, days: 7 });
	expect(link.status).toBe(201);
	const used = await ask("POST", "/api/auth/link/use", {
		token: tokenOf(link.body.url),
		name: "Bea",
		password: PASSWORD,
	});
	expect(used.status).toBe(200);
	return cookiesOf(used);
}

describe("requests from elsewhere", () => {
	test.each([
		["another site's page", { "sec-fetch-site": "cross-site" }],
		["a sister host's page", { "sec-fetch-site": "same-site" }],
		["an old browser at another origin", { origin: "https://evil.example" }],
		["a page without an origin", { origin: "null" }],
	])("%s can neither change anything nor sign anybody in", async (_who, headers) => {
		const admin = await staffOf(api, database.pool, "admin");
		const send = (path: string, body: object) =>
			fetch(`${api.url}${path}`, {
				method: "POST",
				headers: { ...headers, cookie: admin.cookie, "content-type": "application/json" },
				body: JSON.stringify(body),
			});
		expect((await send("/api/staff/campaigns/radiothon-2026/posting/stop", {})).status).toBe(403);
		expect((await send("/api/auth/sign-out", {})).status).toBe(403);
		expect((await send("/api/auth/sign-in/email", { email: admin.email, password: PASSWORD })).status).toBe(403);
		expect((await admin.ask("GET", "/api/staff/me")).status).toBe(200);
	});

	test("a cookie with another signature is nobody's", async () => {
		const admin = await staffOf(api, database.pool, "admin");
		const forged = admin.cookie.replace(/.{6}$/, "AAAA%3D");
		expect((await ask("GET", "/api/staff/me", undefined, forged)).status).toBe(401);
	});
});

describe("the code app", () => {
	test("is set up with a first code, asked for at the next sign-in, and a backup code works once", async () => {
		const cookie = await firstAdmin();
		expect((await ask("POST", "/api/staff/account/code-app", { password: "wrong" }, cookie)).status).toBe(422);
		const begun = await ask("POST", "/api/staff/account/code-app", { password: PASSWORD }, cookie);
		expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/Carillon/);
		const { secret, backupCodes } = begun.body;
		const confirmed = await ask("POST", "/api/staff/account/code-app/confirm", { code: codeFrom(secret) }, cookie);
		expect(confirmed.status).toBe(200);
		expect((await ask("GET", "/api/staff/account", undefined, cookiesOf(confirmed))).body.hasCodeApp).toBe(true);

		const first = await signIn("ana@hospital.example");
		expect(first.body).toEqual({ next: "code" });
		const half = cookiesOf(first);
		expect((await ask("GET", "/api/staff/me", undefined, half)).status).toBe(401);
		expect((await ask("POST", "/api/auth/two-factor/verify-totp", { code: "000000" }, half)).status).toBe(422);
		const whole = await ask("POST", "/api/auth/two-factor/verify-totp", { code: codeFrom(secret) }, half);
		expect(whole.body).toEqual({ next: "signed-in" });
		expect((await ask("GET", "/api/staff/me", undefined, cookiesOf(whole))).status).toBe(200);

		for (const [times, status] of [
			[1, 200],
			[2, 422],
		] as const) {
			const step = cookiesOf(await signIn("ana@hospital.example"));
			const used = await ask("POST", "/api/auth/two-factor/verify-backup-code", { code: backupCodes[0] }, step);
			expect([times, used.status]).toEqual([times, status]);
		}
	}, 180_000);

	test("is demanded of roles that the installation names, before anything but one's own account answers", async () => {
		const strict = await startApi(database.url, { CARILLON_SECOND_FACTOR_ROLES: "admin,approver" });
		try {
			const admin = await staffOf(strict, database.pool, "admin");
			expect((await admin.ask("GET", "/api/staff/me")).body.needsSecondFactor).toBe(true);
			expect((await admin.ask("GET", "/api/staff/account")).status).toBe(200);
			const refused = await admin.ask("GET", "/api/staff/people");
			expect([refused.status, refused.body.code]).toEqual([403, "second-factor"]);
			const withPasskey = await staffOf(strict, database.pool, "admin", { way: "passkey" });
			expect((await withPasskey.ask("GET", "/api/staff/people")).status).toBe(200);
			const editor = await staffOf(strict, database.pool, "editor");
			expect((await editor.ask("GET", "/api/staff/campaigns")).status).toBe(200);
		} finally {
			await strict.stop();
		}
	}, 180_000);
});

describe("people", () => {
	test("come by invitation with its role, and a new link ends the one before", async () => {
		const admin = await staffOf(api, database.pool, "admin");
		const invitation = { email: "Bea@hospital.example", role: "approver", days: 7 };
		const first = await admin.ask("POST", "/api/staff/people/invitations", invitation);
		const second = await admin.ask("POST", "/api/staff/people/invitations", invitation);
		const look = (url: string) => ask("POST", "/api/auth/link/look", { token: tokenOf(url) });
		expect((await look(first.body.url)).status).toBe(410);
		expect((await look(second.body.url)).body).toMatchObject({
			kind: "invitation",
			email: "bea@hospital.example",
			role: "approver",
		});
		const body = { token: tokenOf(second.body.url), name: "Bea", email: "else@hospital.example", password: PASSWORD };
		const joined = await ask("POST", "/api/auth/link/use", body);
		const me = await ask("GET", "/api/staff/me", undefined, cookiesOf(joined));
		expect(me.body).toMatchObject({ email: "bea@hospital.example", role: "approver" });
		const { people, invitations } = (await admin.ask("GET", "/api/staff/people")).body;
		expect([people.length, invitations]).toEqual([2, []]);
	});

	test("an invitation that is withdrawn opens nothing", async () => {
		const admin = await staffOf(api, database.pool, "admin");
		const made = await admin.ask("POST", "/api/staff/people/invitations", {
			email: "c@hospital.example",
			role: "host",
			days: 1,
		});
		const [{ id }] = (await admin.ask("GET", "/api/staff/people")).body.invitations;
		expect((await admin.ask("DELETE", `/api/staff/people/invitations/${id}`)).status).toBe(200);
		expect((await ask("POST", "/api/auth/link/look", { token: tokenOf(made.body.url) })).status).toBe(410);
	});

	test("the last admin stays one, and nobody takes their own admin's role", async () => {
		const [ana, ben] = [await staffOf(api, database.pool, "admin"), await staffOf(api, database.pool, "admin")];
		expect((await ana.ask("PATCH", `/api/staff/people/${ana.id}`, { role: "editor" })).status).toBe(409);
		// Each takes the other's away at once: one of them must lose.
		const both = await Promise.all([
			ana.ask("PATCH", `/api/staff/people/${ben.id}`, { role: "editor" }),
			ben.ask("PATCH", `/api/staff/people/${ana.id}`, { isDisabled: true }),
		]);
		expect(both.map(({ status }) => status).sort()[0]).toBe(200);
		const { rows } = await database.pool.query(
			"select count(*)::int as admins from staff_user where role = 'admin' and disabled_at is null",
		);
		expect(rows[0].admins).toBe(1);
	});

	test("a link for a new password ends every session, and doesn't pass the code app by", async () => {
		const admin = await staffOf(api, database.pool, "admin");
		const cookie = await invited(admin.ask, "bea@hospital.example", "editor");
		const { rows } = await database.pool.query("select id from staff_user where email = 'bea@hospital.example'");
		const link = await admin.ask("POST", `/api/staff/people/${rows[0].id}/password-link`, {});
		const used = await ask("POST", "/api/auth/link/use", {
			token: tokenOf(link.body.url),
			password: "another long password",
		});
		expect([used.body, used.headers.getSetCookie()]).toEqual([{ next: "sign-in" }, []]);
		expect((await ask("GET", "/api/staff/me", undefined, cookie)).status).toBe(401);
		expect((await signIn("bea@hospital.example")).status).toBe(422);
		expect((await signIn("bea@hospital.example", "another long password")).status).toBe(200);
	});
});

describe("one's own account", () => {
	test("a changed password signs out everywhere else; one's sessions can be ended one by one", async () => {
		const here = await firstAdmin();
		const there = cookiesOf(await signIn("ana@hospital.example"));
		const changed = await ask(
			"POST",
			"/api/staff/account/password",
			{ current: PASSWORD, password: "a new long password" },
			here,
		);
		expect([changed.status, changed.body]).toEqual([200, { ended: 1 }]);
		expect((await ask("GET", "/api/staff/me", undefined, there)).status).toBe(401);
		const again = cookiesOf(await signIn("ana@hospital.example", "a new long password"));
		const { sessions } = (await ask("GET", "/api/staff/account", undefined, here)).body;
		const other = sessions.find(({ isThis }: { isThis: boolean }) => !isThis);
		expect((await ask("DELETE", `/api/staff/account/sessions/${other.id}`, undefined, here)).status).toBe(200);
		expect((await ask("GET", "/api/staff/me", undefined, again)).status).toBe(401);
	});
});

test("no e-mail, password or token stands in the log", () => {
	const all = JSON.stringify(api.logged);
	for (const secret of ["hospital.example", PASSWORD, "session_token", staffCookies(api.env)().secret]) {
		expect(all).not.toContain(secret);
	}
});
