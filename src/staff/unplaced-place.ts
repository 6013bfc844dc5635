import type pg from "pg";
import type { CampaignDirectory } from "../campaign/directory.ts";
import { noteVersion } from "../campaign/version-store.ts";
import { inTransaction } from "../db/pool.ts";
import { retryRaces } from "../db/retry-races.ts";
import { isPaidElsewhere } from "../domain/counting/counting.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Gift } from "../domain/gift/gift.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ReadyPost } from "../ledger/announcements.ts";
import { recordFacts } from "../ledger/record.ts";

export type PlaceParts = {
	readonly pool: pg.Pool;
	readonly directory: CampaignDirectory;
	readonly dispatch: (posts: readonly ReadyPost[]) => void;
	readonly now: () => Instant;
};

export type PlaceAnswer = { readonly placed: boolean; readonly says: string; readonly paymentLink: string | null };

/**
 * Counts a gift in a drive because staff say that it belongs there, by the same way as any other gift. Said twice, or by two people at
 * once, it counts once. Wrong mode and wrong currency are refused whoever asks (invariant 9). `note` runs in the same transaction.
 */
export async function placeGift(
	parts: PlaceParts,
	campaign: Campaign,
	giftId: string,
	note: (client: pg.PoolClient) => Promise<void>,
): Promise<PlaceAnswer> {
	const { answer, posts } = await retryRaces(() =>
		inTransaction(parts.pool, async (client) => {
			const { rows } = await client.query<{ state: Gift; campaignId: string | null }>(
				`select state, campaign_id as "campaignId" from gift
				 where id = coalesce((select gift_id from gift_ref where ref = $1), $1)`,
				[giftId],
			);
			const [row] = rows;
			const refused = row === undefined ? "There is no such gift any more." : refusal(row, campaign);
			if (row === undefined || refused !== null) {
				return { answer: { placed: false, says: refused ?? "", paymentLink: null }, posts: [] };
			}
			const recorded = await recordFacts(
				client,
				parts.directory,
				[placingFact(row.state, campaign, parts.now())],
				parts.now(),
			);
			const landed = recorded.decision.gifts.find(({ campaignId }) => campaignId === campaign.id);
			if (landed === undefined) {
				return {
					answer: { placed: false, says: "It waits for its payment to be known.", paymentLink: null },
					posts: [],
				};
			}
			await client.query("delete from unplaced_dismissal where item = $1", [`gift:${giftId}`]);
			await note(client);
			const says = `Counted in ${campaign.name}.`;
			return { answer: { placed: true, says, paymentLink: row.state.paymentLink }, posts: recorded.posts };
		}),
	);
	parts.dispatch(posts);
	return answer;
}

function refusal({ state, campaignId }: { state: Gift; campaignId: string | null }, campaign: Campaign): string | null {
	if (campaignId === campaign.id) return `It is counted in ${campaign.name} already.`;
	if (campaignId !== null) return "Somebody has placed it in another drive meanwhile.";
	if (state.livemode !== campaign.livemode) {
		return state.livemode
			? `This is real money and ${campaign.name} takes only test gifts.`
			: `This is test money. It is never counted in ${campaign.name}, which takes real gifts.`;
	}
	if (isPaidElsewhere(state, campaign.currency)) {
		return `It was paid in another currency; ${campaign.name} counts in ${campaign.currency.toUpperCase()}.`;
	}
	return null;
}

/** Says nothing of money: only where the money that is known belongs. Happens when the gift did, so it counts in its own hour. */
function placingFact(gift: Gift, campaign: Campaign, now: Instant): GiftFact {
	const [subscription] = gift.subscriptions;
	const payment = gift.payments[0]?.refs[0];
	return {
		...{ sourceId: `staff-placed:${gift.id}`, at: gift.at, livemode: gift.livemode, currency: null },
		refs: subscription !== undefined || payment === undefined ? {} : { payment },
		...(subscription !== undefined && { subscription }),
		placement: { campaign: campaign.id, byStaff: now },
		happening: { type: "described" },
	};
}

/** The drive takes gifts by these payment links from now on. Returns those that are new to it. */
export async function takeLinks(
	pool: pg.Pool,
	directory: CampaignDirectory,
	campaignId: string,
	links: readonly string[],
	by: { readonly id: string; readonly name: string },
): Promise<readonly string[]> {
	const taken = await inTransaction(pool, async (client) => {
		await client.query("select pg_advisory_xact_lock(hashtext('save campaign'))");
		const { rows } = await client.query<{ link: string }>(
			`select link from unnest($2::text[]) as l (link)
			 where not exists (select from campaign where config->'paymentLinks' ? link) and exists (select from campaign where id = $1)`,
			[campaignId, links],
		);
		const fresh = rows.map((row) => row.link);
		if (fresh.length === 0) return [];
		await client.query(
			`update campaign set config = jsonb_set(config, '{paymentLinks}', config->'paymentLinks' || $2::jsonb), version = version + 1 where id = $1`,
			[campaignId, JSON.stringify(fresh)],
		);
		await noteVersion(client, campaignId, { by, how: "console", what: "Payment links" });
		await client.query("select pg_notify('campaign', $1)", [campaignId]);
		return fresh;
	});
	if (taken.length > 0) await directory.refresh();
	return taken;
}
