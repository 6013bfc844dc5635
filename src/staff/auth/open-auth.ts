import { AsyncLocalStorage } from "node:async_hooks";
import type { BetterAuthOptions } from "better-auth";
import type pg from "pg";
import { errorFields, type Log } from "../../log.ts";
import { ACCOUNT, PASSKEY_SCHEMA, SESSION, TWO_FACTOR_SCHEMA, USER, VERIFICATION } from "./auth-tables.ts";
import { COOKIE_PREFIX, type CookieTerms, SESSION_SECONDS } from "./session-cookie.ts";
import { wayOf } from "./sign-in-ways.ts";
import { mayComeIn, PROVIDER, roleOfGroups, type SingleSignOn, takeInvitation } from "./single-sign-on.ts";

export type AuthParts = {
	readonly pool: pg.Pool;
	readonly cookies: () => CookieTerms;
	readonly singleSignOn: SingleSignOn | null;
	readonly log: Log;
};

/** better-auth behind one call. */
export type Auth = (request: Request) => Promise<Response>;

/** Where the caller's address stands; set by us alone, on requests that we make. */
export const CLIENT_HEADER = "x-carillon-client";
export const FEWEST_LETTERS = 12;
const MOST_LETTERS = 128;

/** better-auth is large and seldom needed: it is loaded with the first sign-in, so that no start waits for it. */
export function openAuth(parts: AuthParts): Auth {
	let opened: Promise<Auth> | undefined;
	return async (request) => {
		opened ??= loadAuth(parts).catch((error: unknown) => {
			opened = undefined;
			throw error;
		});
		return (await opened)(request);
	};
}

type Claims = Readonly<Record<string, unknown>>;
/** What single sign-on says of the person whose sign-in is under way. */
const underWay = new AsyncLocalStorage<{ claims: Claims }>();

async function loadAuth(parts: AuthParts): Promise<Auth> {
	const [{ betterAuth }, { genericOAuth, twoFactor }, { passkey }] = await Promise.all([
		import("better-auth"),
		import("better-auth/plugins"),
		import("@better-auth/passkey"),
	]);
	const { secret, isSecure } = parts.cookies();
	const auth = betterAuth({
		appName: "Carillon",
		basePath: "/api/auth",
		secret,
		database: parts.pool,
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: FEWEST_LETTERS,
			maxPasswordLength: MOST_LETTERS,
		},
		user: USER,
		session: { ...SESSION, expiresIn: SESSION_SECONDS, updateAge: 300, freshAge: 0 },
		account: {
			...ACCOUNT,
			// The hospital's own sign-in decides who somebody is; src/staff/auth/single-sign-on.ts who may come in.
			accountLinking: { enabled: true, trustedProviders: [PROVIDER], requireLocalEmailVerified: false },
		},
		verification: VERIFICATION,
		// Ours hold over every process (tries.ts), and so does the check of where a request comes from (same-site.ts).
		rateLimit: { enabled: false },
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: isSecure,
			disableCSRFCheck: true,
			ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
		},
		telemetry: { enabled: false },
		onAPIError: { errorURL: "/staff/sign-in" },
		logger: quietLogger(parts.log),
		databaseHooks: hooks(parts),
		plugins: [
			twoFactor({
				issuer: "Carillon",
				schema: TWO_FACTOR_SCHEMA,
				accountLockout: { enabled: true, maxFailedAttempts: 10 },
			}),
			passkey({
				rpName: "Carillon",
				schema: PASSKEY_SCHEMA,
				authenticatorSelection: { residentKey: "required", userVerification: "required" },
			}),
			...(parts.singleSignOn === null ? [] : [genericOAuth({ config: [provider(parts.singleSignOn)] })]),
		],
	} satisfies BetterAuthOptions);
	return (request) => underWay.run({ claims: {} }, () => auth.handler(request));
}

function provider(sso: SingleSignOn) {
	return {
		providerId: PROVIDER,
		name: sso.label,
		discoveryUrl: `${sso.issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
		clientId: sso.clientId,
		clientSecret: sso.clientSecret,
		requireIdTokenVerification: true,
		scopes: ["openid", "email", "profile"],
		mapProfileToUser: (profile: Claims) => {
			const store = underWay.getStore();
			if (store) store.claims = profile;
			const name = typeof profile.name === "string" && profile.name !== "" ? profile.name : String(profile.email ?? "");
			return { name, image: undefined };
		},
	};
}

function hooks({ pool, singleSignOn }: AuthParts): BetterAuthOptions["databaseHooks"] {
	/** Only single sign-on makes people here; everybody else comes by a link (link-store.ts). */
	async function roleOfNewcomer(email: string) {
		const claims = underWay.getStore()?.claims ?? {};
		if (singleSignOn === null || !mayComeIn(claims, singleSignOn)) return null;
		return roleOfGroups(claims, singleSignOn) ?? (await takeInvitation(pool, email));
	}
	return {
		user: {
			create: {
				before: async (user) => {
					const role = await roleOfNewcomer(user.email);
					return role === null ? false : { data: { ...user, role } };
				},
			},
		},
		account: {
			// What the provider's tokens open is none of our business: they are not kept.
			create: {
				before: async (account) => {
					const claims = underWay.getStore()?.claims ?? {};
					const isRefused =
						account.providerId === PROVIDER && (singleSignOn === null || !mayComeIn(claims, singleSignOn));
					return isRefused ? false : { data: { ...account, ...NO_TOKENS } };
				},
			},
			update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
		},
		session: {
			create: {
				before: async (session, context) => {
					const way = wayOf(context?.path);
					const claims = underWay.getStore()?.claims ?? {};
					if (way === "single-sign-on" && (singleSignOn === null || !mayComeIn(claims, singleSignOn))) return false;
					const { rows } = await pool.query(
						"update staff_user set last_seen_at = now() where id = $1 and disabled_at is null returning id",
						[session.userId],
					);
					return rows.length === 0 ? false : { data: { ...session, way } };
				},
			},
		},
	};
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null };

/** Its messages quote e-mails and addresses: what happened goes into our log, its words don't. */
function quietLogger(log: Log): NonNullable<BetterAuthOptions["logger"]> {
	return {
		level: "warn",
		log: (level, _message, ...more: unknown[]) => {
			const error = more.find((one) => one instanceof Error);
			// Wrong passwords among them: those are counted, not logged.
			if (error !== undefined)
				log(level === "error" ? "error" : "warn", "The sign-in library met an error.", errorFields(error));
		},
	};
}
