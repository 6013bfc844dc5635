import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { z } from "zod";
import { STAFF_ROLES, type StaffRole } from "../src/domain/staff/staff-role.ts";

const flag = z.enum(["0", "1", "true", "false"]).transform((text) => text === "1" || text === "true");
const milliseconds = z.coerce.number().int().min(0).max(3_600_000);

const commaList = z
	.string()
	.default("")
	.transform((text) =>
		text
			.split(",")
			.map((part) => part.trim())
			.filter(Boolean),
	);

/** Every setting Carillon reads, with what it means where the name doesn't say it. docs/operations.md lists them for people. */
const schema = z.object({
	/** Unset: an embedded PostgreSQL under CARILLON_DATA. */
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	/** Unset: BullMQ runs on PostgreSQL. */
	REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
	CARILLON_DATA: z.string().min(1).default(".carillon"),
	HOST: z.string().default("127.0.0.1"),
	PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
	/** Where the world reaches us, like "https://drive.hospital.example": in shared links, and where Facebook fetches pictures. */
	CARILLON_PUBLIC_URL: z
		.url({ protocol: /^https?$/ })
		.transform((url) => url.replace(/\/+$/, ""))
		.optional(),
	/** Behind how many proxies the API stands, for the address in logs and limits. */
	TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
	/** Comma-separated, so that a secret can be rotated, and test, live and Connect can share one address. */
	STRIPE_WEBHOOK_SECRETS: z.string().default(""),
	STRIPE_API_KEY: z.string().optional(),
	STRIPE_API_BASE: z.url().optional(),
	X_API_BASE: z.url().optional(),
	FACEBOOK_GRAPH_BASE: z.url().optional(),
	/** Base64 of 32 bytes that encrypts channel credentials; unset: a key file (0600) in CARILLON_DATA. */
	CARILLON_SECRET_KEY: z.string().optional(),
	/** Bearer token of the staff API (the red button); unset: the API refuses and the command line is the way. */
	CARILLON_STAFF_TOKEN: z.string().min(16).optional(),
	/** Roles that must sign in with more than a password, like "admin,approver"; unset: nobody must. */
	CARILLON_SECOND_FACTOR_ROLES: commaList.pipe(z.array(z.enum(STAFF_ROLES))),
	/** The hospital's own app at X (OAuth 2.0), for "Sign in with X"; unset: accounts are connected by pasted keys. */
	CARILLON_X_CLIENT_ID: z.string().min(1).optional(),
	CARILLON_X_CLIENT_SECRET: z.string().min(1).optional(),
	/** The hospital's own app at Meta, for "Log in with Facebook"; unset: Pages are connected by pasted tokens. */
	CARILLON_FACEBOOK_APP_ID: z
		.string()
		.regex(/^\d{1,20}$/, "the app's id is a number")
		.optional(),
	CARILLON_FACEBOOK_APP_SECRET: z.string().min(1).optional(),
	/** The hospital's own sign-in (OpenID Connect); all three, or none. Its way back is /api/auth/callback/single-sign-on. */
	CARILLON_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
	CARILLON_OIDC_CLIENT_ID: z.string().optional(),
	CARILLON_OIDC_CLIENT_SECRET: z.string().optional(),
	/** On its button. */
	CARILLON_OIDC_NAME: z.string().default("your hospital's sign-in"),
	/** Only e-mail addresses at these, like "hospital.example,foundation.example"; unset: all that the issuer vouches for. */
	CARILLON_OIDC_DOMAINS: commaList.transform((domains) => domains.map((domain) => domain.toLowerCase())),
	/** The claim that holds somebody's groups, and what each makes them, like "radio-admins=admin,radio-team=editor"; others need an invitation. */
	CARILLON_OIDC_ROLE_CLAIM: z.string().default("groups"),
	CARILLON_OIDC_ROLES: commaList
		.transform((pairs) => pairs.map((pair) => pair.split("=").map((part) => part.trim())))
		.pipe(z.array(z.tuple([z.string().min(1), z.enum(STAFF_ROLES)])))
		.transform((pairs) => new Map(pairs)),
	/** The mail server for notices to staff, like "smtps://user:password@mail.hospital.example"; unset: no mails. */
	CARILLON_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
	/** Whom notices come from: "Carillon <carillon@hospital.example>". */
	CARILLON_MAIL_FROM: z.string().min(3).default("Carillon <carillon@localhost>"),
	CHANNEL_TIMEOUT_MS: milliseconds.default(15_000),
	/** How long absence must be seen before an unconfirmed post may be sent again. */
	READ_BACK_SETTLE_MS: milliseconds.default(60_000),
	/** How often the sweep looks for posts without a job. */
	SWEEP_MS: milliseconds.default(1_000),
	/** Lets outgoing webhooks go to http:// and private addresses too: for the demo and tests, never on the internet. */
	HOOKS_ALLOW_LOCAL: flag.default(false),
	/** A campaign file to load at start (created or updated by its id). */
	CARILLON_CAMPAIGN: z.string().optional(),
	LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
	CI: flag.optional().catch(undefined),
});

export type Env = Omit<
	z.infer<typeof schema>,
	"STRIPE_WEBHOOK_SECRETS" | "CARILLON_DATA" | "CARILLON_SECOND_FACTOR_ROLES"
> & {
	readonly secondFactorRoles: readonly StaffRole[];
	readonly stripeWebhookSecrets: readonly string[];
	/** Absolute. */
	readonly dataFolder: string;
};

export class SettingError extends Error {
	override name = "SettingError";
	readonly code = "bad-setting";
}

/**
 * The only reader of process.env. An empty value counts as unset.
 * @throws SettingError that names each wrong setting, never its value.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
		throw new SettingError(`Some settings can't be used; correct these environment variables:\n${lines.join("\n")}`);
	}
	const { STRIPE_WEBHOOK_SECRETS, CARILLON_DATA, CARILLON_SECOND_FACTOR_ROLES, ...rest } = parsed.data;
	const secrets = STRIPE_WEBHOOK_SECRETS.split(",").map((secret) => secret.trim());
	return {
		...rest,
		stripeWebhookSecrets: secrets.filter(Boolean),
		secondFactorRoles: CARILLON_SECOND_FACTOR_ROLES,
		dataFolder: resolve(CARILLON_DATA),
	};
}

/** Libraries (React among them) are slower and wordier without it; whoever sets NODE_ENV otherwise means it. */
export function runAsProduction(): void {
	process.env.NODE_ENV ??= "production";
}

/** A variable named in a campaign file as {"env": "NAME"}: how secrets stay out of files. */
export function readNamedSecret(name: string): string | undefined {
	return process.env[name] || undefined;
}

/** The environment a child process of ours starts with: ours, with these changed. */
export function childEnv(changes: Record<string, string>): Record<string, string> {
	const own = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
	return { ...Object.fromEntries(own), ...changes };
}

/** For machines set up by us (demo, replay): a fresh secret of 32 bytes, base64. */
export function freshSecret(): string {
	return randomBytes(32).toString("base64");
}
