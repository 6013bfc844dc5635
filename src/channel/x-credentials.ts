import { z } from "zod";

const key = z.string().trim().min(1);

/**
 * How one X account lets us post: the four OAuth 1.0a keys, which do not expire and are the sturdier choice for one
 * hospital account, or an OAuth 2.0 user token, which lives two hours.
 */
export const xCredentials = z.union([
	z.strictObject({ appKey: key, appSecret: key, accessToken: key, accessSecret: key }),
	z.strictObject({ bearer: key }),
]);
export type XCredentials = z.infer<typeof xCredentials>;
