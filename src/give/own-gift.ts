import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { Consent, GiftFact, Verdict } from "../domain/gift/gift-fact.ts";
import { namesOf } from "../domain/gift/gift-names.ts";
import { lastSay } from "../domain/gift/giver.ts";
import { namedText } from "../domain/gift/moderation.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";

export type OwnGift = { readonly gift: Gift; readonly campaignId: string | null };

export type SayParts = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	/** Called after the commit; must not throw. */
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
	readonly now: () => Instant;
};

type Db = Pick<pg.Pool, "query">;

/** The gift that goes by this name ("cs_...", "pi_...", "sub_..."), or null where there is none (yet). */
export async function findGift(db: Db, ref: string): Promise<OwnGift | null> {
	const { rows } = await db.query<{ state: Gift; campaign_id: string | null }>(
		`select state, campaign_id from gift where id = coalesce((select gift_id from gift_ref where ref = $1), $1)`,
		[ref],
	);
	const [row] = rows;
	return row === undefined ? null : { gift: row.state, campaignId: row.campaign_id };
}

/** The donor changes their mind about where they are named. On every screen at once. False where there is no such gift. */
export function recordConsent(parts: SayParts, ref: string, consent: Required<Consent>): Promise<boolean> {
	return recordSay(parts, ref, "donor", () => ({ giver: { consent }, toldBy: "donor" }));
}

/**
 * Staff judge a name: approved shows it where the donor agreed to, denied and pending show a generous listener; the money stays. `by`:
 * who it was, for the ledger. False where there is no such gift.
 */
export function moderateName(parts: SayParts, ref: string, verdict: Verdict, by: string): Promise<boolean> {
	return recordSay(parts, ref, `moderation:${by}`, ({ giver }) => ({ verdict: { is: verdict, of: namedText(giver) } }));
}

export type Say = Pick<GiftFact, "giver" | "toldBy" | "verdict" | "alias">;
/** In the same transaction: what goes with the word, with the gift as it was before and as it is after. */
export type Within = (client: pg.PoolClient, before: OwnGift, after: Gift) => Promise<void>;

/** A fact like Stripe's, through the same door: it takes a seq, and every screen, page and overlay gets it in order. */
export async function recordSay(
	parts: SayParts,
	ref: string,
	by: string,
	say: (gift: Gift) => Say,
	within: Within = async () => {},
): Promise<boolean> {
	const posts = await retryRaces(() =>
		inTransaction(parts.pool, async (client) => {
			const found = await findGift(client, ref);
			const names = found === null ? null : namesOf(found.gift.id);
			if (found === null || names === null) return null;
			const { gift } = found;
			const now = parts.now();
			// A later word needs a later time, also where two servers' clocks differ.
			const at = Math.max(now, (lastSay(gift.known) ?? 0) + 1);
			const { livemode } = gift;
			const fact: GiftFact = {
				...say(gift),
				...names,
				...{ sourceId: `${by}:${at}`, at, livemode, currency: null, placement: {}, happening: { type: "described" } },
			};
			const { decision, posts: due } = await recordFacts(client, parts.directory, [fact], now);
			await within(client, found, decision.gifts[0]?.gift ?? gift);
			return due;
		}),
	);
	if (posts === null) return false;
	parts.dispatch(posts);
	return true;
}
