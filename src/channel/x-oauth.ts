import { z } from "zod";
import type { Instant } from "../domain/plain/instant.ts";
import type { XAnswer } from "./x-answer.ts";
import type { XApp } from "./x-call.ts";
import type { XRenewable } from "./x-credentials.ts";

/** What Carillon asks an X account for: read and write posts, say who it is, pictures, and access that can be renewed. */
export const X_SCOPES = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"] as const;

export type XPlace = {
	readonly app: XApp;
	readonly apiBase: string | undefined;
	readonly timeoutMs: number;
	readonly now: () => Instant;
};

/** What X answered to a code or a refresh token; no reason holds a secret. */
export type XGrant =
	| { readonly kind: "granted"; readonly credentials: XRenewable }
	/** X said no: the same again would be refused again. */
	| { readonly kind: "refused"; readonly code: "app" | "code" | "no-renewal" | "withdrawn"; readonly reason: string }
	/** No usable answer. X may have taken the code or token all the same, and it takes each once. */
	| { readonly kind: "lost"; readonly reason: string };

/** Where the staff member's browser goes to say yes, and the verifier (PKCE) that must never leave this house but for the token. */
export async function xAuthorizeLink({ app, apiBase }: XPlace, callback: string, state: string) {
	const { TwitterApi } = await import("twitter-api-v2");
	const link = new TwitterApi({ ...app }).generateOAuth2AuthLink(callback, { scope: [...X_SCOPES], state });
	const address = new URL(link.url);
	// X knows it as "S256"; the SDK writes it small.
	address.searchParams.set("code_challenge_method", "S256");
	if (apiBase === undefined) return { address: address.href, verifier: link.codeVerifier };
	return { address: `${new URL(apiBase).origin}${address.pathname}${address.search}`, verifier: link.codeVerifier };
}

/** The code that X sent back with the browser, for tokens. It lives 30 seconds. */
export function redeemXCode(
	place: XPlace,
	{ code, verifier, callback }: { readonly code: string; readonly verifier: string; readonly callback: string },
): Promise<XGrant> {
	const form = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: callback };
	return askForTokens(place, form, null);
}

/**
 * A new access token and the next refresh token. Not the SDK's own way: that throws where the answer lacks `scope`, when the old
 * refresh token is spent already (facts.md B8.7).
 */
export function renewXToken(place: XPlace, before: XRenewable): Promise<XGrant> {
	return askForTokens(place, { grant_type: "refresh_token", refresh_token: before.refreshToken }, before);
}

/** Told when an account is disconnected; nothing depends on the answer. */
export async function revokeXToken(place: XPlace, refreshToken: string): Promise<void> {
	const caller = await openCaller(place);
	const form = { token: refreshToken, token_type_hint: "refresh_token", client_id: place.app.clientId };
	await caller.call(
		(client) => client.post("https://api.x.com/2/oauth2/revoke", form, { fullResponse: true, forceBodyMode: "url" }),
		{ timeoutMs: place.timeoutMs },
	);
	caller.close();
}

/** The SDK is loaded when it is first needed, as everywhere: starting doesn't wait for it. */
async function openCaller({ app, apiBase }: XPlace) {
	const { createXCaller } = await import("./x-call.ts");
	return createXCaller(app, apiBase);
}

const tokens = z.object({
	access_token: z.string().min(1),
	refresh_token: z.string().min(1).optional(),
	expires_in: z.number().positive().catch(7_200),
	scope: z.string().optional(),
});
const tokenError = z.object({ error: z.string().catch(""), error_description: z.string().catch("") });

async function askForTokens(place: XPlace, form: Record<string, string>, before: XRenewable | null): Promise<XGrant> {
	const asked = place.now();
	const caller = await openCaller(place);
	const answer = await caller.call(
		(client) =>
			client.post(
				"https://api.x.com/2/oauth2/token",
				{ ...form, client_id: place.app.clientId },
				// X's own form; left to itself the SDK would send JSON.
				{ fullResponse: true, forceBodyMode: "url" },
			),
		{ timeoutMs: place.timeoutMs },
	);
	caller.close();
	return grantOf(answer, before, asked);
}

function grantOf(answer: XAnswer, before: XRenewable | null, asked: Instant): XGrant {
	if (answer.kind !== "answered") return { kind: "lost", reason: "X could not be reached, or did not answer in time." };
	if (answer.status >= 500 || answer.status === 429)
		return { kind: "lost", reason: `X had a fault of its own (HTTP ${answer.status}).` };
	if (answer.status >= 300) return refusedBy(answer.body, answer.status, before !== null);
	const read = tokens.safeParse(answer.body);
	if (!read.success) return { kind: "lost", reason: "X's answer could not be understood." };
	const { access_token: bearer, expires_in, scope } = read.data;
	const refreshToken = read.data.refresh_token ?? before?.refreshToken;
	if (refreshToken === undefined)
		return {
			kind: "refused",
			code: "no-renewal",
			reason: "X gave access for two hours only: it did not allow to renew it.",
		};
	const scopes = scope === undefined ? (before?.scopes ?? [...X_SCOPES]) : scope.split(" ").filter(Boolean);
	return { kind: "granted", credentials: { bearer, refreshToken, scopes, expiresAt: asked + expires_in * 1000 } };
}

function refusedBy(body: unknown, status: number, isRenewal: boolean): XGrant {
	const told = tokenError.safeParse(body).data;
	if (status === 401 || told?.error === "unauthorized_client" || told?.error === "invalid_client") {
		return {
			kind: "refused",
			code: "app",
			reason:
				"X does not know Carillon's app by these settings: check CARILLON_X_CLIENT_ID and CARILLON_X_CLIENT_SECRET.",
		};
	}
	if (isRenewal) {
		return {
			kind: "refused",
			code: "withdrawn",
			reason:
				"X no longer renews this access: it was withdrawn at X, or the answer to an earlier renewal got lost on its way. Connect the X account again under Channels.",
		};
	}
	return {
		kind: "refused",
		code: "code",
		reason: "X did not accept the sign-in: its code lives only 30 seconds and works once. Connect again.",
	};
}
