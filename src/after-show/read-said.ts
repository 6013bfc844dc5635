import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { consentedName } from "../domain/gift/donor-name.ts";
import type { Giver } from "../domain/gift/gift-fact.ts";
import { namesGiver } from "../domain/gift/names-giver.ts";
import { namesHiddenSponsor } from "../domain/match/hidden-sponsor.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Platform } from "../domain/post/post.ts";
import { toScript } from "../domain/screen/ticker.ts";
import { ENTRY_COLUMNS, ENTRY_JOINS, parseEntry } from "../ticker/entries.ts";

/** Everything that was said of a drive, as far as it may still be shown. */
export type Said = {
	readonly announcements: readonly Announced[];
	readonly scripts: readonly SaidScript[];
	readonly posts: readonly SaidPost[];
};

export type Announced = {
	readonly id: number;
	readonly at: Instant;
	readonly kind: TriggerKind;
	readonly value: number;
	/** The match or power hour. */
	readonly about: string | null;
};
export type SaidScript = {
	readonly seq: number;
	readonly announcementId: number;
	readonly at: Instant;
	readonly text: string;
};
export type SaidPost = {
	readonly id: number;
	readonly announcementId: number;
	readonly at: Instant;
	readonly platform: Platform;
	readonly account: string;
	readonly text: string;
	readonly url: string | null;
};

export async function readSaid(pool: pg.Pool, campaign: Campaign): Promise<Said> {
	const [announcements, scripts, posts] = await Promise.all([
		readAnnouncements(pool, campaign.id),
		readScripts(pool, campaign),
		readPosts(pool, campaign),
	]);
	return { announcements, scripts, posts };
}

async function readAnnouncements(pool: pg.Pool, campaignId: string): Promise<Announced[]> {
	const { rows } = await pool.query<Announced>(
		`select id, trunc(extract(epoch from decided_at) * 1000)::float8 as at, kind, value, about
		 from announcement where campaign_id = $1 order by decided_at, id`,
		[campaignId],
	);
	return rows;
}

/** A sentence says its giver's name as agreed to then: read as every screen reads it, with what holds now. */
async function readScripts(pool: pg.Pool, campaign: Campaign): Promise<SaidScript[]> {
	const { rows } = await pool.query<{ announcementId: number }>(
		`select ${ENTRY_COLUMNS}, e.announcement_id as "announcementId" from (
		   select * from ledger_entry where campaign_id = $1 and kind = 'announced' and script is not null order by seq offset 0
		 ) e ${ENTRY_JOINS} order by e.seq`,
		[campaign.id],
	);
	return rows.flatMap(({ announcementId, ...row }): SaidScript[] => {
		const script = toScript(parseEntry(row));
		if (script === null || namesHiddenSponsor(script.text, campaign)) return [];
		return [{ seq: script.seq, announcementId, at: script.at, text: script.text }];
	});
}

/** Those that people saw; the host's script is no post. */
async function readPosts(pool: pg.Pool, campaign: Campaign): Promise<SaidPost[]> {
	const { rows } = await pool.query<SaidPost & { giver: Giver | null }>(
		`select p.id, p.announcement_id as "announcementId", trunc(extract(epoch from p.published_at) * 1000)::float8 as at,
		   c.platform, c.name as account, coalesce(p.text, '') as text, p.url, g.state->'giver' as giver
		 from post p join channel_account c on c.id = p.account_id join announcement a on a.id = p.announcement_id
		 left join gift g on g.id = coalesce((select r.gift_id from gift_ref r where r.ref = a.gift_id), a.gift_id)
		 where p.campaign_id = $1 and p.state = 'published' and c.platform in ('x', 'facebook', 'dry-run')
		 order by p.published_at, p.id`,
		[campaign.id],
	);
	return rows
		.filter(({ text, giver }) => !namesHiddenSponsor(text, campaign) && !saysHiddenName(text, giver))
		.map(({ giver: _, ...post }) => post);
}

/** The giver has thought better of their name, or staff have taken it off, since the post went out. */
function saysHiddenName(text: string, giver: Giver | null): boolean {
	if (!namesGiver(text, giver)) return false;
	const name = consentedName(giver, "social");
	return name === null || !text.includes(name);
}
