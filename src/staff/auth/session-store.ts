import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Instant } from "../../domain/plain/instant.ts";
import type { StaffRole } from "../../domain/staff/staff-role.ts";
import { SESSION_SECONDS } from "./session-cookie.ts";

/** How somebody signed in. */
export type SignInWay = "password" | "code" | "passkey" | "single-sign-on" | "link";

export type StaffSession = {
	readonly id: string;
	readonly token: string;
	readonly way: SignInWay;
	readonly hasCodeApp: boolean;
	readonly staff: { readonly id: string; readonly name: string; readonly email: string; readonly role: StaffRole };
	/** Its end was moved just now: the browser is told with a new cookie. */
	readonly isRenewed: boolean;
};

type Row = Omit<StaffSession, "isRenewed" | "staff" | "token"> &
	StaffSession["staff"] & { readonly userId: string; readonly updatedAt: Date };

/** Often enough that nobody is signed out in the middle of something, seldom enough that reading stays reading. */
const RENEW_AFTER_MS = 5 * 60_000;

/** The session of this token as it stands now: read each time, so that one that was ended is ended at once. */
export async function findSession(
	pool: pg.Pool,
	token: string,
	now: Instant,
	/** False: only read, for a stream that can't hand out a new cookie. */
	mayRenew = true,
): Promise<StaffSession | null> {
	const { rows } = await pool.query<Row>(
		`select s.id, s.way, s.updated_at as "updatedAt", u.id as "userId", u.name, u.email, u.role,
		   u.two_factor_enabled as "hasCodeApp"
		 from staff_session s join staff_user u on u.id = s.user_id
		 where s.token = $1 and s.expires_at > $2 and u.disabled_at is null`,
		[token, new Date(now)],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const isRenewed = mayRenew && now - row.updatedAt.getTime() > RENEW_AFTER_MS;
	if (isRenewed) await renew(pool, row.id, now);
	const { id, way, hasCodeApp, userId, name, email, role } = row;
	return { id, token, way, hasCodeApp, staff: { id: userId, name, email, role }, isRenewed };
}

async function renew(pool: pg.Pool, sessionId: string, now: Instant): Promise<void> {
	await pool.query(
		`with renewed as (update staff_session set expires_at = $2, updated_at = $3 where id = $1 returning user_id)
		 update staff_user set last_seen_at = $3 where id in (select user_id from renewed)`,
		[sessionId, new Date(now + SESSION_SECONDS * 1000), new Date(now)],
	);
}

/** A session without a sign-in: for whoever has just shown a link that is worth one. Gives its token. */
export async function createSession(
	db: Pick<pg.Pool, "query">,
	session: { readonly userId: string; readonly way: SignInWay; readonly address: string; readonly browser: string },
	now: Instant,
): Promise<string> {
	const token = randomBytes(24).toString("base64url");
	await db.query(
		`insert into staff_session (id, token, user_id, expires_at, created_at, updated_at, ip_address, user_agent, way)
		 values ($1, $2, $3, $4, $5, $5, $6, $7, $8)`,
		[
			randomBytes(16).toString("hex"),
			token,
			session.userId,
			new Date(now + SESSION_SECONDS * 1000),
			new Date(now),
			session.address,
			session.browser.slice(0, 300),
			session.way,
		],
	);
	await db.query("update staff_user set last_seen_at = $2 where id = $1", [session.userId, new Date(now)]);
	return token;
}
