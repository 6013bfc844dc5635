import type pg from "pg";
import { nameCause } from "../domain/counting/judged-gift.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { consentedName } from "../domain/gift/donor-name.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { Giver } from "../domain/gift/gift-fact.ts";
import type { NameDeed, NameItem, NamePlaces, NameQueue, NameTab, PostOut } from "../web/contract/staff/names.ts";
import { readMessages } from "./read-messages.ts";

export type Db = Pick<pg.Pool, "query">;
export type NameQuestion = {
	readonly tab: NameTab;
	readonly search: string;
	/** "<updated at>" of the last one seen. */
	readonly before: string | null;
};

const PAGE = 40;

type Row = {
	id: string;
	state: Gift;
	moderation: NameItem["moderation"];
	updatedAt: Date;
	lastBy: string | null;
	lastAt: Date | null;
	lastDeed: NameDeed | null;
	posts: PostOut[] | null;
};

/** Names that wait first, oldest first; decided ones newest first. The name is looked for in what the donor wrote and what staff wrote. */
export async function readNames(db: Db, campaign: Campaign, asked: NameQuestion): Promise<NameQueue> {
	const isWaiting = asked.tab === "pending" || asked.tab === "flagged";
	const [counts, { rows }] = await Promise.all([
		readCounts(db, campaign.id),
		db.query<Row>(
			`select g.id, g.state, g.moderation, g.updated_at as "updatedAt", v.by_name as "lastBy", v.at as "lastAt", v.deed as "lastDeed",
			   (select json_agg(json_build_object('id', p.id, 'platform', c.platform, 'url', p.url)) from announcement a
			    join post p on p.announcement_id = a.id and p.state in ('published', 'sending', 'unconfirmed')
			    join channel_account c on c.id = p.account_id and c.platform in ('x', 'facebook')
			    where a.campaign_id = g.campaign_id and a.gift_id in (select g.id union select ref from gift_ref r where r.gift_id = g.id)) as posts
			 from gift g
			 left join lateral (select * from name_verdict v where v.campaign_id = g.campaign_id and v.gift_id = g.id
			   order by v.id desc limit 1) v on true
			 where g.campaign_id = $1
			   and ($2 = 'all' or g.moderation = $2)
			   and coalesce(g.state#>>'{giver,name}', '') <> ''
			   and ($3 = '' or concat_ws(' ', g.state#>>'{giver,name}', g.state#>>'{known,name,value}', g.state#>>'{giver,town}') ilike $3)
			   and ($4::timestamptz is null or ${isWaiting ? "g.updated_at > $4" : "g.updated_at < $4"})
			 order by g.updated_at ${isWaiting ? "asc" : "desc"} limit ${PAGE + 1}`,
			[campaign.id, asked.tab, asked.search === "" ? "" : `%${likeText(asked.search)}%`, asked.before],
		),
	]);
	const shown = rows.slice(0, PAGE);
	const messages = await readMessages(
		db,
		campaign.id,
		shown.map(({ id }) => id),
	);
	return {
		counts,
		items: shown.map((row) => itemOf(row, campaign, messages.get(row.id) ?? null)),
		next: rows.length > PAGE ? (shown.at(-1)?.updatedAt.toISOString() ?? null) : null,
	};
}

function likeText(text: string): string {
	return text.replace(/[\\%_]/g, "\\$&");
}

export async function readCounts(db: Db, campaignId: string): Promise<NameQueue["counts"]> {
	const { rows } = await db.query<{ moderation: keyof NameQueue["counts"]; n: number }>(
		`select moderation, count(*) as n from gift where campaign_id = $1 and moderation is not null
		   and coalesce(state#>>'{giver,name}', '') <> '' group by moderation`,
		[campaignId],
	);
	const of = (is: keyof NameQueue["counts"]) => rows.find((row) => row.moderation === is)?.n ?? 0;
	return { pending: of("pending"), flagged: of("flagged"), approved: of("approved"), denied: of("denied") };
}

function itemOf(row: Row, campaign: Campaign, message: string | null): NameItem {
	const { giver, known, booked } = row.state;
	const consent = giver.consent ?? {};
	const amount = booked[campaign.id]?.cash ?? 0;
	const written = known.name?.value ?? known.billingName?.value;
	return {
		id: row.id,
		name: giver.name ?? "",
		original: typeof written === "string" && written !== giver.name ? written : null,
		town: giver.town ?? null,
		isCardName: giver.isBillingName === true,
		moderation: row.moderation,
		cause: nameCause(row.state, amount, campaign),
		consent: {
			name: consent.name === true,
			page: consent.name === true && consent.page !== false,
			amount: consent.amount === true,
			onAir: consent.onAir === true,
			social: consent.social === true,
		},
		now: placesOf(giver),
		approved: placesOf({ ...giver, moderation: "approved" }),
		amount,
		monthly: row.state.subscriptions.length > 0,
		at: row.state.at,
		stationId: giver.stationId ?? null,
		message,
		postsOut: row.posts ?? [],
		last:
			row.lastBy === null || row.lastAt === null || row.lastDeed === null
				? null
				: { by: row.lastBy, at: row.lastAt.getTime(), deed: row.lastDeed },
	};
}

/** Through the one function that gives out names: what is shown here is what will be said there. */
export function placesOf(giver: Giver): NamePlaces {
	return {
		onAir: consentedName(giver, "on-air"),
		page: consentedName(giver, "page"),
		social: consentedName(giver, "social"),
	};
}
