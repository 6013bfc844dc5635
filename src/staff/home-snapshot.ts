import type pg from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import { emptyTally, hourKey, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { lastYearsHour } from "../domain/drive/campaign-show.ts";
import { totalDefinition } from "../domain/drive/on-air-definition.ts";
import { airTimeLeft } from "../domain/drive/on-air-window.ts";
import { comingByClock } from "../domain/milestone/milestone-words.ts";
import { type AmountTrigger, nextMilestone } from "../domain/milestone/next-milestone.ts";
import { projectTotal } from "../domain/milestone/projection.ts";
import { hourStart } from "../domain/plain/clock-hour.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import { readSayNow } from "../on-air/say-now.ts";
import { postingStatus } from "../posting/red-button.ts";
import type { DriveHome, DrivePhase, DriveSums, HourBar } from "../web/contract/staff/home.ts";
import { readChannelLines } from "./home-channels.ts";
import { type HomePosts, readHomePosts } from "./home-posts.ts";
import { toDoBefore, troubleLines } from "./home-to-do.ts";

type HeadRow = CampaignRow & { readonly seq: number; readonly tally: Partial<Tally> };

type Lately = {
	readonly hourGifts: number;
	readonly lastCounted: number;
	readonly lastGifts: number;
};

const MOST_HOURS = 48;
const MOST_NEXT = 3;
/** The newest entries hold the last hour, save in drives that no radio has seen; so the whole ledger is never read for it. */
const NEWEST_ENTRIES = 100_000;

/** The drive as home shows it, all of one moment. Null where there is none of this id. */
export async function readHome(pool: pg.Pool, campaignId: string, now: Instant): Promise<DriveHome | null> {
	const { rows } = await pool.query<HeadRow>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, coalesce(t.seq, 0) as seq, coalesce(t.tally, '{}') as tally
		 from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const campaign = campaignOf(row);
	const tally: Tally = { ...emptyTally(), ...row.tally };
	const thisHour = hourStart(now, campaign.timeZone);
	const [lately, posts, channels, posting, sayNow] = await Promise.all([
		readLately(pool, campaignId, row.seq, thisHour, now),
		readHomePosts(pool, campaignId, now),
		readChannelLines(pool, campaignId, now),
		postingStatus(pool, campaignId),
		readSayNow(pool, campaignId, now),
	]);
	const phase = phaseOf(campaign, now);
	const [toDo, lines] = await Promise.all([
		phase === "draft" || phase === "before" ? toDoBefore(pool, campaign, channels) : [],
		troubleLines(pool, campaign, channels),
	]);
	return {
		now,
		seq: row.seq,
		state: campaign.state,
		phase,
		...figures(campaign, tally, lately, now),
		posting,
		posted: posts.posted,
		published: posts.published,
		held: posts.held,
		trouble: { count: posts.troubledCount + lines.length, posts: posts.troubled, lines },
		channels,
		sayNow,
		toDo,
		sums: phase === "over" ? await readSums(pool, campaign, tally, posts, now) : null,
	};
}

function phaseOf({ state, opensAt, closesAt }: Campaign, now: Instant): DrivePhase {
	if (state === "draft") return "draft";
	if (state !== "live" || now >= closesAt) return "over";
	return now < opensAt ? "before" : "running";
}

type Figures = Pick<
	DriveHome,
	| ("total" | "goal" | "gifts" | "donors" | "monthlyDonors" | "definition" | "hour" | "lastHour" | "hours")
	| ("projection" | "next" | "coming")
>;

function figures(campaign: Campaign, tally: Tally, lately: Lately, now: Instant): Figures {
	const { goal, opensAt, closesAt, show } = campaign;
	const { total } = tally;
	const thisHour = hourStart(now, campaign.timeZone);
	const triggers = campaign.rules.map(({ trigger }) => trigger);
	const targets = triggers.flatMap((trigger) => (trigger.kind === "hour-target" ? [trigger.target] : []));
	return {
		total,
		goal,
		gifts: tally.gifts,
		donors: tally.donors,
		monthlyDonors: tally.monthly,
		definition: totalDefinition(campaign, "en"),
		hour: {
			...hourBar(campaign, tally, thisHour),
			target: targets.length === 0 ? null : Math.min(...targets),
			gifts: lately.hourGifts,
		},
		lastHour: { counted: lately.lastCounted, gifts: lately.lastGifts },
		hours: hoursOf(campaign, tally, now),
		projection: projectTotal({
			...{ now, opensAt, closesAt, total, lastYear: show.lastYear },
			airTimeLeft: airTimeLeft(campaign, now),
			lastHour: lately.lastCounted,
		}),
		next: nextAmounts(campaign, tally),
		coming: comingByClock(triggers, campaign, now).slice(0, MOST_NEXT),
	};
}

function hourBar({ show, opensAt }: Campaign, tally: Tally, startsAt: Instant): HourBar {
	return {
		startsAt,
		counted: tally.hours[hourKey(startsAt)] ?? 0,
		lastYear: lastYearsHour(show, opensAt, Math.max(startsAt, opensAt)),
	};
}

/** Up to the one under way, or the last of the drive. */
function hoursOf(campaign: Campaign, tally: Tally, now: Instant): HourBar[] {
	const { opensAt, closesAt, timeZone } = campaign;
	if (now < opensAt || opensAt === 0) return [];
	const last = hourStart(Math.min(now, closesAt - 1), timeZone);
	const first = Math.max(hourStart(opensAt, timeZone), last - (MOST_HOURS - 1) * HOUR);
	const count = Math.max(0, Math.floor((last - first) / HOUR) + 1);
	return Array.from({ length: count }, (_, index) => hourBar(campaign, tally, first + index * HOUR));
}

function nextAmounts({ rules, goal }: Campaign, { total, peak }: Tally): DriveHome["next"] {
	const triggers = rules.flatMap(({ trigger }) => (isAmount(trigger) ? [trigger] : []));
	const ahead: { amount: number; toGo: number; isGoal: boolean }[] = [];
	for (let reached = peak.total; ahead.length < MOST_NEXT; ) {
		const next = nextMilestone({ triggers, goal, total, peak: reached });
		if (next === null) break;
		ahead.push({ amount: next.amount, toGo: next.toGo, isGoal: next.isGoal });
		reached = next.amount;
	}
	return ahead;
}

function isAmount(trigger: { readonly kind: string }): trigger is AmountTrigger {
	return trigger.kind === "every" || trigger.kind === "amounts" || trigger.kind === "percent";
}

async function readLately(
	pool: pg.Pool,
	campaignId: string,
	seq: number,
	thisHour: Instant,
	now: Instant,
): Promise<Lately> {
	const { rows } = await pool.query<Lately>(
		`select coalesce(sum(gifts) filter (where occurred_at >= $3), 0)::int as "hourGifts",
		   coalesce(sum(counted) filter (where occurred_at >= $4), 0)::float8 as "lastCounted",
		   coalesce(sum(gifts) filter (where occurred_at >= $4), 0)::int as "lastGifts"
		 from ledger_entry where campaign_id = $1 and seq > $2 and occurred_at >= least($3, $4)`,
		[campaignId, seq - NEWEST_ENTRIES, new Date(thisHour), new Date(now - HOUR)],
	);
	return rows[0] ?? { hourGifts: 0, lastCounted: 0, lastGifts: 0 };
}

async function readSums(
	pool: pg.Pool,
	campaign: Campaign,
	tally: Tally,
	posts: HomePosts,
	now: Instant,
): Promise<DriveSums> {
	const { rows } = await pool.query<{ largest: number }>(
		"select coalesce(max(cash), 0) as largest from ledger_entry where campaign_id = $1",
		[campaign.id],
	);
	const best = hoursOf(campaign, tally, now).reduce<HourBar | null>(
		(most, hour) => (hour.counted > (most?.counted ?? 0) ? hour : most),
		null,
	);
	const { lastYear } = campaign.show;
	return {
		average: tally.gifts === 0 ? 0 : Math.round(tally.cash / tally.gifts),
		largest: rows[0]?.largest ?? 0,
		bestHour: best,
		lastYearTotal: lastYear.length === 0 ? null : lastYear.reduce((sum, hour) => sum + hour, 0),
		posts: posts.sums,
	};
}
