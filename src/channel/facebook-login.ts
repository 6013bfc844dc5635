import { createHmac } from "node:crypto";
import { z } from "zod";
import { readJson, scrub } from "./facebook-answer.ts";
import { classifyReading } from "./facebook-classify.ts";
import { GRAPH, loadFacebookSdk, newApi } from "./facebook-sdk.ts";
import { observeCall, type WireAnswer } from "./facebook-wire.ts";

/** The hospital's own app at Meta. */
export type FacebookApp = { readonly appId: string; readonly appSecret: string };

export type FacebookPlace = { readonly graphBase: string | undefined; readonly timeoutMs: number };

/** What posting on a Page needs, and what for. */
export const PAGE_PERMISSIONS = [
	{ name: "pages_manage_posts", for: "create posts on the Page" },
	{ name: "pages_read_engagement", for: "read the Page's posts back" },
] as const;
const ASKED = ["pages_show_list", ...PAGE_PERMISSIONS.map(({ name }) => name)];

/** The SDK's own version (facts.md C1.1); the dialog has to say one as well. */
const VERSION = "v24.0";

export function facebookLoginLink(app: FacebookApp, place: FacebookPlace, callback: string, state: string): string {
	const origin = place.graphBase === undefined ? "https://www.facebook.com" : new URL(place.graphBase).origin;
	const address = new URL(`${origin}/${VERSION}/dialog/oauth`);
	address.search = new URLSearchParams({
		client_id: app.appId,
		redirect_uri: callback,
		state,
		response_type: "code",
		scope: ASKED.join(","),
	}).toString();
	return address.href;
}

export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export type OwnPage = {
	readonly id: string;
	readonly name: string;
	readonly accessToken: string;
	readonly mayPost: boolean;
};

/** A code from Facebook Login -> a user token that lives 60 days -> the Pages it may post to, each with a token that lasts. */
export async function pagesOfLogin(
	app: FacebookApp,
	place: FacebookPlace,
	{ code, callback }: { readonly code: string; readonly callback: string },
): Promise<Asked<readonly OwnPage[]>> {
	const base = { client_id: app.appId, client_secret: app.appSecret };
	const short = await askToken(app, place, { ...base, redirect_uri: callback, code });
	if (!short.ok) return short;
	const exchange = { ...base, grant_type: "fb_exchange_token", fb_exchange_token: short.value };
	const long = await askToken(app, place, exchange);
	if (!long.ok) return long;
	const proof = { appsecret_proof: proofFor(long.value, app.appSecret) };
	const fields = { fields: "id,name,access_token,tasks", limit: 100, ...proof };
	const answer = await callGraph(place, long.value, [app.appSecret], "GET", ["me", "accounts"], fields);
	return read(answer, pageList, ({ data }) =>
		data.map(({ id, name, access_token, tasks }) => ({
			id,
			name,
			accessToken: access_token,
			mayPost: tasks === undefined || tasks.includes("CREATE_CONTENT"),
		})),
	);
}

const pageList = z.object({
	data: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			access_token: z.string().min(1),
			tasks: z.array(z.string()).optional(),
		}),
	),
});

export type TokenFacts = {
	readonly isValid: boolean;
	/** Milliseconds; null: it does not end. */
	readonly endsAt: number | null;
	readonly dataAccessEndsAt: number | null;
	/** Null: Facebook did not say. */
	readonly scopes: readonly string[] | null;
};

const debugged = z.object({
	data: z.object({
		is_valid: z.boolean().catch(true),
		expires_at: z.number().catch(0),
		data_access_expires_at: z.number().catch(0),
		scopes: z.array(z.string()).nullable().catch(null),
	}),
});

/** What Facebook knows of a token. Asked as the app where that is known, else by the token itself, which Facebook may refuse. */
export async function inspectToken(
	app: FacebookApp | null,
	place: FacebookPlace,
	token: string,
	appSecret: string | undefined,
): Promise<Asked<TokenFacts>> {
	const by = app === null ? token : `${app.appId}|${app.appSecret}`;
	const secret = app?.appSecret ?? appSecret;
	const params: Record<string, string> = { input_token: token };
	if (app === null && secret !== undefined) params.appsecret_proof = proofFor(token, secret);
	const answer = await callGraph(place, by, [token, secret ?? ""], "GET", ["debug_token"], params);
	return read(answer, debugged, ({ data }) => ({
		isValid: data.is_valid,
		endsAt: data.expires_at > 0 ? data.expires_at * 1000 : null,
		dataAccessEndsAt: data.data_access_expires_at > 0 ? data.data_access_expires_at * 1000 : null,
		scopes: data.scopes,
	}));
}

const token = z.object({ access_token: z.string().min(1) });

async function askToken(
	app: FacebookApp,
	place: FacebookPlace,
	params: Record<string, string>,
): Promise<Asked<string>> {
	const secrets = [app.appSecret, params.code ?? "", params.fb_exchange_token ?? ""];
	const by = `${app.appId}|${app.appSecret}`;
	// POST: what is secret travels in the body, not in the address.
	const answer = await callGraph(place, by, secrets, "POST", ["oauth", "access_token"], params);
	return read(answer, token, ({ access_token }) => access_token);
}

async function callGraph(
	{ graphBase = GRAPH, timeoutMs }: FacebookPlace,
	by: string,
	secrets: readonly string[],
	method: "GET" | "POST",
	path: string[],
	params: Record<string, string | number>,
): Promise<WireAnswer> {
	const sdk = await loadFacebookSdk();
	const api = newApi(sdk, by);
	const settings = {
		graphBase: graphBase.replace(/\/+$/, ""),
		timeoutMs,
		beforeWrite: () => {},
		proxyFromEnvironment: false,
	};
	const answer = await observeCall(settings, () => api.call(method, path, params));
	// What was asked with is taken out; what is granted has to stay.
	return answer.kind === "answered" && answer.status >= 300
		? { ...answer, body: scrub(answer.body, [by, ...secrets]) }
		: answer;
}

function read<S, T>(answer: WireAnswer, shape: z.ZodType<S>, pick: (body: S) => T): Asked<T> {
	const failure = classifyReading(answer);
	if (failure !== null) return { ok: false, reason: failure.reason };
	const body = shape.safeParse(answer.kind === "answered" ? readJson(answer.body) : null);
	if (!body.success) return { ok: false, reason: "Facebook's answer could not be understood. Try again." };
	return { ok: true, value: pick(body.data) };
}

export function proofFor(accessToken: string, appSecret: string): string {
	return createHmac("sha256", appSecret).update(accessToken).digest("hex");
}
