import type pg from "pg";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { milestoneWords } from "../domain/milestone/milestone-words.ts";
import { type Notice, notifyStaff } from "./notice.ts";

/** Older than this and nobody has to be called for it any more: a database that was away for a day calls nobody about yesterday. */
const FRESH = "interval '2 hours'";

/** Finds what people have to know of, wherever in the house it came about, and writes it down once. */
export async function findNews(pool: pg.Pool): Promise<void> {
	const found = [
		...(await waitingPosts(pool)),
		...(await failedPosts(pool)),
		...(await waitingAccounts(pool)),
		...(await stops(pool)),
	];
	for (const notice of found) await notifyStaff(pool, notice);
}

type PostRow = {
	readonly announcementId: number;
	readonly campaignId: string;
	readonly drive: string;
	readonly currency: string;
	readonly kind: TriggerKind;
	readonly value: number;
	readonly accounts: number;
	readonly why: string;
	readonly round: number;
};

const ABOUT = `a.id as "announcementId", p.campaign_id as "campaignId", c.config->>'shortName' as drive, c.config->>'currency' as currency,
  a.kind, a.value, count(*)::int as accounts`;
const FROM =
	"from post p join announcement a on a.id = p.announcement_id join campaign c on c.id = p.campaign_id and c.state in ('live', 'closed')";
const GROUP = "group by a.id, p.campaign_id, c.config, a.kind, a.value";

/** One notice for an announcement, however many accounts it goes to; another one where it has to be looked at again. */
async function waitingPosts(pool: pg.Pool): Promise<Notice[]> {
	const { rows } = await pool.query<PostRow>(
		`select ${ABOUT}, coalesce(p.hold, 'gate') as why,
		   max((select count(*) from approval v where v.post_id = p.id and v.void_why in ('moved', 'gate')))::int as round
		 ${FROM} where p.state = 'held' and p.expires_at > now() and a.decided_at > now() - ${FRESH} ${GROUP}, coalesce(p.hold, 'gate')`,
	);
	return rows.map((row) => ({
		key: `approval:${row.announcementId}:${row.why}:${row.round}`,
		event: "approval",
		campaignId: row.campaignId,
		says: `${aboutOf(row)} ${WAITS[row.why] ?? "waits for approval"} (${accountsOf(row)}, ${row.drive}).`,
		path: pathOf(row, "approvals"),
	}));
}

const WAITS: Readonly<Record<string, string>> = {
	countdown: "goes out soon unless somebody stops it",
	gate: "was held by the privacy gate and waits for a person",
	moved: "was approved, but its numbers moved: it has to be looked at again",
};

async function failedPosts(pool: pg.Pool): Promise<Notice[]> {
	const { rows } = await pool.query<PostRow>(
		`select ${ABOUT}, p.state as why, 0 as round ${FROM}
		 where (p.state = 'rejected' or p.state = 'unconfirmed' and p.next_step_at is null) and a.decided_at > now() - ${FRESH} ${GROUP}, p.state`,
	);
	return rows.map((row) => ({
		key: `post-failed:${row.announcementId}:${row.why}`,
		event: "post-failed",
		campaignId: row.campaignId,
		says: `${aboutOf(row)} ${row.why === "rejected" ? "was refused" : "may not have arrived"} (${accountsOf(row)}, ${row.drive}).`,
		path: pathOf(row, "posts"),
	}));
}

async function waitingAccounts(pool: pg.Pool): Promise<Notice[]> {
	const { rows } = await pool.query<{ id: string; name: string; campaignId: string; drive: string; day: string }>(
		`select h.id, h.name, h.campaign_id as "campaignId", c.config->>'shortName' as drive, to_char(now(), 'YYYY-MM-DD') as day
		 from channel_account h join campaign c on c.id = h.campaign_id and c.state in ('live', 'closed')
		 where h.enabled and h.paused_reason is not null and h.paused_until is null`,
	);
	return rows.map(({ id, name, campaignId, drive, day }) => ({
		key: `channel:${id}:${day}`,
		event: "channel",
		campaignId,
		says: `The account ${name} needs a person: no post goes out on it until then (${drive}).`,
		path: `/staff/c/${encodeURIComponent(campaignId)}/channels`,
	}));
}

async function stops(pool: pg.Pool): Promise<Notice[]> {
	const { rows } = await pool.query<{ campaignId: string; drive: string; by: string; at: Date }>(
		`select id as "campaignId", config->>'shortName' as drive, coalesce(posting_stopped_by, 'Somebody') as by, posting_stopped_at as at
		 from campaign where state = 'live' and posting_stopped_at > now() - ${FRESH}`,
	);
	return rows.map(({ campaignId, drive, by, at }) => ({
		key: `posting-stopped:${campaignId}:${at.getTime()}`,
		event: "posting-stopped",
		campaignId,
		says: `${by} stopped all posting (${drive}).`,
		path: `/staff/c/${encodeURIComponent(campaignId)}`,
	}));
}

function aboutOf({ kind, value, currency }: PostRow): string {
	return `"${milestoneWords({ kind, value }, currency)}"`;
}

function accountsOf({ accounts }: PostRow): string {
	return accounts === 1 ? "1 account" : `${accounts} accounts`;
}

function pathOf({ campaignId }: PostRow, page: string): string {
	return `/staff/c/${encodeURIComponent(campaignId)}/${page}`;
}
