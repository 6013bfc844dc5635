import { postLink } from "../amplify/post-link.ts";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import type { Figures } from "../domain/counting/figures.ts";
import { emptyTally, figuresOf, hourKey, type Tally } from "../domain/counting/tally.ts";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { consentedName } from "../domain/gift/donor-name.ts";
import type { Giver } from "../domain/gift/gift-fact.ts";
import { aboutNow } from "../domain/milestone/about-now.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { PostSubject } from "../template/variables.ts";
import { mayCarryLink } from "./link-policy.ts";
import type { Account, Db, PostRow } from "./store.ts";

type SubjectRow = CampaignRow & {
	tally: Tally;
	key: string;
	ruleId: string;
	kind: TriggerKind;
	value: number;
	giftId: string | null;
	about: string | null;
	figures: Figures;
	entrySeq: number | null;
	decidedAt: Date;
	giver: Giver | null;
};

/**
 * What the post is about, with the figures of this moment: a post never says a stale total.
 * @param publicUrl where the world reaches us, for the post's own short link; without it there is none
 */
export async function loadSubject(
	db: Db,
	post: PostRow,
	account: Account,
	now: Instant,
	publicUrl?: string,
): Promise<PostSubject> {
	const { rows } = await db.query<SubjectRow>({
		name: "load-subject",
		text: `select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, t.tally, a.key, a.rule_id as "ruleId", a.kind, a.value,
		         a.gift_id as "giftId", a.about, a.figures, a.entry_seq as "entrySeq", a.decided_at as "decidedAt", g.state->'giver' as giver
		       from announcement a join campaign c on c.id = a.campaign_id join campaign_tally t on t.campaign_id = c.id
		       left join gift_ref r on r.ref = a.gift_id left join gift g on g.id = coalesce(r.gift_id, a.gift_id)
		       where a.id = $1`,
		values: [post.announcementId],
	});
	const [row] = rows;
	if (row === undefined)
		throw new Error(`Announcement ${post.announcementId} is gone although post ${post.id} is about it.`);
	const campaign = campaignOf(row);
	const tally = { ...emptyTally(), ...row.tally };
	const place = account.platform === "on-air" ? "on-air" : "social";
	return {
		campaign,
		announcement: { ...row, decidedAt: row.decidedAt.getTime() },
		now: figuresOf(tally, campaign, hourKey(hourStart(now, campaign.timeZone))),
		giverName: consentedName(row.giver, place),
		at: now,
		...aboutNow(campaign, tally, row, now),
		link: publicUrl === undefined ? null : await linkOf(db, post, account, row, publicUrl),
	};
}

/** Made only where it may be said: a host doesn't read one out, and on X it costs. */
async function linkOf(
	db: Db,
	post: PostRow,
	account: Account,
	about: Pick<SubjectRow, "ruleId" | "kind">,
	publicUrl: string,
): Promise<string | null> {
	if (account.platform === "on-air") return null;
	const { mayLink } = await mayCarryLink(db, account, about);
	return mayLink ? postLink(db, post, publicUrl) : null;
}
