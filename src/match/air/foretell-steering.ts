import type pg from "pg";
import { emptyTally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { TriggerKind } from "../../domain/drive/milestone-rule.ts";
import { powerHoursOf } from "../../domain/drive/power-hour.ts";
import { matchCards } from "../../domain/match/match-now.ts";
import { powerHourCards } from "../../domain/match/power-hour-now.ts";
import { passedByClock } from "../../domain/milestone/campaign-clock.ts";
import { shownOffers } from "../../domain/offer/offers.ts";
import { type SteerChange, steeringRefused } from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { SteerForetold } from "../../web/contract/steering.ts";
import { reckonChange, type TriedChange } from "../desk/try-change.ts";
import { lastDeeds } from "./last-deeds.ts";

type Tried = Extract<TriedChange, { ok: true }>;

/** What a press would do now, by the console's own reckoning; nothing is written. */
export async function foretellSteering(
	pool: pg.Pool,
	campaign: Campaign,
	change: SteerChange,
	now: Instant,
): Promise<SteerForetold> {
	const refused = steeringRefused(campaign, change, now);
	const tried = await reckonChange(pool, campaign, change, now);
	if (refused !== null || !tried.ok)
		return nothing(change, refused ?? "not-possible", await doneBy(pool, campaign, change));
	const { after, reckoned, counted } = tried;
	const match = after.matches?.find(({ id }) => id === change.id);
	const hour = powerHoursOf(after).find(({ id }) => id === change.id);
	const announces = await announcedWith(pool, tried, change.id, now);
	return {
		...{ id: change.id, do: change.do, refused: null, by: null },
		total: reckoned.total + reckoned.delta,
		delta: reckoned.delta,
		match: match ? { left: Math.max(0, match.pool - (reckoned.after[match.id] ?? 0)), pool: match.pool } : null,
		hour: hour ? { counted, target: hour.target, to: hour.to } : null,
		says: saidThen(tried, change.id, now),
		announces,
		accounts: announces.length === 0 ? 0 : await enabledAccounts(pool, campaign.id),
	};
}

/** Whoever did it, where it stands so already. */
export async function doneBy(pool: pg.Pool, { id: campaignId }: Campaign, change: SteerChange): Promise<string | null> {
	const last = (await lastDeeds(pool, campaignId, 0, change.id)).get(change.id);
	return last?.what === change.do ? last.by : null;
}

function nothing({ id, do: deed }: SteerChange, refused: SteerForetold["refused"], by: string | null): SteerForetold {
	const empty = { total: 0, delta: 0, match: null, hour: null, says: null, announces: [], accounts: 0 } as const;
	return { id, do: deed, refused, by: refused === "done" ? by : null, ...empty };
}

/** Of what is shown then; what isn't among it leaves the screens, or waits for its place. */
function saidThen({ after, id, reckoned, counted, books }: Tried, offerId: string, now: Instant): string | null {
	const { progress, unlocked } = reckoned.run;
	const card = {
		...after,
		matches: matchCards(after, progress, unlocked),
		powerHours: powerHourCards(after),
	};
	const spans = id === null ? books.tally.spans : { ...books.tally.spans, [id]: counted };
	const { matches, powerHour } = shownOffers(
		{ campaign: card, matched: reckoned.after, spans },
		after.languages[0],
		now,
	);
	const offer = [...matches, powerHour].find((one) => one?.id === offerId);
	return offer?.sentence ?? null;
}

/** By the very rule that the clock goes by, next time it looks; without what was announced before. */
async function announcedWith(pool: pg.Pool, tried: Tried, offerId: string, now: Instant): Promise<TriggerKind[]> {
	const { after, reckoned, books, counted } = tried;
	const tally = {
		...emptyTally(),
		...books.tally,
		matches: reckoned.after,
		spans: { ...books.tally.spans, [offerId]: counted },
	};
	const passed = passedByClock(after, tally, now).filter(({ about }) => about === offerId);
	if (passed.length === 0) return [];
	const { rows } = await pool.query<{ key: string }>(
		"select key from announcement where campaign_id = $1 and key = any($2)",
		[after.id, passed.map(({ key }) => key)],
	);
	const known = new Set(rows.map(({ key }) => key));
	return passed.filter(({ key }) => !known.has(key)).map(({ rule }) => rule.trigger.kind);
}

async function enabledAccounts(pool: pg.Pool, campaignId: string): Promise<number> {
	const { rows } = await pool.query<{ count: number }>(
		"select count(*)::int as count from channel_account where campaign_id = $1 and enabled and platform <> 'on-air'",
		[campaignId],
	);
	return rows[0]?.count ?? 0;
}
