import { createHmac, timingSafeEqual } from "node:crypto";

/** The cookies' first part; better-auth is told the same. */
export const COOKIE_PREFIX = "carillon";
/** A show of twelve hours without a sign-in in the middle; every use moves the end. */
export const SESSION_SECONDS = 12 * 60 * 60;

export type CookieTerms = {
	/** better-auth's secret: it signs the session's token. */
	readonly secret: string;
	/** Whether the world reaches us by https. */
	readonly isSecure: boolean;
};

/** The name that better-auth gives its session's cookie. */
export function sessionCookieName(isSecure: boolean): string {
	return `${isSecure ? "__Secure-" : ""}${COOKIE_PREFIX}.session_token`;
}

/** The session's token in a Cookie header, where its signature is ours; null otherwise. */
export function sessionToken(cookieHeader: string | undefined, { secret, isSecure }: CookieTerms): string | null {
	const signed = cookieNamed(cookieHeader, sessionCookieName(isSecure));
	const end = signed?.lastIndexOf(".") ?? -1;
	if (signed === null || end <= 0) return null;
	const token = signed.slice(0, end);
	const given = Buffer.from(signed.slice(end + 1), "base64");
	const right = createHmac("sha256", secret).update(token).digest();
	return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

/** name=value as better-auth writes and reads it. */
export function sessionCookie(token: string, { secret, isSecure }: CookieTerms): string {
	const signature = createHmac("sha256", secret).update(token).digest("base64");
	return `${sessionCookieName(isSecure)}=${encodeURIComponent(`${token}.${signature}`)}`;
}

/** Set-Cookie of a session that goes on. */
export function renewedCookie(token: string, terms: CookieTerms): string {
	const attributes = ["Path=/", `Max-Age=${SESSION_SECONDS}`, "HttpOnly", "SameSite=Lax"];
	return [sessionCookie(token, terms), ...attributes, ...(terms.isSecure ? ["Secure"] : [])].join("; ");
}

function cookieNamed(header: string | undefined, name: string): string | null {
	for (const pair of (header ?? "").split(";")) {
		const [key, ...value] = pair.split("=");
		if (key?.trim() !== name) continue;
		try {
			return decodeURIComponent(value.join("=").trim());
		} catch {
			return null;
		}
	}
	return null;
}
