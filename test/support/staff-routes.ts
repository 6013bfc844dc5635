import type { Env } from "../../config/env.ts";
import { type Foundation, layFoundation } from "../../src/foundation.ts";
import type { StaffRoute } from "../../src/http/staff-route.ts";
import { openLifecycle } from "../../src/lifecycle.ts";
import { silentLog } from "../../src/log.ts";
import { openSignInDesk } from "../../src/sign-in-desk.ts";
import { staffRoutesOf } from "../../src/staff-api.ts";

/** Every address of the console's API, as the server composes them. Nothing of their parts is touched while they are only listed. */
export async function listStaffRoutes(env: Env): Promise<readonly StaffRoute[]> {
	const lifecycle = openLifecycle(silentLog);
	try {
		const foundation: Foundation = await layFoundation(env, silentLog, lifecycle, "list of routes");
		return staffRoutesOf({
			foundation,
			desk: openSignInDesk(foundation),
			feeds: { of: unasked },
			streams: { open: unasked },
		});
	} finally {
		await lifecycle.close();
	}
}

async function unasked(): Promise<never> {
	throw new Error("Nothing is asked for while routes are only listed.");
}
