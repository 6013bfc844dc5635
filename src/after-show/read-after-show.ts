import type pg from "pg";
import { readAmplification } from "../amplify/report.ts";
import { loadCampaign } from "../campaign/store.ts";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { readTruth } from "../truth/read-truth.ts";
import type { AfterShow, AfterShowHead, AfterShowHours } from "../web/contract/staff/after-show.ts";
import type { AmplifiedPost } from "../web/contract/staff/amplification.ts";
import type { TruthView } from "../web/contract/staff/truth.ts";
import { hoursOf } from "./hours.ts";
import { readPostLog } from "./post-log.ts";
import { readSaid } from "./read-said.ts";
import { readSponsorGifts } from "./sponsor-gifts.ts";
import { sponsorsOf } from "./sponsors.ts";
import { timelineOf } from "./timeline.ts";

const BEST_POSTS = 5;

/** The pack, and every post in the order of what it brought. */
export type ReadAfterShow = { readonly pack: AfterShow; readonly posts: readonly AmplifiedPost[] };

/** What became of a drive, as far as it has come; null where there is none. */
export async function readAfterShow(pool: pg.Pool, campaignId: string, now: Instant): Promise<ReadAfterShow | null> {
	const [campaign, truth] = await Promise.all([loadCampaign(pool, campaignId), readTruth(pool, campaignId, now)]);
	if (campaign === null || truth === null) return null;
	const [tally, said, gifts, log, amplified] = await Promise.all([
		readTally(pool, campaign.id),
		readSaid(pool, campaign),
		readSponsorGifts(pool, campaign.id),
		readPostLog(pool, campaign.id),
		readAmplification(pool, campaign, now),
	]);
	const hours = hoursOf(campaign, tally, now);
	const shown = new Set(said.posts.map(({ id }) => id));
	const posts = amplified.posts.filter(({ id }) => shown.has(id)).sort(bringsMore);
	const pack: AfterShow = {
		now,
		head: headOf(campaign, tally, { truth, hours }, now),
		made: madeOf(truth),
		timeline: timelineOf(campaign, said),
		hours,
		best: posts.slice(0, BEST_POSTS),
		published: amplified.posts.length,
		log,
		sponsors: sponsorsOf(campaign, tally, { said, gifts }, now),
	};
	return { pack, posts };
}

async function readTally(pool: pg.Pool, campaignId: string): Promise<Tally> {
	const { rows } = await pool.query<{ tally: Partial<Tally> }>(
		"select tally from campaign_tally where campaign_id = $1",
		[campaignId],
	);
	return { ...emptyTally(), ...rows[0]?.tally };
}

function headOf(
	campaign: Campaign,
	tally: Tally,
	{ truth, hours }: { readonly truth: TruthView; readonly hours: AfterShowHours },
	now: Instant,
): AfterShowHead {
	const { name, hospital, opensAt, closesAt, timeZone, currency, goal, show, state } = campaign;
	const isOver = now >= closesAt || state === "closed" || state === "archived";
	const best = hours.rows.reduce<AfterShowHead["bestHour"]>(
		(most, { startsAt, counted }) => (counted > (most?.counted ?? 0) ? { startsAt, counted } : most),
		null,
	);
	const [largest] = truth.matrix.rows.filter(({ id, sum }) => id !== null && sum > 0).sort((a, b) => b.sum - a.sum);
	return {
		...{ name, hospital, opensAt, closesAt, timeZone, currency, goal },
		phase: isOver ? "after" : now < opensAt ? "before" : "during",
		announced: truth.announced,
		frozen: truth.frozen === null ? null : { at: truth.frozen.at },
		...{ gifts: tally.gifts, donors: tally.donors, monthlyDonors: tally.monthly },
		bestHour: best,
		largestStation: largest === undefined ? null : { name: largest.name, amount: largest.sum },
		lastYearTotal: show.lastYear.length === 0 ? null : show.lastYear.reduce((sum, hour) => sum + hour, 0),
	};
}

/** Without what is not in the total: a cheque under embargo is nobody's business. */
function madeOf({ lines, matches, refunded, disputed, total }: TruthView): AfterShow["made"] {
	return {
		lines,
		matches: matches.map(({ id, sponsor, hidden, amount }) => ({ id, sponsor: hidden ? null : sponsor, amount })),
		refunded: refunded.amount,
		disputed: disputed.amount,
		total,
	};
}

/** Through its link, counted one by one; among equals by what came beside it, which is an estimate. */
function bringsMore(one: AmplifiedPost, other: AmplifiedPost): number {
	const through = (other.link?.amount ?? 0) - (one.link?.amount ?? 0);
	return through !== 0 ? through : besideOf(other) - besideOf(one);
}

function besideOf({ lift }: AmplifiedPost): number {
	return lift.expected === null ? 0 : lift.amount - lift.expected;
}
