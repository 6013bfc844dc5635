import type { IncomingMessage } from "node:http";
import type { XSandboxAccount } from "./x-account.ts";
import { readOAuthHeader, signatureFits } from "./x-oauth1.ts";
import type { XOAuth2 } from "./x-oauth2.ts";

/** Older or newer timestamps are refused, as X does; also how long a nonce is remembered. */
const TIMESTAMP_TOLERANCE_MS = 5 * 60 * 1000;

export type SignIn = (req: IncomingMessage) => XSandboxAccount | null;

/** Tells which account a request speaks for: an OAuth 1.0a signature that verifies, or a user bearer token, known or granted. */
export function createSignIn(
	accounts: readonly XSandboxAccount[],
	oauth2: Pick<XOAuth2, "accountOf">,
	now: () => number,
): SignIn {
	const nonces = new Map<string, number>();

	function isFresh(fields: ReadonlyMap<string, string>): boolean {
		const at = Number(fields.get("oauth_timestamp")) * 1000;
		const nonce = fields.get("oauth_nonce");
		if (!nonce || !(Math.abs(now() - at) <= TIMESTAMP_TOLERANCE_MS)) return false;
		for (const [old, usedAt] of nonces) {
			if (now() - usedAt <= 2 * TIMESTAMP_TOLERANCE_MS) break;
			nonces.delete(old);
		}
		const key = `${fields.get("oauth_token")}:${nonce}`;
		if (nonces.has(key)) return false;
		nonces.set(key, now());
		return true;
	}

	return (req) => {
		const header = req.headers.authorization ?? "";
		const bearer = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
		if (bearer !== undefined) {
			const granted = oauth2.accountOf(bearer);
			return accounts.find((account) => account.bearer === bearer || account.id === granted) ?? null;
		}
		const fields = readOAuthHeader(header);
		const account = accounts.find(
			(known) => known.accessToken === fields?.get("oauth_token") && known.appKey === fields.get("oauth_consumer_key"),
		);
		if (!fields || !account) return null;
		const url = new URL(req.url ?? "/", `http://${req.headers.host ?? "127.0.0.1"}`);
		const signed = { method: req.method ?? "GET", url, fields };
		return signatureFits(signed, account.appSecret, account.accessSecret) && isFresh(fields) ? account : null;
	};
}
