import type pg from "pg";
import { STAFF_ROLES, type StaffRole } from "../../domain/staff/staff-role.ts";

/** The hospital's own sign-in (OpenID Connect). */
export type SingleSignOn = {
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** On the button: "Lakeside sign-in". */
	readonly label: string;
	/** Only addresses at these; empty: any that the issuer vouches for. */
	readonly domains: readonly string[];
	/** The claim that holds somebody's groups. */
	readonly roleClaim: string;
	/** Which group makes somebody what. */
	readonly roleByGroup: ReadonlyMap<string, StaffRole>;
};

export const PROVIDER = "single-sign-on";

/** Whether this person may come in at all. */
export function mayComeIn(claims: Readonly<Record<string, unknown>>, { domains }: SingleSignOn): boolean {
	const email = typeof claims.email === "string" ? claims.email.toLowerCase() : "";
	if (email === "" || claims.email_verified === false) return false;
	return domains.length === 0 || domains.includes(email.slice(email.lastIndexOf("@") + 1));
}

/** The strongest role of somebody's groups; null where none says anything. */
export function roleOfGroups(claims: Readonly<Record<string, unknown>>, sso: SingleSignOn): StaffRole | null {
	const told = claims[sso.roleClaim];
	const groups: readonly unknown[] = Array.isArray(told) ? told : [told];
	const roles = groups.map((group) => sso.roleByGroup.get(String(group)));
	return STAFF_ROLES.find((role) => roles.includes(role)) ?? null;
}

/** The role that a newcomer was invited with; the invitation is used up. */
export async function takeInvitation(pool: pg.Pool, email: string): Promise<StaffRole | null> {
	const { rows } = await pool.query<{ role: StaffRole }>(
		`update staff_link set used_at = now() where id = (
		   select id from staff_link where kind = 'invitation' and email = $1 and used_at is null and revoked_at is null
		   and expires_at > now() order by id desc limit 1 for update)
		 returning role`,
		[email.toLowerCase()],
	);
	return rows[0]?.role ?? null;
}
