import type pg from "pg";
import { type CampaignRow, campaignOf } from "../../campaign/stored-campaign.ts";
import type { Figures } from "../../domain/counting/figures.ts";
import { emptyTally, figuresOf, hourKey, type Tally } from "../../domain/counting/tally.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { MilestoneRule } from "../../domain/drive/milestone-rule.ts";
import { hourStart } from "../../domain/plain/clock-hour.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { Platform } from "../../domain/post/post.ts";
import type { TemplateAccount, TemplatePlace, WordedPlatform } from "../../web/contract/staff/templates.ts";
import type { DriveMoment } from "../drive-subjects.ts";
import { loadOwnTexts, type OwnPlace, type OwnTextsOfPlace, ruleScope } from "../own-text-store.ts";
import type { TemplatePack } from "../pack.ts";

export type DeskParts = {
	readonly pool: pg.Pool;
	readonly pack: () => Promise<TemplatePack>;
	/** Where the world reaches us, for what a short link would look like. */
	readonly publicUrl: string | undefined;
	readonly now: () => Instant;
};

/** All that somebody who writes texts for a drive needs to know of it. */
export type DeskDrive = {
	readonly campaign: Campaign;
	readonly figures: Figures;
	readonly accounts: readonly TemplateAccount[];
	readonly own: readonly OwnTextsOfPlace[];
	readonly uses: readonly TextUse[];
	readonly pack: TemplatePack;
	readonly moment: DriveMoment;
};

export type TextUse = {
	readonly templateId: string;
	readonly ruleId: string;
	readonly platform: Platform;
	readonly accountId: string;
	readonly count: number;
	readonly lastAt: Instant;
};

type DriveRow = CampaignRow & { readonly tally: Partial<Tally> | null };

/** Null where there is no such drive. */
export async function readDeskDrive(parts: DeskParts, campaignId: string): Promise<DeskDrive | null> {
	const { pool } = parts;
	const { rows } = await pool.query<DriveRow>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, t.tally
		 from campaign c left join campaign_tally t on t.campaign_id = c.id where c.id = $1`,
		[campaignId],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const campaign = campaignOf(row);
	const now = parts.now();
	const hour = hourKey(hourStart(now, campaign.timeZone));
	const figures = figuresOf({ ...emptyTally(), ...row.tally }, campaign, hour);
	const link = `${parts.publicUrl ?? "https://carillon.example"}/go/k7m2p9q`;
	return {
		...{ campaign, figures, pack: await parts.pack(), own: await loadOwnTexts(pool, campaignId) },
		...{ accounts: await readAccounts(pool, campaignId), uses: await readUses(pool, campaignId) },
		moment: { campaign, figures, now, link },
	};
}

async function readAccounts(pool: pg.Pool, campaignId: string): Promise<TemplateAccount[]> {
	const { rows } = await pool.query<TemplateAccount>(
		`select id, name, platform, language, enabled as "isOn" from channel_account where campaign_id = $1 order by created_at, id`,
		[campaignId],
	);
	return rows;
}

async function readUses(pool: pg.Pool, campaignId: string): Promise<TextUse[]> {
	const { rows } = await pool.query<Omit<TextUse, "lastAt"> & { lastAt: Date }>(
		`select p.template_id as "templateId", a.rule_id as "ruleId", c.platform, c.id as "accountId", count(*) as count,
		   max(coalesce(p.published_at, a.decided_at)) as "lastAt"
		 from post p join announcement a on a.id = p.announcement_id join channel_account c on c.id = p.account_id
		 where p.campaign_id = $1 and p.template_id is not null and p.state in ('published', 'sending', 'unconfirmed')
		 group by 1, 2, 3, 4`,
		[campaignId],
	);
	return rows.map((row) => ({ ...row, lastAt: row.lastAt.getTime() }));
}

export function ruleOf({ campaign }: DeskDrive, ruleId: string): MilestoneRule | null {
	return campaign.rules.find(({ id }) => id === ruleId) ?? null;
}

/** Where a place's own texts are kept. */
export function keptAt({ campaign }: DeskDrive, { ruleId, platform, language, accountId }: TemplatePlace): OwnPlace {
	return { campaignId: campaign.id, scope: ruleScope(ruleId), platform, language, accountId };
}

/** The accounts that say a place's texts: those of its platform and language that have none of their own. */
export function speakersOf(drive: DeskDrive, place: TemplatePlace): readonly TemplateAccount[] {
	const { ruleId, platform, language, accountId } = place;
	const fits = drive.accounts.filter(
		(one) => wordedAs(one.platform) === platform && one.language === language && one.isOn,
	);
	if (accountId !== null) return fits.filter(({ id }) => id === accountId);
	return fits.filter(({ id }) => ownOf(drive, { ruleId, platform, language, accountId: id }) === null);
}

/** Null where nobody has changed them, or they were set back. */
export function ownOf(drive: DeskDrive, place: TemplatePlace): OwnTextsOfPlace | null {
	const found = savedOf(drive, ruleScope(place.ruleId), place);
	return found === null || found.variants === null ? null : found;
}

/** What was last saved there, be it that it was set back. */
export function savedOf(
	{ own }: DeskDrive,
	scope: string,
	place: { readonly platform: WordedPlatform; readonly language: Language; readonly accountId: string | null },
): OwnTextsOfPlace | null {
	return (
		own.find(
			(one) =>
				one.scope === scope &&
				one.platform === place.platform &&
				one.language === place.language &&
				one.accountId === place.accountId,
		) ?? null
	);
}

export function wordedAs(platform: Platform): WordedPlatform {
	return platform === "dry-run" ? "x" : platform;
}
