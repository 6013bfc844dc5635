import type pg from "pg";
import { z } from "zod";
import { writeAuditLine } from "../../audit/write-line.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Route } from "../../http/route-table.ts";
import { staffJson } from "../../http/staff-route.ts";
import type { LinkSeen, LinkUsed } from "../../web/contract/staff/sign-in.ts";
import { openLink, useLink } from "./link-store.ts";
import { FEWEST_LETTERS } from "./open-auth.ts";
import { type CookieTerms, renewedCookie } from "./session-cookie.ts";
import { createSession } from "./session-store.ts";
import { lineOf } from "./sign-in-routes.ts";
import { refuseElsewhere } from "./who-asks-route.ts";

export type LinkRouteParts = {
	readonly pool: pg.Pool;
	readonly cookies: () => CookieTerms;
	readonly publicUrl: string | undefined;
	readonly now: () => Instant;
};

const looked = z.object({ token: z.string().min(20).max(100) });
export const newPassword = z
	.string()
	.min(FEWEST_LETTERS, `Take at least ${FEWEST_LETTERS} characters: three or four words do.`)
	.max(128, "Take at most 128 characters.");
const used = looked.extend({
	password: newPassword,
	name: z.string().trim().min(1, "Say your name.").max(80).optional(),
	email: z.email("This is not an e-mail address.").max(320).optional(),
});

/** Links that let somebody in once: the first admin, an invitation, a new password. Holding one is all it takes. */
export function linkRoutes({ pool, cookies, publicUrl, now }: LinkRouteParts): Route[] {
	return [
		{
			method: "post",
			path: "/api/auth/link/look",
			takes: { type: "json" },
			handle: async (request) => {
				refuseElsewhere(request, publicUrl);
				const { kind, email, name, role, expiresAt } = await openLink(
					pool,
					looked.parse(request.body ?? {}).token,
					now(),
				);
				const hospital = await hospitalOf(pool);
				const seen: LinkSeen = { kind, email, name, role, expiresAt: expiresAt.getTime(), hospital };
				return staffJson(seen);
			},
		},
		{
			method: "post",
			path: "/api/auth/link/use",
			takes: { type: "json" },
			handle: async (request) => {
				refuseElsewhere(request, publicUrl);
				const { token, ...person } = used.parse(request.body ?? {});
				const write = writeAuditLine(pool);
				const done = await useLink(pool, token, person, now(), async ({ kind, userId: id, name, role }, client) => {
					const what = kind === "password" ? "account.password-set-by-link" : "person.joined";
					await write(
						{ ...lineOf(request, now()), by: { id, name, role }, what, after: { by: `${kind} link`, role } },
						client,
					);
				});
				// A new password alone signs nobody in: it would pass the second factor by.
				let answer: LinkUsed = { next: "sign-in" };
				if (done.kind !== "password") {
					const session = {
						userId: done.userId,
						way: "link",
						address: request.ip ?? "",
						browser: request.get("user-agent") ?? "",
					} as const;
					request.res?.append("Set-Cookie", renewedCookie(await createSession(pool, session, now()), cookies()));
					answer = { next: "signed-in" };
				}
				return staffJson(answer);
			},
		},
	];
}

/** Whose house this is, for somebody who has only a link. */
async function hospitalOf(pool: pg.Pool): Promise<string | null> {
	const { rows } = await pool.query<{ hospital: string | null }>(
		"select config->>'hospital' as hospital from campaign order by created_at desc limit 1",
	);
	return rows[0]?.hospital ?? null;
}
