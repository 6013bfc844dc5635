import type pg from "pg";
import { z } from "zod";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { NewCodeApp } from "../../web/contract/staff/account.ts";
import { readAccount } from "./account-store.ts";
import { type AskAuthParts, askAuth } from "./ask-auth-route.ts";
import { newPassword } from "./link-routes.ts";
import { endSessions } from "./people-store.ts";
import type { StaffSessions } from "./who-asks-route.ts";

export type AccountParts = AskAuthParts & { readonly pool: pg.Pool; readonly sessions: StaffSessions };

const BASE = "/api/staff/account";
const MAY = "account.own";
const named = z.object({ name: z.string().trim().min(1, "Say your name.").max(80) });
const password = z.object({ password: z.string().max(200) });
const passwords = z.object({ current: z.string().max(200), password: newPassword });
const codeGiven = z.object({ code: z.string().trim().max(20) });
const passkeyMade = z.object({
	name: z.string().trim().max(60).optional(),
	response: z.record(z.string(), z.unknown()),
});
const codeApp = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const backupCodes = z.object({ backupCodes: z.array(z.string()) });

/** One's own account. */
export function accountRoutes(parts: AccountParts): StaffRoute[] {
	const { pool, sessions } = parts;
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: MAY,
			says: "One's own account: how one signs in, and where one is signed in.",
			handle: async ({ staff, request }) => {
				const session = await sessions.sessionOf(request);
				const account = await readAccount(pool, staff.id, session?.id ?? "");
				if (account === null) throw new Refusal("not-found", "A staff token has no account.");
				return staffJson(account);
			},
		}),
		staffRoute({
			method: "patch",
			path: BASE,
			may: MAY,
			says: "Changes one's own name.",
			body: named,
			handle: async ({ staff, body, note }) => {
				await pool.query("update staff_user set name = $2, updated_at = now() where id = $1", [staff.id, body.name]);
				await note({ what: "account.renamed", before: staff.name, after: body.name });
				return staffJson({});
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/password`,
			may: MAY,
			says: "Changes one's own password, and signs one out everywhere else.",
			body: passwords,
			handle: async ({ staff, body, request, note }) => {
				const change = { currentPassword: body.current, newPassword: body.password };
				await askAuth(parts, request, { method: "POST", path: "/change-password", body: change });
				const session = await sessions.sessionOf(request);
				const ended = await endSessions(pool, staff.id, session?.id ?? "");
				await note({ what: "account.password-changed", after: { sessionsEnded: ended } });
				return staffJson({ ended });
			},
		}),
		...codeAppRoutes(parts),
		...passkeyRoutes(parts),
		...sessionRoutes(parts),
	];
}

function codeAppRoutes(parts: AccountParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/code-app`,
			may: MAY,
			says: "Begins to set up a code app: gives its secret and backup codes, once.",
			body: password,
			handle: async ({ body, request, note }) => {
				const made = codeApp.parse(await askAuth(parts, request, { method: "POST", path: "/two-factor/enable", body }));
				await note({ what: "account.code-app-begun" });
				const secret = new URL(made.totpURI).searchParams.get("secret") ?? "";
				const answer: NewCodeApp = { uri: made.totpURI, secret, backupCodes: made.backupCodes };
				return staffJson(answer);
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/code-app/confirm`,
			may: MAY,
			says: "Puts the code app in force, with a first code.",
			body: codeGiven,
			handle: async ({ body, request, note }) => {
				await askAuth(parts, request, { method: "POST", path: "/two-factor/verify-totp", body });
				await note({ what: "account.code-app-set-up" });
				return staffJson({});
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/code-app/remove`,
			may: MAY,
			says: "Takes the code app away.",
			body: password,
			handle: async ({ body, request, note }) => {
				await askAuth(parts, request, { method: "POST", path: "/two-factor/disable", body });
				await note({ what: "account.code-app-removed" });
				return staffJson({});
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/code-app/backup-codes`,
			may: MAY,
			says: "Makes new backup codes; the old ones end.",
			body: password,
			handle: async ({ body, request, note }) => {
				const path = "/two-factor/generate-backup-codes";
				const made = backupCodes.parse(await askAuth(parts, request, { method: "POST", path, body }));
				await note({ what: "account.backup-codes-made" });
				return staffJson({ backupCodes: made.backupCodes });
			},
		}),
	];
}

function passkeyRoutes(parts: AccountParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${BASE}/passkeys/options`,
			may: MAY,
			says: "What a browser needs to make a passkey.",
			handle: async ({ request }) =>
				staffJson(await askAuth(parts, request, { method: "GET", path: "/passkey/generate-register-options" })),
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/passkeys`,
			may: MAY,
			says: "Keeps a passkey that a browser has made.",
			body: passkeyMade,
			handle: async ({ body, request, note }) => {
				await askAuth(parts, request, { method: "POST", path: "/passkey/verify-registration", body });
				await note({ what: "account.passkey-added", subject: body.name ?? null });
				return staffJson({}, 201);
			},
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/passkeys/:passkey`,
			may: MAY,
			says: "Takes a passkey away.",
			handle: async ({ staff, params, note }) => {
				const { rowCount } = await parts.pool.query("delete from staff_passkey where id = $1 and user_id = $2", [
					...[params.passkey, staff.id],
				]);
				if (rowCount === 0) throw new Refusal("not-found", "This passkey is gone already.");
				await note({ what: "account.passkey-removed" });
				return staffJson({});
			},
		}),
	];
}

function sessionRoutes({ pool, sessions }: AccountParts): StaffRoute[] {
	return [
		staffRoute({
			method: "delete",
			path: `${BASE}/sessions/:session`,
			may: MAY,
			says: "Ends one of one's own sessions.",
			handle: async ({ staff, params, note }) => {
				const { rowCount } = await pool.query("delete from staff_session where id = $1 and user_id = $2", [
					...[params.session, staff.id],
				]);
				if (rowCount === 0) throw new Refusal("not-found", "This session is over already.");
				await note({ what: "account.session-ended" });
				return staffJson({});
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/sessions/end-others`,
			may: MAY,
			says: "Signs one out everywhere but here.",
			body: z.object({}),
			handle: async ({ staff, request, note }) => {
				const session = await sessions.sessionOf(request);
				const ended = await endSessions(pool, staff.id, session?.id ?? "");
				await note({ what: "account.signed-out-elsewhere", after: { sessions: ended } });
				return staffJson({ ended });
			},
		}),
	];
}
