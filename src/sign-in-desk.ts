import type { Env } from "../config/env.ts";
import { type Foundation, staffCookies } from "./foundation.ts";
import type { Route } from "./http/route-table.ts";
import type { StaffRoute } from "./http/staff-route.ts";
import { accountRoutes } from "./staff/auth/account-routes.ts";
import { linkRoutes } from "./staff/auth/link-routes.ts";
import { meRoutes } from "./staff/auth/me-routes.ts";
import { openAuth } from "./staff/auth/open-auth.ts";
import { peopleRoutes } from "./staff/auth/people-routes.ts";
import { signInRoutes } from "./staff/auth/sign-in-routes.ts";
import type { SingleSignOn } from "./staff/auth/single-sign-on.ts";
import { openTries } from "./staff/auth/tries.ts";
import { openStaffSessions, type StaffSessions } from "./staff/auth/who-asks-route.ts";

export type SignInDesk = {
	readonly sessions: StaffSessions;
	/** Coming in: without a sign-in. */
	readonly openRoutes: readonly Route[];
	/** Oneself, one's account, and the people. */
	readonly staffRoutes: readonly StaffRoute[];
};

/** Everything about who is who. Nothing is loaded and no key is read before somebody comes. */
export function openSignInDesk({ env, pool, log }: Pick<Foundation, "env" | "pool" | "log">): SignInDesk {
	const cookies = staffCookies(env);
	const publicUrl = env.CARILLON_PUBLIC_URL;
	const { secondFactorRoles } = env;
	const now = Date.now;
	const singleSignOn = singleSignOnOf(env);
	const auth = openAuth({ pool, cookies, singleSignOn, log });
	const sessions = openStaffSessions({
		...{ pool, cookies, publicUrl, secondFactorRoles, now },
		staffToken: env.CARILLON_STAFF_TOKEN,
	});
	const tries = openTries(pool, () => cookies().secret);
	return {
		sessions,
		openRoutes: [
			...signInRoutes({ pool, auth, publicUrl, sessions, tries, singleSignOn, now }),
			...linkRoutes({ pool, cookies, publicUrl, now }),
		],
		staffRoutes: [
			...meRoutes({ sessions }),
			...accountRoutes({ pool, auth, publicUrl, sessions }),
			...peopleRoutes({ pool, publicUrl, secondFactorRoles }),
		],
	};
}

function singleSignOnOf(env: Env): SingleSignOn | null {
	const {
		CARILLON_OIDC_ISSUER: issuer,
		CARILLON_OIDC_CLIENT_ID: clientId,
		CARILLON_OIDC_CLIENT_SECRET: clientSecret,
	} = env;
	if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
	return {
		...{ issuer, clientId, clientSecret },
		label: env.CARILLON_OIDC_NAME,
		domains: env.CARILLON_OIDC_DOMAINS,
		roleClaim: env.CARILLON_OIDC_ROLE_CLAIM,
		roleByGroup: env.CARILLON_OIDC_ROLES,
	};
}
