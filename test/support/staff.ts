import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Env } from "../../config/env.ts";
import type { StaffRole } from "../../src/domain/staff/staff-role.ts";
import { staffCookies } from "../../src/foundation.ts";
import { sessionCookie } from "../../src/staff/auth/session-cookie.ts";
import { createSession, type SignInWay } from "../../src/staff/auth/session-store.ts";

/** Whatever JSON there was: a test says what it expects to be in it. */
type Parsed = ReturnType<typeof JSON.parse>;

export type StaffAnswer = {
	readonly status: number;
	readonly headers: Headers;
	/** Parsed; an empty answer's is null. */
	readonly body: Parsed;
};

export type StaffPerson = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: StaffRole;
	/** The Cookie header of their session. */
	readonly cookie: string;
	/** One request as their browser sends it from our own pages. */
	ask(method: string, path: string, body?: unknown): Promise<StaffAnswer>;
};

/** Somebody of this role, signed in at a running API; without a password, which most tests never need. */
export async function staffOf(
	api: { readonly url: string; readonly env: Env },
	pool: pg.Pool,
	role: StaffRole,
	{ name = `Some ${role}`, way = "password" }: { readonly name?: string; readonly way?: SignInWay } = {},
): Promise<StaffPerson> {
	const id = randomBytes(8).toString("hex");
	const email = `${role}-${id}@hospital.example`;
	await pool.query("insert into staff_user (id, name, email, email_verified, role) values ($1, $2, $3, true, $4)", [
		...[id, name, email, role],
	]);
	const session = { userId: id, way, address: "127.0.0.1", browser: "a test" };
	const cookie = sessionCookie(await createSession(pool, session, Date.now()), staffCookies(api.env)());
	return { id, name, email, role, cookie, ask: (method, path, body) => askAs(api.url, cookie, method, path, body) };
}

/** One request with these cookies ("" for nobody), as our own pages send it. */
export async function askAs(
	url: string,
	cookie: string,
	method: string,
	path: string,
	body?: unknown,
): Promise<StaffAnswer> {
	const answer = await fetch(`${url}${path}`, {
		method: method.toUpperCase(),
		redirect: "manual",
		headers: {
			"sec-fetch-site": "same-origin",
			origin: url,
			...(cookie !== "" && { cookie }),
			...(body !== undefined && { "content-type": "application/json" }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return { status: answer.status, headers: answer.headers, body: readJson(await answer.text()) };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text === "" ? null : text;
	}
}
