import { z } from "zod";

const key = z.string().trim().min(1);

/**
 * How one X account lets us post: the four OAuth 1.0a keys, which do not expire and are the sturdier choice for one
 * hospital account, or an OAuth 2.0 user token, which lives two hours, with what renews it.
 */
export const xCredentials = z.union([
	z.strictObject({ appKey: key, appSecret: key, accessToken: key, accessSecret: key }),
	z.strictObject({ bearer: key }),
	z.strictObject({
		bearer: key,
		/** Taken once: each renewal brings the next. */
		refreshToken: key,
		expiresAt: z.number(),
		scopes: z.array(z.string()),
	}),
]);
export type XCredentials = z.infer<typeof xCredentials>;
/** From "Sign in with X": lives two hours and is renewed by src/channel/x-renewal.ts. */
export type XRenewable = Extract<XCredentials, { refreshToken: string }>;

export function isRenewable(credentials: XCredentials): credentials is XRenewable {
	return "refreshToken" in credentials;
}

/** What must appear nowhere. */
export function secretsOf(credentials: XCredentials): string[] {
	if (isRenewable(credentials)) return [credentials.bearer, credentials.refreshToken];
	return "bearer" in credentials ? [credentials.bearer] : Object.values(credentials);
}
