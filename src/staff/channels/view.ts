import type pg from "pg";
import { type CampaignRow, campaignOf } from "../../campaign/stored-campaign.ts";
import { accountsOf, type StoredAccount } from "../../channel/account-store.ts";
import { newestTestPosts } from "../../channel/test-post.ts";
import { emptyTally, figuresOf, type Tally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { matchesOf } from "../../domain/drive/challenge-match.ts";
import { powerHoursOf } from "../../domain/drive/power-hour.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { type ChannelFacts, channelState } from "../../domain/post/channel-health.ts";
import { budgetStand, costOf, type Mills, NO_USE, type XUse } from "../../domain/post/x-cost.ts";
import { type DriveSoFar, forecastX } from "../../domain/post/x-forecast.ts";
import { xUseOfCampaign } from "../../posting/x-use.ts";
import type { BudgetView, ChannelCard, ChannelCost, ChannelsView } from "../../web/contract/staff/channels.ts";

type Db = Pick<pg.ClientBase, "query">;

type Drive = { readonly campaign: Campaign; readonly soFar: DriveSoFar; readonly isStopped: boolean };

/** Everything the channels' page shows. Null: there is no such drive. */
export async function channelsView(
	db: Db,
	campaignId: string,
	ways: ChannelsView["ways"],
	now: Instant,
): Promise<ChannelsView | null> {
	const drive = await loadDrive(db, campaignId, now);
	if (drive === null) return null;
	const accounts = await accountsOf(db, campaignId);
	const health = await loadHealths(db, campaignId);
	const uses = await xUseOfCampaign(db, campaignId);
	const posts = await countPosts(db, campaignId);
	const tests = await newestTestPosts(db, campaignId);
	const cards = accounts.map((account): ChannelCard => {
		const known = health.get(account.id) ?? null;
		const cost = account.platform === "x" ? costOfAccount(account, drive, uses.get(account.id) ?? NO_USE) : null;
		return {
			...cardOf(account, known, now),
			...(posts.get(account.id) ?? { waiting: 0, published: 0 }),
			cost,
			testPost: tests.get(account.id) ?? null,
		};
	});
	return { accounts: cards, budget: await budgetOf(db, campaignId, cards), ways, postingStopped: drive.isStopped };
}

type Known = { readonly facts: ChannelFacts; readonly checkedAt: Instant };

function cardOf(
	account: StoredAccount,
	known: Known | null,
	now: Instant,
): Omit<ChannelCard, "cost" | "testPost" | "waiting" | "published"> {
	const { connectedHow, connectedAt, connectedBy, pausedReason, pausedUntil } = account;
	const isConnected = account.sealedCredentials !== null;
	const standing = {
		platform: account.platform,
		enabled: account.enabled,
		isConnected,
		waitsFor: pausedReason !== null && pausedUntil === null ? pausedReason : null,
		facts: known?.facts ?? null,
	};
	const { id, platform, name, handle, language, enabled, pacing, linkPolicy, limit } = account;
	return {
		...{ id, platform, name, handle, language, enabled, pacing, linkPolicy, limit, isConnected },
		...channelState(standing, now),
		connected:
			connectedHow === null || connectedAt === null
				? null
				: { how: connectedHow, at: connectedAt, by: connectedBy ?? "" },
		checkedAt: known?.checkedAt ?? null,
		facts: known?.facts ?? null,
	};
}

function costOfAccount(account: StoredAccount, { campaign, soFar }: Drive, use: XUse): ChannelCost {
	const terms = { policy: account.linkPolicy, pacing: account.pacing, hasPictures: true };
	const forecast = account.enabled ? forecastX(campaign.rules, soFar, terms) : { posts: 0, linkPosts: 0, cost: 0 };
	return { ...use, spent: costOf(use), forecast };
}

async function budgetOf(db: Db, campaignId: string, cards: readonly ChannelCard[]): Promise<BudgetView> {
	const { rows } = await db.query<{ mills: Mills }>(
		"select mills::float8 as mills from x_budget where campaign_id = $1",
		[campaignId],
	);
	const limit = rows[0]?.mills ?? null;
	const sum = (pick: (cost: ChannelCost) => Mills) =>
		cards.reduce((total, { cost }) => total + (cost === null ? 0 : pick(cost)), 0);
	const spent = sum((cost) => cost.spent);
	return { limit, spent, forecast: sum((cost) => cost.forecast.cost), stand: budgetStand(limit, spent) };
}

async function loadDrive(db: Db, campaignId: string, now: Instant): Promise<Drive | null> {
	const { rows } = await db.query<CampaignRow & { tally: Partial<Tally>; stopped: boolean }>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, t.tally, c.posting_stopped_at is not null as stopped
		 from campaign c join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const campaign = campaignOf(row);
	const figures = figuresOf({ ...emptyTally(), ...row.tally }, campaign, null);
	const said = await db.query<{ ruleId: string; times: number }>(
		'select rule_id as "ruleId", count(*)::int as times from announcement where campaign_id = $1 group by rule_id',
		[campaignId],
	);
	const saidByRule = new Map(said.rows.map(({ ruleId, times }) => [ruleId, times]));
	const { opensAt, closesAt } = campaign;
	const about = { matches: matchesOf(campaign).length, powerHours: powerHoursOf(campaign).length };
	return { campaign, isStopped: row.stopped, soFar: { ...figures, ...about, opensAt, closesAt, now, saidByRule } };
}

async function loadHealths(db: Db, campaignId: string): Promise<ReadonlyMap<string, Known>> {
	const { rows } = await db.query<{ id: string; facts: ChannelFacts; checkedAt: Date }>(
		`select h.account_id as id, h.facts, h.checked_at as "checkedAt" from channel_health h
		 join channel_account c on c.id = h.account_id where c.campaign_id = $1`,
		[campaignId],
	);
	return new Map(rows.map(({ id, facts, checkedAt }) => [id, { facts, checkedAt: checkedAt.getTime() }]));
}

async function countPosts(db: Db, campaignId: string) {
	const { rows } = await db.query<{ id: string; waiting: number; published: number }>(
		`select account_id as id, (count(*) filter (where state in ('ready', 'held')))::int as waiting,
		   (count(*) filter (where state = 'published'))::int as published
		 from post where campaign_id = $1 group by account_id`,
		[campaignId],
	);
	return new Map(rows.map(({ id, waiting, published }) => [id, { waiting, published }]));
}
