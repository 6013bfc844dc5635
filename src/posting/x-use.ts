import { addUse, NO_USE, type XUse } from "../domain/post/x-cost.ts";
import { linksIn } from "../template/weighted-length.ts";
import type { Db } from "./store.ts";

type TryRow = {
	readonly accountId: string;
	readonly text: string;
	readonly hasPicture: boolean;
	readonly readBacks: number;
	readonly isCharged: boolean;
};

/**
 * What each X account of a drive has asked X for, by the journal of tries. A try whose end is unknown counts as a post: it may have
 * become one, and a meter that errs must err upwards. What X refused costs nothing.
 */
export async function xUseOfCampaign(db: Db, campaignId: string): Promise<ReadonlyMap<string, XUse>> {
	const { rows } = await db.query<TryRow>({
		name: "x-use",
		text: `select p.account_id as "accountId", t.text, t.card_hash is not null as "hasPicture", t.read_backs as "readBacks",
		         t.outcome is null or t.outcome in ('published', 'unconfirmed', 'lost') as "isCharged"
		       from attempt t join post p on p.id = t.post_id join channel_account c on c.id = p.account_id
		       where p.campaign_id = $1 and c.platform = 'x'
		       union all
		       select x.account_id, x.text, false, 0, x.state <> 'refused'
		       from channel_test_post x join channel_account c on c.id = x.account_id
		       where x.campaign_id = $1 and c.platform = 'x'`,
		values: [campaignId],
	});
	const uses = new Map<string, XUse>();
	for (const row of rows) uses.set(row.accountId, addUse(uses.get(row.accountId) ?? NO_USE, askedBy(row)));
	return uses;
}

function askedBy({ text, hasPicture, readBacks, isCharged }: TryRow): XUse {
	const hasLink = isCharged && carriesLink(text);
	return {
		posts: isCharged && !hasLink ? 1 : 0,
		linkPosts: hasLink ? 1 : 0,
		// Its description is paid for before the post is tried.
		pictures: hasPicture ? 1 : 0,
		reads: readBacks,
	};
}

/** Texts never change, and the same ones are looked at again at every fence. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 5_000;

/** What X takes for a link, bare domains ("give.hospital.org") included. */
export function carriesLink(text: string): boolean {
	const before = known.get(text);
	if (before !== undefined) return before;
	// The library's list of top-level domains is from 2020; what says https is a link whatever it ends in.
	const found = linksIn(text).length > 0 || /https?:\/\/\S/i.test(text);
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(text, found);
	return found;
}
