import type { StaffRoute } from "../../http/staff-route.ts";
import { accountRoutes } from "./account-routes.ts";
import type { ChannelDesk } from "./desk.ts";
import { facebookConnectRoutes } from "./facebook-routes.ts";
import { budgetRoutes, testPostRoutes } from "./money-routes.ts";
import { xConnectRoutes } from "./x-routes.ts";

/** Everything staff do with the drive's channels. */
export function channelRoutes(desk: ChannelDesk): StaffRoute[] {
	return [
		...budgetRoutes(desk),
		...accountRoutes(desk),
		...xConnectRoutes(desk),
		...facebookConnectRoutes(desk),
		...testPostRoutes(desk),
	];
}
