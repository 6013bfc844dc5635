import { createHmac, timingSafeEqual } from "node:crypto";

/** RFC 3986 encoding, which OAuth 1.0a asks for: encodeURIComponent leaves five characters too many as they are. */
function encode(text: string): string {
	return encodeURIComponent(text).replace(/[!*'()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The fields of an `Authorization: OAuth ...` header; null where it is another scheme or malformed. */
export function readOAuthHeader(header: string): ReadonlyMap<string, string> | null {
	if (!/^OAuth\s/i.test(header)) return null;
	const fields = new Map<string, string>();
	for (const part of header.slice(6).split(",")) {
		const match = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(part);
		if (!match?.[1] || match[2] === undefined) return null;
		try {
			fields.set(decodeURIComponent(match[1]), decodeURIComponent(match[2]));
		} catch {
			return null;
		}
	}
	return fields;
}

export type SignedRequest = {
	readonly method: string;
	/** As the client addressed it, with the query. JSON and multipart bodies are not part of the signature. */
	readonly url: URL;
	readonly fields: ReadonlyMap<string, string>;
};

/** HMAC-SHA1 over method, address and sorted parameters (RFC 5849, 3.4). */
export function signatureFits(request: SignedRequest, consumerSecret: string, tokenSecret: string): boolean {
	const given = request.fields.get("oauth_signature");
	if (given === undefined || request.fields.get("oauth_signature_method") !== "HMAC-SHA1") return false;
	const pairs: [string, string][] = [];
	for (const [name, value] of request.fields) {
		if (name !== "oauth_signature" && name !== "realm") pairs.push([encode(name), encode(value)]);
	}
	for (const [name, value] of request.url.searchParams) pairs.push([encode(name), encode(value)]);
	pairs.sort(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)));
	const parameters = pairs.map(([name, value]) => `${name}=${value}`).join("&");
	const base = `${request.method}&${encode(request.url.origin + request.url.pathname)}&${encode(parameters)}`;
	const expected = createHmac("sha1", `${encode(consumerSecret)}&${encode(tokenSecret)}`)
		.update(base)
		.digest();
	const actual = Buffer.from(given, "base64");
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
