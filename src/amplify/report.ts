import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type Instant, MINUTE } from "../domain/plain/instant.ts";
import { liftOf, type MinuteSum } from "../domain/post/lift.ts";
import type { Platform } from "../domain/post/post.ts";
import { type Mills, X_LINK_POST_MILLS, X_PICTURE_MILLS, X_POST_MILLS } from "../domain/post/x-cost.ts";
import { linksIn } from "../template/weighted-length.ts";
import type { AmplificationReport, AmplifiedPost } from "../web/contract/staff/amplification.ts";

type PostRow = {
	readonly id: number;
	readonly platform: Platform;
	readonly account: string;
	readonly text: string;
	readonly url: string | null;
	readonly publishedAt: Date;
	readonly cardHash: string | null;
	readonly code: string | null;
	readonly clicks: number | null;
	readonly gifts: number;
	readonly amount: number;
};

/** What each post of a drive brought in, and the drive itself by the quarter hour. */
export async function readAmplification(pool: pg.Pool, campaign: Campaign, now: Instant): Promise<AmplificationReport> {
	const [rows, minutes] = await Promise.all([readPosts(pool, campaign.id), readMinutes(pool, campaign.id)]);
	const postedAt = rows.map((row) => row.publishedAt.getTime());
	const posts = rows.map((row): AmplifiedPost => {
		const at = row.publishedAt.getTime();
		const { code, clicks, gifts, amount, cardHash, publishedAt, ...rest } = row;
		return {
			...rest,
			at: publishedAt.getTime(),
			pictureUrl: cardHash === null ? null : `/cards/${cardHash}.png`,
			link: code === null ? null : { code, clicks: clicks ?? 0, gifts, amount },
			cost: row.platform === "x" ? xCost(row) : null,
			lift: liftOf(at, { postedAt, minutes }, { opensAt: campaign.opensAt, now }),
		};
	});
	return { posts, chart: { stepMinutes: CHART_MINUTES, steps: chartSteps(minutes) } };
}

/** What X charges for it by its price list; what it takes beside (reading back) is on the page of channels. */
function xCost({ text, cardHash }: PostRow): Mills {
	return (linksIn(text).length > 0 ? X_LINK_POST_MILLS : X_POST_MILLS) + (cardHash === null ? 0 : X_PICTURE_MILLS);
}

/** What went out for people to see; the host's script is no post. */
async function readPosts(pool: pg.Pool, campaignId: string): Promise<PostRow[]> {
	const { rows } = await pool.query<PostRow>(
		`select p.id, a.platform, a.name as account, p.text, p.url, p.published_at as "publishedAt", p.card_hash as "cardHash",
		   l.code, l.clicks, coalesce(came.gifts, 0) as gifts, coalesce(came.amount, 0)::bigint as amount
		 from post p join channel_account a on a.id = p.account_id left join post_link l on l.post_id = p.id
		 left join lateral (
		   select sum(e.gifts)::bigint as gifts, sum(e.counted)::bigint as amount
		   from gift g join ledger_entry e on e.gift_id = g.id and e.campaign_id = p.campaign_id where g.via = l.code
		 ) came on true
		 where p.campaign_id = $1 and p.state = 'published' and a.platform in ('x', 'facebook', 'dry-run')
		 order by p.published_at desc, p.id desc`,
		[campaignId],
	);
	return rows;
}

/** What came in, minute by minute: refunds belong to the day they are made, not to a post. */
async function readMinutes(pool: pg.Pool, campaignId: string): Promise<MinuteSum[]> {
	const { rows } = await pool.query<{ minute: number; amount: number }>(
		`select floor(extract(epoch from occurred_at) / 60)::bigint as minute, sum(counted)::bigint as amount
		 from ledger_entry where campaign_id = $1 and counted > 0 group by 1 order by 1`,
		[campaignId],
	);
	return rows.map(({ minute, amount }) => ({ at: minute * MINUTE, amount }));
}

const CHART_MINUTES = 15;

function chartSteps(minutes: readonly MinuteSum[]): AmplificationReport["chart"]["steps"] {
	const sums = new Map<Instant, number>();
	for (const { at, amount } of minutes) {
		const step = Math.floor(at / (CHART_MINUTES * MINUTE)) * CHART_MINUTES * MINUTE;
		sums.set(step, (sums.get(step) ?? 0) + amount);
	}
	return [...sums].map(([at, amount]) => ({ at, amount }));
}
