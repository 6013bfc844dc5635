import type pg from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import { forecastRule } from "../domain/milestone/rule-forecast.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { RulesAnswer } from "../web/contract/staff/rules.ts";

type Db = Pick<pg.Pool, "query">;

export type DriveRules = {
	readonly campaign: Campaign;
	readonly version: number;
	readonly tally: Tally;
	/** By rule id. */
	readonly announced: Readonly<Record<string, number>>;
	readonly waiting: Readonly<Record<string, number>>;
};

type Row = CampaignRow & {
	readonly version: number;
	readonly tally: Partial<Tally> | null;
	readonly announced: Record<string, number>;
	readonly waiting: Record<string, number>;
};

/** Null where there is no such drive. */
export async function readDriveRules(db: Db, campaignId: string): Promise<DriveRules | null> {
	const { rows } = await db.query<Row>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, c.version, t.tally,
		   coalesce((select jsonb_object_agg(rule_id, n) from
		     (select rule_id, count(*) as n from announcement where campaign_id = c.id group by rule_id) a), '{}') as announced,
		   coalesce((select jsonb_object_agg(rule_id, n) from
		     (select a.rule_id, count(*) as n from post p join announcement a on a.id = p.announcement_id
		      where p.campaign_id = c.id and p.state in ('ready', 'held') group by a.rule_id) w), '{}') as waiting
		 from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { version, announced, waiting } = row;
	return { campaign: campaignOf(row), version, announced, waiting, tally: { ...emptyTally(), ...row.tally } };
}

export function rulesAnswer(drive: DriveRules, now: Instant): RulesAnswer {
	const { campaign, version, tally, announced, waiting } = drive;
	const rules = byWeight(campaign.rules);
	return {
		...{ version, announced, waiting, rules, state: campaign.state, total: tally.total },
		forecasts: rules.map((rule) => forecastRule(rule, { campaign, tally, now })),
	};
}

/** The weightiest first; those of the same weight as the drive has them. */
export function byWeight(rules: readonly MilestoneRule[]): MilestoneRule[] {
	return [...rules].sort((one, other) => other.priority - one.priority);
}
