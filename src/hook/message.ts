import type pg from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import { milestoneWords } from "../domain/milestone/milestone-words.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { toTickerItem } from "../domain/screen/ticker.ts";
import type { HookKind } from "../domain/staff/hook-kind.ts";
import { readEntries } from "../ticker/entries.ts";
import type { HookFormat } from "../web/contract/staff/hooks.ts";

export type MessageRef = {
	readonly kind: HookKind | "test";
	/** A ledger seq, an announcement's or a post's id, a time. */
	readonly ref: string;
	readonly sequence: number;
	readonly at: Date;
};

type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>>; readonly sentence: string };

/**
 * What a message says, made when it is sent, from what holds then: names only as the public page may show them now. Null where there is
 * nothing to say (any more).
 */
export async function messageBody(
	pool: pg.Pool,
	campaignId: string,
	format: HookFormat,
	message: MessageRef,
): Promise<string | null> {
	const campaign = await loadCampaign(pool, campaignId);
	const told = campaign === null ? null : await tell(pool, campaign, message);
	if (campaign === null || told === null) return null;
	if (format === "slack") return JSON.stringify({ text: slackSafe(told.sentence) });
	const { id, slug, name, currency } = campaign;
	return JSON.stringify({
		type: told.type,
		timestamp: message.at.toISOString(),
		sequence: message.sequence,
		data: { campaign: { id, slug, name, currency }, ...told.data },
	});
}

/** What Slack would read as a link, a mention or "everybody" is plain text. */
function slackSafe(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function loadCampaign(pool: pg.Pool, id: string): Promise<Campaign | null> {
	const { rows } = await pool.query<CampaignRow>(
		"select id, slug, state, livemode, is_default, config from campaign where id = $1",
		[id],
	);
	return rows[0] === undefined ? null : campaignOf(rows[0]);
}

async function tell(pool: pg.Pool, campaign: Campaign, { kind, ref }: MessageRef): Promise<Told | null> {
	const drive = campaign.shortName;
	switch (kind) {
		case "gift":
			return tellGift(pool, campaign, Number(ref));
		case "milestone":
			return tellMilestone(pool, campaign, ref);
		case "post-published":
		case "post-failed":
			return tellPost(pool, kind, ref);
		case "posting-stopped":
			return { type: "posting.stopped", data: {}, sentence: `${drive}: posting is stopped.` };
		case "posting-resumed":
			return { type: "posting.resumed", data: {}, sentence: `${drive}: posting goes on.` };
		case "test":
			return { type: "test", data: {}, sentence: `${drive}: this is a test from Carillon.` };
		default:
			return kind satisfies never;
	}
}

async function tellGift(pool: pg.Pool, campaign: Campaign, seq: number): Promise<Told | null> {
	const [entry] = await readEntries(pool, campaign.id, { after: seq - 1, through: seq, limit: 1 });
	if (entry === undefined) return null;
	const item = toTickerItem(entry, "page", campaign.languages[0]);
	const money = (amount: number) => formatMoney({ amount, currency: campaign.currency });
	const total = `${money(item.total)} of ${money(campaign.goal)}`;
	if (item.type === "gift" || item.type === "monthly") {
		const { giftId, name, amount, monthly } = item;
		const gave = amount === null ? "gave" : `gave ${money(amount)}${monthly ? " a month" : ""}`;
		return {
			type: "gift.counted",
			data: { seq, gift: giftId, name, amount, monthly, total: item.total, goal: campaign.goal },
			sentence: `${name} ${gave}. ${total}.`,
		};
	}
	if (item.type !== "adjusted") return null;
	return {
		type: "total.corrected",
		data: { seq, gift: item.giftId, total: item.total, goal: campaign.goal },
		sentence: `The total was corrected: ${total}.`,
	};
}

async function tellMilestone(pool: pg.Pool, campaign: Campaign, id: string): Promise<Told | null> {
	const { rows } = await pool.query<{ key: string; kind: TriggerKind; value: number; total: number }>(
		"select key, kind, value, (figures->>'total')::bigint as total from announcement where id = $1 and campaign_id = $2",
		[id, campaign.id],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { key, kind, total } = row;
	// What one person gave is theirs to tell.
	const [value, words] =
		kind === "large-gift" ? [null, "A large gift"] : [row.value, milestoneWords(row, campaign.currency)];
	const goal = campaign.goal;
	return {
		type: "milestone.reached",
		data: { milestone: kind === "large-gift" ? `announcement:${id}` : key, kind, value, words, total, goal },
		sentence: `${campaign.shortName}: ${words}. ${formatMoney({ amount: total, currency: campaign.currency })} so far.`,
	};
}

type PostRow = {
	readonly id: number;
	readonly state: string;
	readonly platform: string;
	readonly account: string;
	readonly text: string | null;
	readonly url: string | null;
	readonly key: string;
	readonly kind: TriggerKind;
};

async function tellPost(pool: pg.Pool, kind: "post-published" | "post-failed", id: string): Promise<Told | null> {
	const { rows } = await pool.query<PostRow>(
		`select p.id, p.state, c.platform, c.name as account, p.text, p.url, a.key, a.kind
		 from post p join channel_account c on c.id = p.account_id join announcement a on a.id = p.announcement_id where p.id = $1`,
		[id],
	);
	const [row] = rows;
	if (row === undefined) return null;
	const { platform, account, text, url } = row;
	const post = { id: row.id, platform, account };
	if (kind === "post-published") {
		return {
			type: "post.published",
			data: { post: { ...post, text, url } },
			sentence: `Posted on ${account}: ${url ?? text ?? ""}`,
		};
	}
	// Not its words nor its reason: what was held back may have been held back for what it says.
	return {
		type: "post.failed",
		data: { post: { ...post, state: row.state } },
		sentence: `A post on ${account} did not go out (${row.state}). The post log says why.`,
	};
}
