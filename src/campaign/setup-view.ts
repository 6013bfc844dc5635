import type pg from "pg";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import { setupSteps } from "../domain/drive/setup-steps.ts";
import type { DriveStanding } from "../domain/milestone/change-preview.ts";
import type { DriveListItem, DriveSetup } from "../web/contract/staff/setup.ts";
import { type CampaignRow, campaignOf } from "./stored-campaign.ts";
import { lastSave } from "./version-store.ts";
import { writtenSetup } from "./written-setup.ts";

type Db = Pick<pg.Pool, "query">;

type SetupRow = CampaignRow & {
	readonly version: number;
	readonly tally: Partial<Tally> | null;
	readonly hasEntries: boolean;
	readonly channels: number;
	readonly otherDefault: string | null;
	readonly byStation: Record<string, number> | null;
	readonly waiting: Record<string, number> | null;
};

const ONE = `
	select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, c.version, t.tally,
		exists (select from ledger_entry where campaign_id = c.id) as "hasEntries",
		(select count(*) from channel_account where campaign_id = c.id and enabled) as channels,
		(select config->>'name' from campaign where is_default and id <> c.id) as "otherDefault",
		(select jsonb_object_agg(station_id, gifts) from (select station_id, sum(gifts) as gifts from thank_sum
			where campaign_id = c.id and station_id <> '' group by station_id) s) as "byStation",
		(select jsonb_object_agg(rule_id, n) from (select a.rule_id, count(*) as n from post p join announcement a on a.id = p.announcement_id
			where p.campaign_id = c.id and p.state in ('ready', 'held') group by a.rule_id) w) as waiting
	from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`;

/** A drive as its set-up shows it; null where there is none. */
export async function readSetup(db: Db, campaignId: string, publicBase: string): Promise<DriveSetup | null> {
	const { rows } = await db.query<SetupRow>(ONE, [campaignId]);
	const [row] = rows;
	if (row === undefined) return null;
	const campaign = campaignOf(row);
	return {
		id: campaign.id,
		version: row.version,
		state: campaign.state,
		written: writtenSetup(campaign),
		steps: setupSteps(campaign),
		gifts: row.tally?.gifts ?? 0,
		hasEntries: row.hasEntries,
		giftsByStation: row.byStation ?? {},
		otherDefault: row.otherDefault,
		channels: row.channels,
		saved: await lastSave(db, campaignId),
		publicBase,
	};
}

/** What a change has to be foretold against; null where there is no such drive. */
export async function readStanding(db: Db, campaignId: string, now: number) {
	const { rows } = await db.query<SetupRow>(ONE, [campaignId]);
	const [row] = rows;
	if (row === undefined) return null;
	const tally: Tally = { ...emptyTally(), ...row.tally };
	const standing: DriveStanding = { tally, now, waiting: row.waiting ?? {}, giftsByStation: row.byStation ?? {} };
	return { campaign: campaignOf(row), version: row.version, hasEntries: row.hasEntries, standing };
}

type ListRow = CampaignRow & { readonly tally: Partial<Tally> | null };

/** Every drive, newest first, with what is left to do in it. */
export async function listDrives(db: Db): Promise<DriveListItem[]> {
	const { rows } = await db.query<ListRow>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config #- '{look,logo}' as config, t.tally
		 from campaign c left join campaign_tally t on t.campaign_id = c.id order by c.created_at desc, c.id`,
	);
	return rows.map((row) => {
		const campaign = campaignOf(row);
		const { id, slug, name, shortName, hospital, state, livemode, currency, timeZone, opensAt, closesAt, goal } =
			campaign;
		const steps = setupSteps(campaign);
		const open = steps.find(({ missing }) => missing.length > 0);
		const [missing] = open?.missing ?? [];
		return {
			...{ id, slug, name, shortName, hospital, state, livemode, currency, timeZone, opensAt, closesAt, goal },
			total: row.tally?.total ?? 0,
			gifts: row.tally?.gifts ?? 0,
			nextStep: open === undefined || missing === undefined ? null : { step: open.step, says: missing.says },
			stepsDone: steps.filter((step) => step.missing.length === 0).length,
			stepsInAll: steps.length,
		};
	});
}
