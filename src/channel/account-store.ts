import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { type LinkPolicy, usualLinkPolicy } from "../domain/post/link-policy.ts";
import type { Pacing } from "../domain/post/pacing.ts";
import type { Platform } from "../domain/post/post.ts";
import { linkPolicyShape } from "./link-policy-shape.ts";
import type { Vault } from "./vault.ts";

type Db = Pick<pg.ClientBase, "query">;

/** Null in the database: by the campaign's file. "console": it needs no credentials. */
export type ConnectedHow = "sign-in" | "keys" | "token" | "console";

/** An account as staff look after it. The credentials are sealed; nothing here is secret but them. */
export type StoredAccount = {
	readonly id: string;
	readonly campaignId: string;
	readonly platform: Platform;
	readonly name: string;
	readonly language: Language;
	readonly enabled: boolean;
	readonly pacing: Pacing;
	readonly linkPolicy: LinkPolicy;
	readonly sealedCredentials: string | null;
	readonly handle: string | null;
	readonly connectedHow: ConnectedHow | null;
	readonly connectedAt: Instant | null;
	readonly connectedBy: string | null;
	readonly disconnectedAt: Instant | null;
	readonly pausedUntil: Instant | null;
	readonly pausedReason: string | null;
	readonly limit: { readonly remaining: number; readonly resetAt: Instant | null; readonly seenAt: Instant } | null;
};

type Row = Omit<StoredAccount, "linkPolicy" | "limit" | "connectedAt" | "disconnectedAt" | "pausedUntil"> & {
	linkPolicy: unknown;
	connectedAt: Date | null;
	disconnectedAt: Date | null;
	pausedUntil: Date | null;
	limitRemaining: number | null;
	limitResetAt: Date | null;
	limitSeenAt: Date | null;
};

const COLUMNS = `id, campaign_id as "campaignId", platform, name, language, enabled, pacing, link_policy as "linkPolicy",
  sealed_credentials as "sealedCredentials", handle, connected_how as "connectedHow", connected_at as "connectedAt",
  connected_by as "connectedBy", disconnected_at as "disconnectedAt", paused_until as "pausedUntil", paused_reason as "pausedReason",
  limit_remaining as "limitRemaining", limit_reset_at as "limitResetAt", limit_seen_at as "limitSeenAt"`;

export async function accountsOf(db: Db, campaignId: string): Promise<StoredAccount[]> {
	const { rows } = await db.query<Row>(
		`select ${COLUMNS} from channel_account where campaign_id = $1 order by created_at, id`,
		[campaignId],
	);
	return rows.map(accountOf);
}

/** Those whose access is worth looking after. */
export async function connectedAccounts(db: Db): Promise<StoredAccount[]> {
	const { rows } = await db.query<Row>(
		`select ${COLUMNS} from channel_account
		 where platform in ('x', 'facebook') and enabled and sealed_credentials is not null order by id`,
	);
	return rows.map(accountOf);
}

export async function findAccount(db: Db, campaignId: string, id: string): Promise<StoredAccount | null> {
	const { rows } = await db.query<Row>(`select ${COLUMNS} from channel_account where campaign_id = $1 and id = $2`, [
		campaignId,
		id,
	]);
	return rows[0] === undefined ? null : accountOf(rows[0]);
}

function accountOf(row: Row): StoredAccount {
	const { limitRemaining, limitResetAt, limitSeenAt, linkPolicy, ...rest } = row;
	return {
		...rest,
		linkPolicy: linkPolicyShape.safeParse(linkPolicy).data ?? usualLinkPolicy(row.platform),
		connectedAt: row.connectedAt?.getTime() ?? null,
		disconnectedAt: row.disconnectedAt?.getTime() ?? null,
		pausedUntil: row.pausedUntil?.getTime() ?? null,
		limit:
			limitRemaining === null || limitSeenAt === null
				? null
				: { remaining: limitRemaining, resetAt: limitResetAt?.getTime() ?? null, seenAt: limitSeenAt.getTime() },
	};
}

export type NewAccount = Pick<StoredAccount, "campaignId" | "platform" | "name" | "language" | "pacing">;

/** Null: the drive has one of that name on the platform. */
export async function addAccount(client: Db, account: NewAccount): Promise<string | null> {
	const id = `acc_${randomUUID()}`;
	const { rowCount } = await client.query(
		`insert into channel_account (id, campaign_id, platform, name, language, pacing, connected_how)
		 values ($1, $2, $3, $4, $5, $6, 'console')
		 on conflict (campaign_id, platform, name) do nothing`,
		[id, account.campaignId, account.platform, account.name, account.language, JSON.stringify(account.pacing)],
	);
	return rowCount === 1 ? id : null;
}

export type Connection = {
	readonly credentials: unknown;
	readonly handle: string;
	readonly how: ConnectedHow;
	readonly by: string;
};

/** Seals the credentials into the account and wakes the posts that waited for them. */
export async function connectAccount(client: Db, vault: Vault, id: string, connection: Connection): Promise<void> {
	await client.query(
		`update channel_account set sealed_credentials = $2, handle = $3, connected_how = $4, connected_by = $5, connected_at = now(),
		   disconnected_at = null, enabled = true, paused_until = null, paused_reason = null where id = $1`,
		[id, vault.seal(id, connection.credentials), connection.handle, connection.how, connection.by],
	);
	await client.query("update channel_renewal set failed_at = null, failure = null where account_id = $1", [id]);
	await client.query("delete from channel_health where account_id = $1", [id]);
	await wakePosts(client, id);
}

/** Wipes the credentials. Its posts, tries and costs stay. */
export async function disconnectAccount(client: Db, id: string): Promise<void> {
	await client.query(
		`update channel_account set sealed_credentials = null, enabled = false, disconnected_at = now(), paused_until = null,
		   paused_reason = null where id = $1`,
		[id],
	);
	await client.query("delete from channel_health where account_id = $1", [id]);
}

export type AccountSettings = Pick<StoredAccount, "name" | "language" | "pacing" | "enabled" | "linkPolicy">;

/** False: another account of the platform has that name. */
export async function changeAccount(client: Db, id: string, settings: AccountSettings): Promise<boolean> {
	const { rowCount } = await client.query(
		`update channel_account a set name = $2, language = $3, pacing = $4, enabled = $5, link_policy = $6 where id = $1
		   and not exists (select from channel_account o where o.campaign_id = a.campaign_id and o.platform = a.platform
		                   and o.name = $2 and o.id <> a.id)`,
		[
			id,
			settings.name,
			settings.language,
			JSON.stringify(settings.pacing),
			settings.enabled,
			JSON.stringify(settings.linkPolicy),
		],
	);
	if (rowCount === 1) await wakePosts(client, id);
	return rowCount === 1;
}

/** The account's reason to wait has gone: the sweep finds its posts within a second. */
export async function resumeAccount(client: Db, id: string): Promise<void> {
	await client.query("update channel_account set paused_until = null, paused_reason = null where id = $1", [id]);
	await wakePosts(client, id);
}

async function wakePosts(client: Db, id: string): Promise<void> {
	await client.query("update post set next_step_at = now() where account_id = $1 and state = 'ready'", [id]);
}

/** Told to every process: workers open a queue for a new account, screens read the channels again. */
export async function tellChanged(client: Db, campaignId: string): Promise<void> {
	await client.query("select pg_notify('campaign', $1)", [campaignId]);
}
