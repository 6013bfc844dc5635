import type { TriggerKind } from "../../domain/drive/milestone-rule.ts";
import { milestoneWords } from "../../domain/milestone/milestone-words.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../domain/post/post.ts";
import { type DeedFacts, deedsFor } from "../../domain/post/post-deed.ts";
import { postAdvice, postStateWords } from "../../domain/post/post-words.ts";
import type { PostGroup, PostListItem } from "../../web/contract/staff/posts.ts";

/** A post as the log reads it, with its last try. */
export type LogRow = {
	readonly id: number;
	readonly state: PostState;
	readonly reason: string | null;
	readonly text: string | null;
	readonly url: string | null;
	readonly cardHash: string | null;
	/** Null where the picture has been forgotten, or there was none. */
	readonly alt: string | null;
	readonly supersededBy: number | null;
	readonly notBefore: Date;
	readonly expiresAt: Date;
	readonly publishedAt: Date | null;
	readonly nextStepAt: Date | null;
	readonly accountId: string;
	readonly account: string;
	readonly platform: Platform;
	readonly enabled: boolean;
	readonly accountReason: string | null;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	readonly value: number;
	readonly decidedAt: Date;
	readonly late: boolean;
	readonly tries: number;
	readonly lastTryAt: Date | null;
	readonly lastOutcome: string | null;
	readonly currency: string;
};

/** As the thank-you list has it: the gift that made it fall was held up, by an outage mostly, and came in while the drive was on. */
const IS_LATE = `coalesce((select e.recorded_at - e.occurred_at > interval '15 minutes'
    and e.recorded_at < to_timestamp((m.config->>'closesAt')::float8 / 1000)
  from ledger_entry e where e.campaign_id = p.campaign_id and e.seq = a.entry_seq), false)`;

/** What every reading of the log selects; joins `LOG_FROM`. */
export const LOG_COLUMNS = `p.id, p.state, p.reason, coalesce(p.text, last.text) as text, p.url, p.card_hash as "cardHash", k.alt,
  p.superseded_by as "supersededBy", p.not_before as "notBefore", p.expires_at as "expiresAt", p.published_at as "publishedAt",
  p.next_step_at as "nextStepAt", c.id as "accountId", c.name as account, c.platform, c.enabled,
  case when c.paused_until is null then c.paused_reason end as "accountReason", a.rule_id as "ruleId", a.kind, a.value,
  a.decided_at as "decidedAt", coalesce(last.number, 0) as tries, last.started_at as "lastTryAt", last.outcome as "lastOutcome",
  m.config->>'currency' as currency, ${IS_LATE} as late`;

export const LOG_FROM = `post p join channel_account c on c.id = p.account_id join announcement a on a.id = p.announcement_id
  join campaign m on m.id = p.campaign_id left join card k on k.hash = p.card_hash
  left join lateral (select t.number, t.started_at, t.outcome, t.text from attempt t where t.post_id = p.id order by t.number desc limit 1) last on true`;

const GROUPS: Readonly<Record<PostState, PostGroup>> = {
	held: "waiting",
	ready: "waiting",
	sending: "waiting",
	published: "out",
	rejected: "trouble",
	unconfirmed: "trouble",
	superseded: "not-sent",
	expired: "not-sent",
	cancelled: "not-sent",
};

export function groupOf(state: PostState): PostGroup {
	return GROUPS[state];
}

export function statesIn(group: PostGroup): PostState[] {
	return Object.entries(GROUPS).flatMap(([state, own]) => (own === group ? [state as PostState] : []));
}

export function deedFacts(
	row: Pick<LogRow, "state" | "expiresAt" | "lastTryAt" | "lastOutcome">,
	now: Instant,
): DeedFacts {
	return {
		state: row.state,
		expiresAt: row.expiresAt.getTime(),
		lastTryAt: row.lastTryAt?.getTime() ?? null,
		lastOutcome: row.lastOutcome,
		now,
	};
}

export function listItem(row: LogRow, now: Instant): PostListItem {
	const { id, state, platform, accountId, account, ruleId, kind, text, supersededBy, tries } = row;
	const nextStepAt = row.nextStepAt?.getTime() ?? null;
	return {
		...{ id, state, platform, accountId, account, ruleId, kind, text, supersededBy, tries },
		group: groupOf(state),
		stateWords: postStateWords(state, nextStepAt),
		reason: row.reason,
		advice: postAdvice({
			...{ state, platform, nextStepAt, lastOutcome: row.lastOutcome },
			isExpired: row.expiresAt.getTime() <= now,
			accountReason: row.accountReason,
			accountIsOff: !row.enabled,
		}),
		about: milestoneWords(row, row.currency),
		decidedAt: row.decidedAt.getTime(),
		late: row.late,
		notBefore: row.notBefore.getTime(),
		expiresAt: row.expiresAt.getTime(),
		publishedAt: row.publishedAt?.getTime() ?? null,
		picture: row.cardHash === null || row.alt === null ? null : { url: `/cards/${row.cardHash}.png`, alt: row.alt },
		link: row.url,
		deeds: deedsFor(deedFacts(row, now)),
	};
}
