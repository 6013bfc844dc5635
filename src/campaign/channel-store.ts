import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import type { ChannelSetup } from "./channel-setup.ts";

/** What the store needs of src/channel/vault.ts: JSON in, text out, bound to the account's id. */
export type CredentialVault = {
	seal(accountId: string, content: unknown): string;
	unseal(accountId: string, sealed: string): unknown;
};

type AccountRow = {
	readonly id: string;
	readonly platform: string;
	readonly name: string;
	readonly language: string;
	readonly pacing: unknown;
	readonly enabled: boolean;
	readonly sealed_credentials: string | null;
	/** Null: by this file; else somebody has connected or added it in the console since. */
	readonly connected_how: string | null;
	readonly disconnected_at: Date | null;
};

/** Brings the campaign's channel accounts up to `channels`, found by platform and name. Returns whether anything changed. */
export async function saveChannels(
	client: pg.PoolClient,
	campaignId: string,
	channels: readonly ChannelSetup[],
	vault: CredentialVault,
): Promise<boolean> {
	const { rows } = await client.query<AccountRow>(
		`select id, platform, name, language, pacing, enabled, sealed_credentials, connected_how, disconnected_at
		 from channel_account where campaign_id = $1 for update`,
		[campaignId],
	);
	const known = new Map(rows.map((row) => [keyOf(row), row]));
	let changed = false;
	for (const channel of channels) {
		const account = known.get(keyOf(channel));
		known.delete(keyOf(channel));
		const wrote = account
			? await change(client, account, channel, vault)
			: await add(client, campaignId, channel, vault);
		changed ||= wrote;
	}
	// Staff's own accounts are no business of the file's.
	const dropped = [...known.values()]
		.filter((account) => account.enabled && account.connected_how === null)
		.map((account) => account.id);
	if (dropped.length === 0) return changed;
	// Kept: its posts refer to it.
	await client.query("update channel_account set enabled = false where id = any($1)", [dropped]);
	return true;
}

function keyOf(account: { readonly platform: string; readonly name: string }): string {
	return `${account.platform} ${account.name}`;
}

async function add(
	client: pg.PoolClient,
	campaignId: string,
	channel: ChannelSetup,
	vault: CredentialVault,
): Promise<boolean> {
	const id = `acc_${randomUUID()}`;
	const sealed = channel.credentials === null ? null : vault.seal(id, channel.credentials);
	await client.query(
		`insert into channel_account (id, campaign_id, platform, name, language, sealed_credentials, pacing)
		 values ($1, $2, $3, $4, $5, $6, $7)`,
		[id, campaignId, channel.platform, channel.name, channel.language, sealed, JSON.stringify(channel.pacing)],
	);
	return true;
}

async function change(
	client: pg.PoolClient,
	account: AccountRow,
	channel: ChannelSetup,
	vault: CredentialVault,
): Promise<boolean> {
	// What staff have disconnected or connected by themselves stays as they left it.
	if (account.disconnected_at !== null) return false;
	const isOurs = account.connected_how === null;
	const reconnected = isOurs && channel.credentials !== null && !holds(account, channel.credentials, vault);
	const asBefore =
		account.enabled && account.language === channel.language && isDeepStrictEqual(account.pacing, channel.pacing);
	if (asBefore && !reconnected) return false;
	await client.query("update channel_account set language = $2, pacing = $3, enabled = true where id = $1", [
		account.id,
		channel.language,
		JSON.stringify(channel.pacing),
	]);
	if (reconnected) {
		// New credentials are what a paused account was waiting for.
		await client.query(
			"update channel_account set sealed_credentials = $2, paused_until = null, paused_reason = null where id = $1",
			[account.id, vault.seal(account.id, channel.credentials)],
		);
	}
	return true;
}

/** An account whose credentials can't be opened (another key) is simply sealed anew. */
function holds(account: AccountRow, credentials: Readonly<Record<string, string>>, vault: CredentialVault): boolean {
	if (account.sealed_credentials === null) return false;
	try {
		return isDeepStrictEqual(vault.unseal(account.id, account.sealed_credentials), { ...credentials });
	} catch {
		return false;
	}
}
