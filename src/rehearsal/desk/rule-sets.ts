import type pg from "pg";
import { type CampaignRow, campaignOf } from "../../campaign/stored-campaign.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import { rulesOfDrafts } from "../../rules/draft-rules.ts";
import { byWeight } from "../../rules/rules-of-drive.ts";
import type { RehearsalChoices, RehearsalRules } from "../../web/contract/staff/rehearsal.ts";

type Db = Pick<pg.Pool, "query">;

export type RuleSet = { readonly name: string; readonly rules: readonly MilestoneRule[] };

export class BadRules extends Error {
	override name = "BadRules";
	readonly code = "bad-rules";
}

/** @throws BadRules with what is wrong in them */
export async function ruleSetOf(db: Db, campaign: Campaign, asked: RehearsalRules): Promise<RuleSet> {
	switch (asked.kind) {
		case "drive":
			return { name: "The drive's rules", rules: campaign.rules };
		case "draft": {
			let news = 0;
			const newId = () => {
				news += 1;
				return `new-${news}`;
			};
			const { rules, problems } = rulesOfDrafts(byWeight(campaign.rules), asked.rules, newId);
			if (problems.length > 0) throw new BadRules([...new Set(problems.map(({ says }) => says))].join(" "));
			return { name: "Draft", rules };
		}
		case "version": {
			const row = await readVersion(db, campaign.id, asked.version);
			if (row === null) throw new BadRules("There is no such save of this drive. Choose another one.");
			return { name: `Save ${asked.version}`, rules: campaignOf(row).rules };
		}
		default:
			return asked satisfies never;
	}
}

type VersionRow = CampaignRow & {
	readonly version: number;
	readonly savedAt: number;
	readonly savedBy: string | null;
};

const COLUMNS = `campaign_id as id, slug, state, livemode, is_default, config, version, saved_by as "savedBy",
  trunc(extract(epoch from saved_at) * 1000)::float8 as "savedAt"`;

async function readVersion(db: Db, campaignId: string, version: number): Promise<CampaignRow | null> {
	const { rows } = await db.query<VersionRow>(
		`select ${COLUMNS} from campaign_version where campaign_id = $1 and version = $2`,
		[campaignId, version],
	);
	return rows[0] ?? null;
}

const MOST_SAVES = 60;

/** Saves with other rules than the ones after them, newest first: a save of the drive's name is none. */
export async function savesWithOtherRules(db: Db, campaign: Campaign): Promise<RehearsalChoices["versions"]> {
	const { rows } = await db.query<VersionRow>(
		`select ${COLUMNS} from campaign_version where campaign_id = $1 order by version desc limit ${MOST_SAVES}`,
		[campaign.id],
	);
	let after = JSON.stringify(campaign.rules);
	const found: { version: number; savedAt: Instant; savedBy: string | null; rules: number }[] = [];
	for (const row of rows) {
		const { rules } = campaignOf(row);
		const written = JSON.stringify(rules);
		if (written === after) continue;
		after = written;
		found.push({ version: row.version, savedAt: row.savedAt, savedBy: row.savedBy, rules: rules.length });
	}
	return found;
}
