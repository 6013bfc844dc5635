import type { Request as Asked } from "express";
import { baseAddress } from "../../http/base-address.ts";
import { Refusal } from "../../http/problem.ts";
import { authWords } from "./auth-words.ts";
import { type Auth, CLIENT_HEADER } from "./open-auth.ts";

export type AskAuthParts = { readonly auth: Auth; readonly publicUrl: string | undefined };

export type AuthCall = {
	readonly method: "GET" | "POST";
	/** As better-auth names it, below /api/auth. */
	readonly path: string;
	readonly body?: unknown;
};

/**
 * Asks better-auth on behalf of whoever asked us, in a request made anew: only the cookie, the browser's name and the address go along.
 * Its cookies are set on our answer. @throws Refusal in our own words
 */
export async function askAuth({ auth, publicUrl }: AskAuthParts, asked: Asked, call: AuthCall): Promise<unknown> {
	const answer = await auth(requestFor(asked, publicUrl, call));
	keepCookies(answer, asked);
	const body = readJson(await answer.text());
	if (answer.ok) return body;
	const code = textOf(body, "code");
	if (answer.status === 429) throw new Refusal("too-many", authWords(code));
	// Wrong details are no missing sign-in: the page that asked stays where it is.
	if (answer.status < 500) throw new Refusal(code === "UNAUTHORIZED" ? "unauthenticated" : "invalid", authWords(code));
	// Its hooks refuse a session by giving none.
	if (/CREATE_SESSION/.test(code)) throw new Refusal("forbidden", authWords(code));
	throw new Error("The sign-in library failed.");
}

/** For single sign-on's way back: where better-auth sends the browser. */
export async function askAuthWhere({ auth, publicUrl }: AskAuthParts, asked: Asked, call: AuthCall): Promise<string> {
	const answer = await auth(requestFor(asked, publicUrl, call));
	keepCookies(answer, asked);
	return answer.headers.get("location") ?? "/staff/sign-in?error=unknown";
}

function requestFor(asked: Asked, publicUrl: string | undefined, { method, path, body }: AuthCall): Request {
	const base = baseAddress(asked, publicUrl);
	const headers = new Headers({ origin: base, [CLIENT_HEADER]: asked.ip ?? "unknown" });
	for (const name of ["cookie", "user-agent"]) {
		const value = asked.get(name);
		if (value !== undefined) headers.set(name, value);
	}
	if (method === "GET") return new Request(`${base}/api/auth${path}`, { headers });
	headers.set("content-type", "application/json");
	return new Request(`${base}/api/auth${path}`, { method, headers, body: JSON.stringify(body ?? {}) });
}

function keepCookies(answer: Response, asked: Asked): void {
	for (const cookie of answer.headers.getSetCookie()) asked.res?.append("Set-Cookie", cookie);
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function textOf(body: unknown, name: string): string {
	const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined;
	return typeof value === "string" ? value : "";
}
