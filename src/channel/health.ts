import type pg from "pg";
import type { Instant } from "../domain/plain/instant.ts";
import {
	type ChannelFacts,
	type DueWarning,
	warningKey,
	warningsDue,
	warningWords,
} from "../domain/post/channel-health.ts";
import { connectedAccounts, type StoredAccount } from "./account-store.ts";
import { type CheckContext, type CheckParts, checkAccount } from "./check-account.ts";
import { endsWithin, RENEW_AHEAD_MS, type RenewalParts, renewXAccess } from "./x-renewal.ts";

type Db = Pick<pg.ClientBase, "query">;

export type ChannelWarning = {
	/** Of this very warning. */
	readonly key: string;
	readonly campaignId: string;
	readonly accountId: string;
	readonly accountName: string;
	readonly words: string;
};

export type HealthParts = CheckParts &
	RenewalParts & {
		/** Tells staff; asked once for each warning. */
		readonly warn: (warning: ChannelWarning) => Promise<void>;
		readonly now: () => Instant;
	};

/** How often the platform is asked anew, milliseconds. A look at X costs a tenth of a cent. */
const CHECKED_EVERY_MS = 30 * 60_000;

/** Renews what ends soon, checks what has not been checked for long, and warns of what is about to end. Safe to run several times at once. */
export async function tendChannels(parts: HealthParts): Promise<void> {
	for (const account of await connectedAccounts(parts.pool)) {
		await renewAhead(parts, account);
		const known = await loadHealth(parts.pool, account.id);
		const isOld = known === null || parts.now() - known.checkedAt >= CHECKED_EVERY_MS;
		const facts = isOld ? await checkNow(parts, account) : known.facts;
		await raiseWarnings(parts, account, facts);
	}
}

async function renewAhead(parts: HealthParts, account: StoredAccount): Promise<void> {
	const { id, platform, sealedCredentials } = account;
	if (platform !== "x" || sealedCredentials === null) return;
	try {
		if (!endsWithin(parts.vault, id, sealedCredentials, RENEW_AHEAD_MS, parts.now())) return;
	} catch {
		// Sealed with another key: the check says so.
		return;
	}
	const renewed = await renewXAccess(parts, id, RENEW_AHEAD_MS);
	// Shown with the next look at the channels; the next check would come too late to be a warning.
	if (renewed.kind === "failed") await parts.pool.query("delete from channel_health where account_id = $1", [id]);
}

/** Asks the platform now, and keeps what it said. */
export async function checkNow(
	parts: CheckParts & { readonly pool: pg.Pool; readonly now: () => Instant },
	account: StoredAccount,
): Promise<ChannelFacts> {
	const facts = await checkAccount(parts, account, await contextOf(parts.pool, account.id));
	const handle = facts.who.ok ? facts.who.name : null;
	await parts.pool.query(
		`with kept as (
		   insert into channel_health (account_id, checked_at, facts) values ($1, $2, $3)
		   on conflict (account_id) do update set checked_at = excluded.checked_at, facts = excluded.facts
		 )
		 update channel_account set handle = coalesce($4, handle) where id = $1`,
		[account.id, new Date(parts.now()), JSON.stringify(facts), handle],
	);
	return facts;
}

async function contextOf(db: Db, accountId: string): Promise<CheckContext> {
	const { rows } = await db.query<CheckContext>(
		`select (select failure from channel_renewal where account_id = $1) as "renewalFailure",
		   (select t.outcome from attempt t join post p on p.id = t.post_id
		    where p.account_id = $1 and t.outcome in ('published', 'out-of-credits') order by t.id desc limit 1) as "lastOutcome"`,
		[accountId],
	);
	return rows[0] ?? { renewalFailure: null, lastOutcome: null };
}

export async function loadHealth(
	db: Db,
	accountId: string,
): Promise<{ checkedAt: Instant; facts: ChannelFacts } | null> {
	const { rows } = await db.query<{ checkedAt: Date; facts: ChannelFacts }>(
		'select checked_at as "checkedAt", facts from channel_health where account_id = $1',
		[accountId],
	);
	return rows[0] === undefined ? null : { facts: rows[0].facts, checkedAt: rows[0].checkedAt.getTime() };
}

async function raiseWarnings(parts: HealthParts, account: StoredAccount, facts: ChannelFacts): Promise<void> {
	const { rows } = await parts.pool.query<{ kind: string; about: Date }>(
		"select kind, about from channel_warning where account_id = $1",
		[account.id],
	);
	const raised = new Set(rows.map(({ kind, about }) => `${kind} ${about.getTime()}`));
	for (const due of warningsDue(facts, parts.now(), raised)) await raise(parts, account, due);
}

/** Whoever writes the warning's row tells staff: of two processes one. */
async function raise(parts: HealthParts, account: StoredAccount, due: DueWarning): Promise<void> {
	const words = warningWords(due, account.name, account.platform);
	const [kind] = warningKey(due).split(" ");
	const { rowCount } = await parts.pool.query(
		"insert into channel_warning (account_id, kind, about, words) values ($1, $2, $3, $4) on conflict do nothing",
		[account.id, kind, new Date(due.end.at), words],
	);
	if (rowCount !== 1) return;
	await parts.warn({
		key: `${account.id} ${warningKey(due)}`,
		campaignId: account.campaignId,
		accountId: account.id,
		accountName: account.name,
		words,
	});
}
