import type pg from "pg";
import { USUAL_PACING } from "../../campaign/channel-setup.ts";
import { addAccount, type Connection, connectAccount, findAccount, tellChanged } from "../../channel/account-store.ts";
import { inspectPage } from "../../channel/check-account.ts";
import type { FacebookCredentials } from "../../channel/facebook-credentials.ts";
import type { XCredentials } from "../../channel/x-credentials.ts";
import { inTransaction } from "../../db/pool.ts";
import type { Language } from "../../domain/plain/language.ts";
import { ChannelRefusal } from "./account-of.ts";
import type { ChannelDesk } from "./desk.ts";

/** What is connected: an account there is, or a new one by this name. */
export type Target = {
	readonly campaignId: string;
	readonly accountId: string | null;
	readonly name: string;
	readonly language: Language;
};

/** Who a set of X credentials speaks for. @throws ChannelRefusal with what to do */
export async function whoOnX(desk: ChannelDesk, credentials: XCredentials): Promise<string> {
	const { createXChannel } = await import("../../channel/x.ts");
	const channel = createXChannel({ apiBase: desk.xApiBase, credentials, timeoutMs: desk.timeoutMs, now: desk.now });
	const who = await channel.whoAmI();
	await channel.close();
	if (who.ok) return who.name;
	throw new ChannelRefusal(
		"invalid",
		/no longer accepts/.test(who.reason)
			? "X does not accept these keys. Copy all four again, from the same app, and check that none is cut off."
			: who.reason,
	);
}

/** The Page that a set of Facebook credentials posts as, its permissions looked at. @throws ChannelRefusal with what to do */
export async function whoOnFacebook(desk: ChannelDesk, credentials: FacebookCredentials): Promise<string> {
	const { createFacebookChannel } = await import("../../channel/facebook.ts");
	const { facebookGraphBase, timeoutMs, now } = desk;
	const channel = createFacebookChannel({ graphBase: facebookGraphBase, credentials, timeoutMs, now });
	const who = await channel.whoAmI();
	if (!who.ok) throw new ChannelRefusal("invalid", who.reason);
	const { permissions } = await inspectPage(desk, credentials);
	const missing = (permissions ?? []).filter((one) => !one.granted);
	if (missing.length === 0) return who.name;
	const named = missing.map((one) => `${one.name} (to ${one.for})`).join(" and ");
	throw new ChannelRefusal("invalid", `This access lacks a permission: ${named}. Add it at Meta and connect again.`);
}

/**
 * Keeps a connection: seals it into the account, or makes one. The same platform account is connected once in a drive, or each
 * milestone would be posted twice; and an account is only ever connected again as who it was.
 * @returns the account's id
 */
export async function keepConnection(
	desk: ChannelDesk,
	target: Target,
	platform: "x" | "facebook",
	connection: Connection,
	beside: (client: pg.PoolClient, accountId: string) => Promise<void>,
): Promise<string> {
	return inTransaction(desk.pool, async (client) => {
		await refuseTwice(client, target, platform, connection.handle);
		const id = target.accountId ?? (await makeAccount(client, target, platform));
		await connectAccount(client, desk.vault, id, connection);
		await beside(client, id);
		await tellChanged(client, target.campaignId);
		return id;
	});
}

async function makeAccount(client: pg.PoolClient, target: Target, platform: "x" | "facebook"): Promise<string> {
	const { campaignId, name, language } = target;
	const id = await addAccount(client, { campaignId, platform, name, language, pacing: USUAL_PACING });
	if (id !== null) return id;
	throw new ChannelRefusal("conflict", `This drive has a channel named "${name}" already. Choose another name.`);
}

async function refuseTwice(client: pg.PoolClient, target: Target, platform: string, handle: string): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`select name from channel_account
		 where campaign_id = $1 and platform = $2 and handle = $3 and id is distinct from $4 and sealed_credentials is not null`,
		[target.campaignId, platform, handle, target.accountId],
	);
	const [other] = rows;
	if (other !== undefined) {
		throw new ChannelRefusal(
			"conflict",
			`${handle} is connected already, as "${other.name}". Twice would post everything twice.`,
		);
	}
	if (target.accountId === null) return;
	const before = await findAccount(client, target.campaignId, target.accountId);
	if (before?.handle != null && before.handle !== handle) {
		throw new ChannelRefusal(
			"conflict",
			`This channel posts as ${before.handle}, but you connected ${handle}. Sign in as ${before.handle}, or add ${handle} as a channel of its own.`,
		);
	}
}
