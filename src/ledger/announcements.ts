import type pg from "pg";
import type { DirectoryEdition } from "../campaign/directory.ts";
import type { Figures } from "../domain/counting/figures.ts";
import type { Passed } from "../domain/counting/passed.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { type PostPlan, planPosts } from "../domain/post/post-plan.ts";

export type ToAnnounce = Passed & {
	readonly campaignId: string;
	/** Null where the clock or staff made it fall. */
	readonly entrySeq: number | null;
	readonly figures: Figures;
};

export type ReadyPost = { readonly id: number; readonly accountId: string };

/**
 * Writes announcements with a post for every enabled account, in the caller's transaction. One that was announced before is
 * left alone: the key is unique in its campaign (invariant 4). Returns the posts that can go at once.
 */
export async function writeAnnouncements(
	client: pg.PoolClient,
	edition: Pick<DirectoryEdition, "campaigns">,
	passed: readonly ToAnnounce[],
	now: Instant,
): Promise<ReadyPost[]> {
	const ready: ReadyPost[] = [];
	for (const campaign of edition.campaigns) {
		const own = passed.filter((one) => one.campaignId === campaign.id);
		if (own.length === 0) continue;
		const fresh = await insertAnnouncements(client, campaign.id, own, now);
		const plans = planPosts(
			campaign,
			own.filter((one) => fresh.has(one.key)),
			now,
		);
		// Speakers first: the others point at their posts.
		for (const plan of plans.filter((one) => one.supersededBy === null)) {
			ready.push(...(await insertPosts(client, campaign.id, plan, fresh)));
		}
		for (const plan of plans.filter((one) => one.supersededBy !== null))
			await insertPosts(client, campaign.id, plan, fresh);
	}
	return ready;
}

/** Ids of those that are new, by key. */
async function insertAnnouncements(
	client: pg.PoolClient,
	campaignId: string,
	own: readonly ToAnnounce[],
	now: Instant,
) {
	const { rows } = await client.query<{ id: number; key: string }>(
		`insert into announcement (campaign_id, key, rule_id, kind, value, gift_id, figures, entry_seq, priority, decided_at, about)
		 select $1, a.key, a.rule_id, a.kind, a.value, a.gift_id, a.figures, a.entry_seq, a.priority, $2, a.about
		 from jsonb_to_recordset($3) as a (key text, rule_id text, kind text, value bigint, gift_id text, figures jsonb,
		   entry_seq bigint, priority int, about text)
		 on conflict (campaign_id, key) do nothing returning id, key`,
		[
			campaignId,
			new Date(now),
			JSON.stringify(
				own.map((one) => ({
					key: one.key,
					rule_id: one.rule.id,
					kind: one.rule.trigger.kind,
					value: one.value,
					gift_id: one.giftId,
					figures: one.figures,
					entry_seq: one.entrySeq,
					priority: one.rule.priority,
					about: one.about ?? null,
				})),
			),
		],
	);
	return new Map(rows.map((row) => [row.key, row.id]));
}

async function insertPosts(
	client: pg.PoolClient,
	campaignId: string,
	plan: PostPlan,
	announcements: ReadonlyMap<string, number>,
): Promise<ReadyPost[]> {
	const speaker = plan.supersededBy === null ? null : (announcements.get(plan.supersededBy) ?? null);
	const { rows } = await client.query<ReadyPost & { state: string }>(
		`insert into post (campaign_id, announcement_id, account_id, state, reason, superseded_by, coalesce_group, priority, value,
		   not_before, expires_at, next_step_at, hold, approvers)
		 select $1, $2, a.id, $3, $4, p.id, $5, $6, $7, $8, $9, $10, $12, $13
		 from channel_account a left join post p on p.announcement_id = $11 and p.account_id = a.id
		 where a.campaign_id = $1 and a.enabled
		 returning id, account_id as "accountId", state`,
		[
			campaignId,
			announcements.get(plan.key),
			plan.state,
			plan.supersededBy === null ? null : "A higher milestone fell at the same moment and speaks for this one.",
			plan.group,
			plan.priority,
			plan.threshold,
			new Date(plan.notBefore),
			new Date(plan.expiresAt),
			nextStepAt(plan),
			speaker,
			plan.hold,
			plan.approvers,
		],
	);
	return rows.filter((row) => row.state === "ready");
}

/** A ready post is dispatched right after the commit; the sweep looks only at those for which that came to nothing. */
const DISPATCH_GRACE_MS = 3_000;

function nextStepAt(plan: PostPlan): Date | null {
	if (plan.state === "superseded" || plan.hold === "approval") return null;
	return new Date(plan.state === "ready" ? plan.notBefore + DISPATCH_GRACE_MS : plan.notBefore);
}
