import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import type { StaffRole } from "../../domain/staff/staff-role.ts";
import { Refusal } from "../../http/problem.ts";
import type { StaffMember } from "../../http/staff-route.ts";
import { comesFromElsewhere } from "./same-site.ts";
import { type CookieTerms, renewedCookie, sessionToken } from "./session-cookie.ts";
import { findSession, type StaffSession } from "./session-store.ts";

export type StaffSessionParts = {
	readonly pool: pg.Pool;
	readonly cookies: () => CookieTerms;
	readonly publicUrl: string | undefined;
	/** Roles that this installation asks for a second factor. */
	readonly secondFactorRoles: readonly StaffRole[];
	/** CARILLON_STAFF_TOKEN: for programs, and for the red button alone. */
	readonly staffToken: string | undefined;
	readonly now: () => Instant;
};

export type StaffSessions = {
	/** Who is signed in, read anew each time. @throws Refusal for another site's request, and while a demanded second factor is missing */
	readonly whoAsks: (request: Request) => Promise<StaffMember | null>;
	/** The session behind the request, whatever it still lacks. */
	readonly sessionOf: (request: Request) => Promise<StaffSession | null>;
	/** Of a Cookie header. */
	readonly sessionOfCookies: (cookies: string | undefined) => Promise<StaffSession | null>;
	readonly needsSecondFactor: (session: StaffSession) => boolean;
	/** Whether a stream that was opened by this request may go on: its session stands, its person may still sign in. */
	readonly isStillSignedIn: (request: Request) => Promise<boolean>;
};

/** What the token may ask for: stop, resume, and how posting stands. */
const TOKEN_PATH = /^\/api\/staff\/campaigns\/[^/]+\/posting(?:\/(?:stop|resume))?$/;
/** Where somebody goes to set their second factor up. */
const OWN_ACCOUNT = /^\/api\/staff\/(?:me|account)(?:\/|$)/;

export function openStaffSessions(parts: StaffSessionParts): StaffSessions {
	const { pool, cookies, publicUrl, secondFactorRoles, now } = parts;

	async function sessionOfCookies(header: string | undefined): Promise<StaffSession | null> {
		if (header === undefined) return null;
		const token = sessionToken(header, cookies());
		return token === null ? null : findSession(pool, token, now());
	}

	async function sessionOf(request: Request): Promise<StaffSession | null> {
		const session = await sessionOfCookies(request.get("cookie"));
		if (session?.isRenewed) request.res?.append("Set-Cookie", renewedCookie(session.token, cookies()));
		return session;
	}

	function needsSecondFactor({ way, hasCodeApp, staff }: StaffSession): boolean {
		return secondFactorRoles.includes(staff.role) && !hasCodeApp && !IS_STRONG[way];
	}

	return {
		sessionOf,
		sessionOfCookies,
		needsSecondFactor,
		async isStillSignedIn(request) {
			const header = request.get("cookie");
			const token = header === undefined ? null : sessionToken(header, cookies());
			return token !== null && (await findSession(pool, token, now(), false)) !== null;
		},
		async whoAsks(request) {
			const bearer = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1];
			if (bearer !== undefined) return machineOf(bearer, request.path, parts.staffToken);
			refuseElsewhere(request, publicUrl);
			const session = await sessionOf(request);
			if (session === null) return null;
			if (needsSecondFactor(session) && !OWN_ACCOUNT.test(request.path)) {
				throw new Refusal(
					"second-factor",
					"Your role needs a second factor here. Set up a code app or a passkey on your account's page first.",
				);
			}
			return session.staff;
		},
	};
}

/** More than a password was shown, or somebody else saw to it. */
const IS_STRONG: Readonly<Record<StaffSession["way"], boolean>> = {
	password: false,
	link: false,
	code: true,
	passkey: true,
	"single-sign-on": true,
};

/** @throws Refusal where another site's page may have sent this */
export function refuseElsewhere(request: Request, publicUrl: string | undefined): void {
	const came = {
		method: request.method,
		host: request.get("host"),
		origin: request.get("origin"),
		fetchSite: request.get("sec-fetch-site"),
	};
	if (comesFromElsewhere(came, publicUrl)) {
		throw new Refusal(
			"forbidden",
			"This came from another site's page, so nothing was changed. Use Carillon's own pages.",
		);
	}
}

function machineOf(given: string, path: string, staffToken: string | undefined): StaffMember | null {
	if (staffToken === undefined) {
		throw new Refusal(
			"forbidden",
			'The staff token is off: set CARILLON_STAFF_TOKEN, or use "carillon posting stop" on the machine.',
		);
	}
	// Hashes have the same length, so the comparison tells nothing about the token's.
	if (!timingSafeEqual(sha256(given), sha256(staffToken))) return null;
	if (!TOKEN_PATH.test(path)) {
		throw new Refusal("forbidden", "The staff token stops and resumes posting, and nothing else. Sign in for this.");
	}
	return { id: "staff-token", name: "staff token", email: "", role: "admin" };
}

function sha256(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
