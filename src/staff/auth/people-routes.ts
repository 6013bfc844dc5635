import type { Request } from "express";
import type pg from "pg";
import { z } from "zod";
import { inTransaction } from "../../db/pool.ts";
import { STAFF_ROLES, type StaffRole } from "../../domain/staff/staff-role.ts";
import { baseAddress } from "../../http/base-address.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { People, ShownLink } from "../../web/contract/staff/people.ts";
import type { LinkKind } from "../../web/contract/staff/sign-in.ts";
import { HOUR_MS, linkAddress, makeLink } from "./link-store.ts";
import {
	changePerson,
	endSessions,
	listInvitations,
	listPeople,
	personNow,
	removeSecondFactor,
} from "./people-store.ts";

export type PeopleParts = {
	readonly pool: pg.Pool;
	readonly publicUrl: string | undefined;
	readonly secondFactorRoles: readonly StaffRole[];
};

const BASE = "/api/staff/people";
const DAY_MS = 24 * HOUR_MS;
const role = z.enum(STAFF_ROLES);
const invitation = z.object({
	email: z.email("This is not an e-mail address.").max(320).toLowerCase(),
	name: z.string().trim().max(80).optional(),
	role,
	days: z.number().int().min(1).max(30).default(7),
});
const change = z.object({ role: role.optional(), isDisabled: z.boolean().optional() });
const nothing = z.object({});

/** Who works here, and what each may do. */
export function peopleRoutes(parts: PeopleParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "people.manage",
			says: "Everybody with an account, and invitations that are open.",
			handle: async ({ now }) => {
				const { pool, secondFactorRoles } = parts;
				const [people, invitations] = await Promise.all([listPeople(pool), listInvitations(pool, now)]);
				const answer: People = { people, invitations, secondFactorRoles };
				return staffJson(answer);
			},
		}),
		...invitationRoutes(parts),
		...personRoutes(parts),
		...lostThingRoutes(parts),
	];
}

function invitationRoutes({ pool, publicUrl }: PeopleParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/invitations`,
			may: "people.manage",
			says: "Makes a link by which somebody gets an account. One made before for the same address ends.",
			body: invitation,
			handle: async ({ body, staff, now, note, request }) => {
				const { rowCount } = await pool.query("select from staff_user where email = $1", [body.email]);
				if (rowCount !== 0) throw new Refusal("conflict", "Somebody with this e-mail address has an account already.");
				const expiresAt = now + body.days * DAY_MS;
				const token = await inTransaction(pool, async (client) => {
					const { email, role: theirRole } = body;
					const name = body.name || undefined;
					const link = { kind: "invitation", email, name, role: theirRole, madeBy: staff.id, expiresAt } as const;
					const made = await makeLink(client, link, now);
					await note({ what: "person.invited", after: { role: theirRole } }, client);
					return made;
				});
				return staffJson(shown(request, publicUrl, "invitation", token, expiresAt), 201);
			},
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/invitations/:link`,
			may: "people.manage",
			says: "Withdraws an invitation: its link opens nothing any more.",
			handle: async ({ params, note }) => {
				await inTransaction(pool, async (client) => {
					const { rowCount } = await client.query(
						`update staff_link set revoked_at = now() where kind = 'invitation' and id::text = $1
						 and used_at is null and revoked_at is null`,
						[params.link],
					);
					if (rowCount === 0) throw new Refusal("not-found", "This invitation was used or withdrawn already.");
					await note({ what: "person.invitation-withdrawn", subject: params.link }, client);
				});
				return staffJson({});
			},
		}),
	];
}

function personRoutes({ pool }: PeopleParts): StaffRoute[] {
	return [
		staffRoute({
			method: "patch",
			path: `${BASE}/:person`,
			may: "people.manage",
			says: "Changes somebody's role, or switches their account off or on.",
			body: change,
			handle: async ({ params, body, staff, note }) => {
				await inTransaction(pool, async (client) => {
					const { name, role: was, isDisabled } = await changePerson(client, params.person ?? "", body, staff.id);
					await note({ what: "person.changed", subject: name, before: { role: was, isDisabled }, after: body }, client);
				});
				return staffJson({});
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:person/sign-out`,
			may: "people.manage",
			says: "Ends every session of somebody, at once.",
			body: nothing,
			handle: async ({ params, note }) => {
				const { name } = await personNow(pool, params.person ?? "");
				const ended = await endSessions(pool, params.person ?? "");
				await note({ what: "person.signed-out", subject: name, after: { sessions: ended } });
				return staffJson({ ended });
			},
		}),
	];
}

/** For a lost password, and a lost phone. */
function lostThingRoutes({ pool, publicUrl }: PeopleParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${BASE}/:person/password-link`,
			may: "people.manage",
			says: "Makes a link by which somebody sets a new password.",
			body: nothing,
			handle: async ({ params, staff, now, note, request }) => {
				const { name } = await personNow(pool, params.person ?? "");
				const expiresAt = now + DAY_MS;
				const link = { kind: "password", userId: params.person ?? "", madeBy: staff.id, expiresAt } as const;
				const token = await makeLink(pool, link, now);
				await note({ what: "person.password-link-made", subject: name });
				return staffJson(shown(request, publicUrl, "password", token, expiresAt), 201);
			},
		}),
		staffRoute({
			method: "post",
			path: `${BASE}/:person/remove-second-factor`,
			may: "people.manage",
			says: "Takes somebody's code app and passkeys away, for a lost phone.",
			body: nothing,
			handle: async ({ params, note }) => {
				await inTransaction(pool, async (client) => {
					const { name } = await personNow(client, params.person ?? "");
					await removeSecondFactor(client, params.person ?? "");
					await endSessions(client, params.person ?? "");
					await note({ what: "person.second-factor-removed", subject: name }, client);
				});
				return staffJson({});
			},
		}),
	];
}

function shown(
	request: Request,
	publicUrl: string | undefined,
	kind: LinkKind,
	token: string,
	expiresAt: number,
): ShownLink {
	return { url: linkAddress(baseAddress(request, publicUrl), kind, token), expiresAt };
}
