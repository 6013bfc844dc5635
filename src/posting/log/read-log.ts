import type { Campaign } from "../../domain/drive/campaign.ts";
import { ruleWords } from "../../domain/milestone/rule-words.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../domain/post/post.ts";
import type { PostGroup, PostListItem, PostPage, PostSummary } from "../../web/contract/staff/posts.ts";
import type { Db } from "../store.ts";
import { groupOf, LOG_COLUMNS, LOG_FROM, type LogRow, listItem, statesIn } from "./post-row.ts";

export type LogFilter = {
	readonly group?: PostGroup;
	readonly state?: PostState;
	readonly account?: string;
	readonly rule?: string;
	/** When it was decided. */
	readonly from?: Instant;
	readonly to?: Instant;
	/** Somewhere in what it said, or would have. */
	readonly text?: string;
};

export type PageAsked = { readonly before?: number; readonly limit?: number };

const PAGE = 40;

/** One page of the log, newest first. By the last id and not by an offset: what is added meanwhile moves nothing, and page 250 costs what page 1 does. */
export async function readPostPage(
	db: Db,
	campaignId: string,
	filter: LogFilter,
	{ before, limit = PAGE }: PageAsked,
	now: Instant,
): Promise<PostPage> {
	const { where, values } = whereOf(campaignId, filter, before);
	const { rows } = await db.query<LogRow>(
		`select ${LOG_COLUMNS} from ${LOG_FROM} where ${where} order by p.id desc limit ${limit + 1}`,
		values,
	);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		posts: page.map((row) => listItem(row, now)),
		next: rows.length > limit && last !== undefined ? last.id : null,
	};
}

/** Everything the filter finds, page by page: for a file, however long. */
export async function* eachPost(
	db: Db,
	campaignId: string,
	filter: LogFilter,
	now: Instant,
): AsyncGenerator<PostListItem> {
	let before: number | undefined;
	do {
		const page = await readPostPage(db, campaignId, filter, { before, limit: 500 }, now);
		yield* page.posts;
		before = page.next ?? undefined;
	} while (before !== undefined);
}

function whereOf(campaignId: string, filter: LogFilter, before: number | undefined) {
	const values: unknown[] = [campaignId];
	const parts = ["p.campaign_id = $1"];
	const add = (value: unknown, part: (place: string) => string) => {
		if (value === undefined) return;
		values.push(value);
		parts.push(part(`$${values.length}`));
	};
	add(before, (place) => `p.id < ${place}`);
	add(filter.group && statesIn(filter.group), (place) => `p.state = any(${place})`);
	add(filter.state, (place) => `p.state = ${place}`);
	add(filter.account, (place) => `p.account_id = ${place}`);
	add(filter.rule, (place) => `a.rule_id = ${place}`);
	add(filter.from === undefined ? undefined : new Date(filter.from), (place) => `a.decided_at >= ${place}`);
	add(filter.to === undefined ? undefined : new Date(filter.to), (place) => `a.decided_at < ${place}`);
	const words = filter.text?.trim();
	add(
		words ? `%${words.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined,
		(place) => `coalesce(p.text, last.text) ilike ${place}`,
	);
	return { where: parts.join(" and "), values };
}

const NONE: PostSummary["groups"] = { waiting: 0, out: 0, trouble: 0, "not-sent": 0 };

/** What there is to filter by. Rules that were taken out of the drive and spoke before stay listed. */
export async function readPostSummary(db: Db, campaign: Campaign): Promise<PostSummary> {
	const counted = await db.query<{ state: PostState; count: number }>(
		"select state, count(*)::int as count from post where campaign_id = $1 group by state",
		[campaign.id],
	);
	const accounts = await db.query<{ id: string; name: string; platform: Platform }>(
		"select id, name, platform from channel_account where campaign_id = $1 order by created_at, id",
		[campaign.id],
	);
	const groups = { ...NONE };
	for (const { state, count } of counted.rows) groups[groupOf(state)] += count;
	return {
		groups,
		total: Object.values(groups).reduce((sum, count) => sum + count, 0),
		accounts: accounts.rows,
		rules: campaign.rules.map(({ id, trigger }) => ({
			id,
			kind: trigger.kind,
			words: ruleWords(trigger, campaign.currency),
		})),
	};
}
