import type { Request } from "express";
import type pg from "pg";
import { z } from "zod";
import { type AuditActor, NOBODY, writeAuditLine } from "../../audit/write-line.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { Refusal } from "../../http/problem.ts";
import type { Route } from "../../http/route-table.ts";
import { staffJson } from "../../http/staff-route.ts";
import type { SignInAnswer, SignInWays } from "../../web/contract/staff/sign-in.ts";
import { type AskAuthParts, askAuth, askAuthWhere } from "./ask-auth-route.ts";
import { isNobodyHere } from "./first-link.ts";
import { PROVIDER, type SingleSignOn } from "./single-sign-on.ts";
import type { Tries, TryLimit } from "./tries.ts";
import { refuseElsewhere, type StaffSessions } from "./who-asks-route.ts";

export type SignInParts = AskAuthParts & {
	readonly pool: pg.Pool;
	readonly sessions: StaffSessions;
	readonly tries: Tries;
	readonly singleSignOn: SingleSignOn | null;
	readonly now: () => Instant;
};

const credentials = z.object({ email: z.string().trim().toLowerCase().max(320), password: z.string().max(200) });
const code = z.object({ code: z.string().trim().max(40) });
const passkeyAnswer = z.object({ response: z.record(z.string(), z.unknown()) });

/** Everything about coming in; nobody is signed in yet, so these stand outside the console's routes. */
export function signInRoutes(parts: SignInParts): Route[] {
	const { pool, publicUrl, singleSignOn } = parts;
	const post: Post = (path, handle) => ({
		method: "post",
		path: `/api/auth${path}`,
		takes: { type: "json" },
		handle: async (request) => {
			refuseElsewhere(request, publicUrl);
			return staffJson((await handle(request)) ?? {});
		},
	});
	return [
		{
			method: "get",
			path: "/api/auth/ways",
			handle: async () => {
				const ways: SignInWays = { singleSignOn: singleSignOn?.label ?? null, isNew: await isNobodyHere(pool) };
				return staffJson(ways);
			},
		},
		post("/sign-in/email", (request) => byPassword(parts, request)),
		post("/two-factor/verify-totp", (request) => byCode(parts, request, "/two-factor/verify-totp")),
		post("/two-factor/verify-backup-code", (request) => byCode(parts, request, "/two-factor/verify-backup-code")),
		{
			method: "get",
			path: "/api/auth/passkey/options",
			handle: async (request) =>
				staffJson(await askAuth(parts, request, { method: "GET", path: "/passkey/generate-authenticate-options" })),
		},
		post("/passkey/verify", async (request) => {
			const body = passkeyAnswer.parse(request.body ?? {});
			await limited(parts, request, [addressLimit(request)], () =>
				askAuth(parts, request, { method: "POST", path: "/passkey/verify-authentication", body }),
			);
			return signedIn(parts, request, "a passkey");
		}),
		...singleSignOnRoutes(parts, post),
		post("/sign-out", async (request) => {
			const session = await parts.sessions.sessionOf(request);
			await askAuth(parts, request, { method: "POST", path: "/sign-out" });
			if (session !== null) await noteDown(parts, request, { ...session.staff }, "account.signed-out");
		}),
	];
}

type Post = (path: string, handle: (request: Request) => Promise<unknown>) => Route;

/** To the hospital's own sign-in, and back from it. */
function singleSignOnRoutes(parts: SignInParts, post: Post): Route[] {
	return [
		post("/sign-in/single-sign-on", async (request) => {
			if (parts.singleSignOn === null) throw new Refusal("not-found", "Single sign-on isn't set up here.");
			const body = {
				provider: PROVIDER,
				callbackURL: "/staff",
				errorCallbackURL: "/staff/sign-in",
				disableRedirect: true,
			};
			return askAuth(parts, request, { method: "POST", path: "/sign-in/social", body });
		}),
		{
			method: "get",
			path: `/api/auth/callback/${PROVIDER}`,
			handle: async (request) => {
				const query = new URLSearchParams(request.query as Record<string, string>);
				const path = `/callback/${PROVIDER}?${query}`;
				const location = await askAuthWhere(parts, request, { method: "GET", path });
				return { kind: "redirect", status: 303, location };
			},
		},
	];
}

async function byPassword(parts: SignInParts, request: Request): Promise<SignInAnswer> {
	const body = credentials.parse(request.body ?? {});
	const limits = [addressLimit(request), ...accountLimits(body.email, request)];
	const answer = await limited(parts, request, limits, () =>
		askAuth(parts, request, { method: "POST", path: "/sign-in/email", body }),
	);
	if (typeof answer === "object" && answer !== null && "twoFactorRedirect" in answer) return { next: "code" };
	return signedIn(parts, request, "a password");
}

async function byCode(parts: SignInParts, request: Request, path: string): Promise<SignInAnswer> {
	const body = code.parse(request.body ?? {});
	await limited(parts, request, [addressLimit(request)], () => askAuth(parts, request, { method: "POST", path, body }));
	return signedIn(parts, request, path.endsWith("totp") ? "a code" : "a backup code");
}

/** Many people may share a hospital's address; one account from one address needs few tries. */
function addressLimit(request: Request): TryLimit {
	return { of: `address ${request.ip}`, most: 40, firstWaitMs: 30_000 };
}

function accountLimits(email: string, request: Request): TryLimit[] {
	return [
		{ of: `account ${email} from ${request.ip}`, most: 5, firstWaitMs: 30_000 },
		// From many addresses at once; far enough up that nobody is kept out of a show by a stranger's few tries.
		{ of: `account ${email}`, most: 50, firstWaitMs: 30_000 },
	];
}

async function limited<T>(
	{ tries, now, pool }: SignInParts,
	request: Request,
	limits: readonly TryLimit[],
	attempt: () => Promise<T>,
): Promise<T> {
	const comeBack = await tries.take(limits, now());
	if (comeBack !== null) {
		const seconds = Math.max(1, Math.ceil((comeBack - now()) / 1000));
		request.res?.setHeader("Retry-After", String(seconds));
		throw new Refusal("too-many", `Too many tries. Wait ${waitInWords(seconds)}, then try again.`);
	}
	try {
		const result = await attempt();
		await tries.forget(limits);
		return result;
	} catch (error) {
		// Without the e-mail: what was typed may be a password in the wrong field.
		await writeAuditLine(pool)({ ...lineOf(request, now()), by: NOBODY, what: "account.sign-in-refused" });
		throw error;
	}
}

function waitInWords(seconds: number): string {
	if (seconds < 90) return `${seconds} seconds`;
	return `${Math.ceil(seconds / 60)} minutes`;
}

/** The new session stands in the answer's cookie, so who it is is asked of the database by that. */
async function signedIn(parts: SignInParts, request: Request, way: string): Promise<SignInAnswer> {
	const set = request.res?.getHeader("Set-Cookie");
	const cookies = (Array.isArray(set) ? set : [String(set ?? "")]).map((cookie) => cookie.split(";")[0]).join("; ");
	const session = await parts.sessions.sessionOfCookies(cookies);
	if (session !== null) await noteDown(parts, request, session.staff, "account.signed-in", { way });
	return { next: "signed-in" };
}

export function lineOf(request: Request, at: Instant) {
	const requestId = String(request.res?.locals.requestId ?? "");
	return { at, requestId, request: `${request.method} ${String(request.route?.path ?? "")}` };
}

async function noteDown(parts: SignInParts, request: Request, by: AuditActor, what: string, after?: unknown) {
	await writeAuditLine(parts.pool)({ ...lineOf(request, parts.now()), by, what, after });
}
