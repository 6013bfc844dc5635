import { type Foundation, vaultOf } from "./foundation.ts";
import { type ChannelDesk, openChannelDesk } from "./staff/channels/desk.ts";

/** What a process needs to look after channels' accounts, from its settings. */
export function channelDeskOf({ env, pool }: Pick<Foundation, "env" | "pool">): ChannelDesk {
	const { CARILLON_X_CLIENT_ID, CARILLON_X_CLIENT_SECRET, CARILLON_FACEBOOK_APP_ID, CARILLON_FACEBOOK_APP_SECRET } =
		env;
	return openChannelDesk({
		pool,
		vault: () => vaultOf(env),
		timeoutMs: env.CHANNEL_TIMEOUT_MS,
		xApiBase: env.X_API_BASE,
		facebookGraphBase: env.FACEBOOK_GRAPH_BASE,
		publicUrl: env.CARILLON_PUBLIC_URL,
		xApp:
			CARILLON_X_CLIENT_ID === undefined
				? null
				: { clientId: CARILLON_X_CLIENT_ID, clientSecret: CARILLON_X_CLIENT_SECRET },
		facebookApp:
			CARILLON_FACEBOOK_APP_ID === undefined || CARILLON_FACEBOOK_APP_SECRET === undefined
				? null
				: { appId: CARILLON_FACEBOOK_APP_ID, appSecret: CARILLON_FACEBOOK_APP_SECRET },
	});
}
