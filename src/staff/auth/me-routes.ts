import { type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { Me } from "../../web/contract/staff/me.ts";
import type { StaffSessions } from "./who-asks-route.ts";

/** Who is signed in. */
export function meRoutes({ sessions }: { readonly sessions: StaffSessions }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/me",
			may: "account.own",
			says: "Who is signed in, and whether their sign-in is complete.",
			handle: async ({ staff, request }) => {
				const session = await sessions.sessionOf(request);
				const me: Me = { ...staff, needsSecondFactor: session !== null && sessions.needsSecondFactor(session) };
				return staffJson(me);
			},
		}),
	];
}
