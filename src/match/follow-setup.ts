import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";
import { countingRules, matchRules } from "./match-rules.ts";
import { rematch } from "./rematch.ts";

type Parts = { readonly pool: pg.Pool; readonly directory: CampaignDirectory };

/**
 * Has the books follow the set-ups, whichever way those were changed (the console, a campaign file, an older version put back): gifts whose
 * worth another multiplier or close changes, then matches and power hours. Cheap where nothing has changed. Returns the posts that can go.
 */
export async function followSetups({ pool, directory }: Parts, now: Instant): Promise<ReadyPost[]> {
	const { campaigns } = await directory.refresh();
	const { rows } = await pool.query<{ id: string; matches: string | null; counting: string | null }>(
		`select campaign_id as id, match_rules as matches, counting_rules as counting from campaign_tally`,
	);
	const followed = new Map(rows.map((row) => [row.id, row]));
	const posts: ReadyPost[] = [];
	for (const campaign of campaigns) {
		const known = followed.get(campaign.id);
		if (known === undefined) continue;
		const counting = countingRules(campaign);
		if (known.counting !== counting) {
			// Never followed before: everything booked so far went by the set-up of its own moment, which is this one.
			if (known.counting !== null) await recount({ pool, directory }, campaign, now);
			await pool.query("update campaign_tally set counting_rules = $2 where campaign_id = $1", [campaign.id, counting]);
		}
		if (known.matches !== matchRules(campaign)) {
			posts.push(...(await retryRaces(() => inTransaction(pool, (client) => rematch(client, campaign, now)))).posts);
		}
	}
	return posts;
}

const PAGE = 500;

/** Books every promise anew by the drive's rules as they are now. In silence: nobody gave anything at this moment. */
async function recount({ pool, directory }: Parts, campaign: Campaign, now: Instant): Promise<void> {
	for (let after = ""; ; ) {
		const { rows } = await pool.query<{ id: string; state: Gift }>(
			`select id, state from gift where campaign_id = $1 and id > $2
			   and (state->>'promise' is not null or state->>'promised' is not null or state->>'terms' is not null) order by id limit ${PAGE}`,
			[campaign.id, after],
		);
		const last = rows.at(-1)?.id;
		if (last === undefined) return;
		const facts = rows.map(({ state }) => recountingFact(state));
		await retryRaces(() => inTransaction(pool, (client) => recordFacts(client, directory, facts, now)));
		after = last;
	}
}

/** Says nothing new of the gift: it is only looked at again. */
function recountingFact(gift: Gift): GiftFact {
	const [subscription] = gift.subscriptions;
	const [pledge] = gift.pledges ?? [];
	const payment = gift.payments[0]?.refs[0];
	const bare = {
		sourceId: `recounted:${gift.id}`,
		at: gift.at,
		livemode: gift.livemode,
		currency: null,
		silent: true,
	} as const;
	return {
		...bare,
		refs: subscription !== undefined || pledge !== undefined || payment === undefined ? {} : { payment },
		...(subscription !== undefined && { subscription }),
		...(pledge !== undefined && { pledge }),
		placement: {},
		happening: { type: "described" },
	};
}
