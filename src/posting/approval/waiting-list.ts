import type { TriggerKind } from "../../domain/drive/milestone-rule.ts";
import { milestoneWords } from "../../domain/milestone/milestone-words.ts";
import { ruleWords } from "../../domain/milestone/rule-words.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { stillNeeded, whyNotApprove, whyNotUndo } from "../../domain/post/approval.ts";
import type { PostState } from "../../domain/post/post.ts";
import { maxLength } from "../../domain/post/post-text.ts";
import type { ApprovalCard, ApprovalList, ApprovalPost, RecentDeed } from "../../web/contract/staff/approvals.ts";
import { type Account, type Db, loadAccount, readRedButton } from "../store.ts";
import type { DeedParts } from "./deed.ts";
import { type HoldRecord, loadHoldRecord } from "./hold-record.ts";
import { type Rendering, renderHeld } from "./rendering.ts";
import { whatPressingDoes, whyItWaits } from "./waiting-words.ts";

/** So many are shown at once: a person looks at one after the other. */
const MOST_SHOWN = 40;
const RECENT = "20 minutes";

type Row = {
	readonly postId: number;
	readonly announcementId: number;
	readonly kind: TriggerKind;
	readonly value: number;
	readonly decidedAt: Date;
	readonly currency: string;
};

type Held = {
	readonly row: Row;
	readonly record: HoldRecord;
	readonly account: Account;
	readonly rendering: Rendering;
};

/** What waits for a person in a drive, soonest over first, each as it would look if it went now. */
export async function listWaiting(parts: DeedParts, campaignId: string, staffId: string): Promise<ApprovalList> {
	const { pool } = parts;
	const now = parts.now();
	const rows = await heldPosts(pool, campaignId, now);
	const isStopped = await readRedButton(pool, campaignId);
	const held: Held[] = [];
	const accounts = new Map<string, Account | null>();
	for (const row of rows.slice(0, MOST_SHOWN)) {
		const record = await loadHoldRecord(pool, row.postId);
		// It may have gone on its way since.
		if (record === null || record.state !== "held") continue;
		if (!accounts.has(record.accountId)) accounts.set(record.accountId, await loadAccount(pool, record.accountId));
		const account = accounts.get(record.accountId);
		const rendering = account ? await renderHeld(parts, pool, record, account, now) : null;
		if (account && rendering !== null) held.push({ row, record, account, rendering });
	}
	return {
		now,
		isStopped,
		cards: cardsOf(held, { campaignId, staffId, now, isStopped }),
		recent: await recentDeeds(pool, campaignId),
		more: Math.max(0, rows.length - MOST_SHOWN),
	};
}

type Asker = {
	readonly campaignId: string;
	readonly staffId: string;
	readonly now: Instant;
	readonly isStopped: boolean;
};

/** One announcement's posts are one card, where they wait for the same reason and have been approved by the same people. */
function cardsOf(held: readonly Held[], asker: Asker): ApprovalCard[] {
	const groups = new Map<string, Held[]>();
	for (const one of held) {
		const people = one.record.standing.map(({ staffId }) => staffId).join();
		const key = `${one.row.announcementId}-${one.record.hold ?? "gate"}-${one.record.approvers}-${people}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups].flatMap(([key, posts]) => {
		const [first] = posts;
		return first === undefined ? [] : [cardOf(key, first, posts, asker)];
	});
}

function cardOf(key: string, { row, record, rendering }: Held, posts: readonly Held[], asker: Asker): ApprovalCard {
	const { now, isStopped } = asker;
	const { campaign, announcement } = rendering.subject;
	const rule = campaign.rules.find(({ id }) => id === announcement.ruleId);
	const hold = record.hold ?? "gate";
	const isLast = stillNeeded(record) <= 1;
	return {
		key,
		about: milestoneWords({ kind: row.kind, value: row.value }, row.currency),
		kind: row.kind,
		rule: rule === undefined ? announcement.ruleId : ruleWords(rule.trigger, row.currency),
		decidedAt: row.decidedAt.getTime(),
		hold,
		why: whyItWaits({ hold, reason: record.reason, approvers: record.approvers, given: record.standing.length }),
		goesAt: hold === "countdown" ? record.nextStepAt : null,
		expiresAt: Math.min(...posts.map((one) => one.record.expiresAt)),
		approvers: Math.max(1, record.approvers),
		given: record.standing.map(({ by, staffId, at }) => ({ by, staffId, at })),
		...whatPressingDoes({
			accounts: posts.length,
			isLast,
			isStopped,
			isCountdown: hold === "countdown",
			opensAt: rendering.opensAt,
			now,
			timeZone: campaign.timeZone,
		}),
		whyNot: whyNotApprove({ ...record, now }, asker.staffId),
		posts: [...posts].sort(byPlatform).map((one) => postOf(one, asker.campaignId)),
	};
}

const ORDER = ["x", "facebook", "on-air", "dry-run"] as const;

function byPlatform(one: Held, other: Held): number {
	return ORDER.indexOf(one.account.platform) - ORDER.indexOf(other.account.platform);
}

function postOf({ record, account, rendering }: Held, campaignId: string): ApprovalPost {
	const { picture } = rendering;
	const address = `/api/staff/campaigns/${encodeURIComponent(campaignId)}/approvals/${record.postId}/picture`;
	return {
		postId: record.postId,
		platform: account.platform,
		account: account.name,
		language: account.language,
		text: rendering.text,
		problem: rendering.problem,
		findings: rendering.findings.map(({ words, explanation, answerable }) => ({ words, explanation, answerable })),
		// By what it says: a browser asks again only when that changes.
		picture: picture === null ? null : { url: `${address}?of=${picture.hash}`, alt: picture.alt },
		edited: record.edit === null ? null : { by: record.edit.by, at: record.edit.at },
		mostLength: maxLength(account.platform),
	};
}

async function heldPosts(db: Db, campaignId: string, now: Instant): Promise<Row[]> {
	const { rows } = await db.query<Row>(
		`select p.id as "postId", p.announcement_id as "announcementId", a.kind, a.value, a.decided_at as "decidedAt",
		   c.config->>'currency' as currency
		 from post p join announcement a on a.id = p.announcement_id join campaign c on c.id = p.campaign_id
		 where p.campaign_id = $1 and p.state = 'held' and p.expires_at > $2
		 order by coalesce(p.next_step_at, p.expires_at), a.decided_at, p.id`,
		[campaignId, new Date(now)],
	);
	return rows;
}

type DeedRow = {
	readonly postIds: readonly number[];
	readonly states: readonly PostState[];
	readonly kind: TriggerKind;
	readonly value: number;
	readonly currency: string;
	readonly what: RecentDeed["what"];
	readonly by: string;
	readonly at: Date;
};

/** What people did a moment ago, newest first, so that it can be taken back. */
async function recentDeeds(db: Db, campaignId: string): Promise<RecentDeed[]> {
	const { rows } = await db.query<DeedRow>(
		`select array_agg(p.id order by p.id) as "postIds", array_agg(p.state order by p.id) as states, a.kind, a.value,
		   c.config->>'currency' as currency, v.verdict as what, v.staff_name as by, max(v.given_at) as at
		 from approval v join post p on p.id = v.post_id join announcement a on a.id = p.announcement_id
		   join campaign c on c.id = p.campaign_id
		 where p.campaign_id = $1 and v.void_at is null and v.given_at > now() - interval '${RECENT}'
		   and not exists (select from approval n where n.post_id = v.post_id and n.id > v.id and n.void_at is null)
		 group by a.id, a.kind, a.value, c.config, v.verdict, v.staff_name order by max(v.id) desc limit 12`,
		[campaignId],
	);
	return rows.map(({ postIds, states, kind, value, currency, what, by, at }) => ({
		...{ postIds, what, by },
		about: milestoneWords({ kind, value }, currency),
		at: at.getTime(),
		whyNot: states.map(whyNotUndo).find((why) => why !== null) ?? null,
	}));
}
