import type { TriggerKind } from "../domain/drive/milestone-rule.ts";
import type { LinkLeave } from "../domain/post/link-policy.ts";
import type { FoundTexts, OwnTexts, TextsAsked } from "../template/own-texts.ts";
import { mayCarryLink } from "./link-policy.ts";
import type { Account, Db } from "./store.ts";

/** All that the choice of a post's words asks beside its subject. A rehearsal answers from its own memory, and the choice is the same. */
export type WordSources = {
	/** "May this post on this account carry a link?" */
	readonly linkLeave: (
		account: Account,
		about: { readonly ruleId: string; readonly kind: TriggerKind },
	) => Promise<LinkLeave>;
	/** The campaign's own texts; null: nobody has changed what Carillon brings along. */
	readonly ownTexts: (asked: TextsAsked) => Promise<FoundTexts | null>;
	/** How often the account has spoken of this kind, and its place among the platform's accounts: they start at different variants. */
	readonly turn: (account: Account, kind: TriggerKind) => Promise<number>;
	/** Which of these texts are out already, or may be, on this account or another of its platform. */
	readonly said: (account: Account, texts: readonly string[]) => Promise<ReadonlySet<string>>;
	/** Two accounts of a platform choose one after the other, or both could choose the same words at once. */
	readonly waitForTheOthers: (account: Account) => Promise<void>;
};

/** As the database knows it, in the caller's transaction. */
export function sourcesIn(db: Db, ownTexts: OwnTexts, campaignId: string): WordSources {
	return {
		linkLeave: (account, about) => mayCarryLink(db, account, about),
		ownTexts: (asked) => ownTexts.find(db, campaignId, asked),
		turn: (account, kind) => turnOf(db, account, kind),
		said: (account, texts) => saidBefore(db, account, texts),
		waitForTheOthers: (account) => waitForTheOthers(db, account),
	};
}

/** Held until the caller's commit. */
async function waitForTheOthers(db: Db, { id, campaignId, platform }: Account): Promise<void> {
	await db.query({
		name: "wait-for-other-accounts",
		text: `select pg_advisory_xact_lock(hashtext('carillon: same words'), hashtext($1 || $2)) from channel_account
		       where campaign_id = $1 and platform = $2 and enabled and id <> $3 limit 1`,
		values: [campaignId, platform, id],
	});
}

async function turnOf(db: Db, { id, campaignId, platform }: Account, kind: string): Promise<number> {
	const { rows } = await db.query<{ turn: number }>({
		name: "turn-of-texts",
		text: `select (select count(*) from post p join announcement a on a.id = p.announcement_id
		               where p.account_id = $1 and a.kind = $4 and p.text is not null
		                 and p.state in ('published', 'sending', 'unconfirmed'))
		         + (select count(*) from channel_account o, channel_account own
		            where own.id = $1 and o.campaign_id = $2 and o.platform = $3
		              and (o.created_at, o.id) < (own.created_at, own.id)) as turn`,
		values: [id, campaignId, platform, kind],
	});
	return Number(rows[0]?.turn ?? 0);
}

async function saidBefore(
	db: Db,
	{ campaignId, platform }: Account,
	texts: readonly string[],
): Promise<ReadonlySet<string>> {
	const { rows } = await db.query<{ text: string }>({
		name: "said-before",
		text: `select distinct p.text from post p join channel_account c on c.id = p.account_id
		       where p.campaign_id = $1 and c.platform = $2 and p.text = any($3) and p.state in ('published', 'sending', 'unconfirmed')`,
		values: [campaignId, platform, texts],
	});
	return new Set(rows.map(({ text }) => text));
}
