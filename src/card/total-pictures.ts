import { type CardCampaign, type CardContent, totalCard } from "../domain/card/card-content.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import type { CardSize } from "./card-size.ts";
import { cardHash } from "./keep-card.ts";

export type TotalPicture = { readonly hash: string; readonly png: Buffer };

export type TotalAsked = {
	readonly campaign: CardCampaign & Pick<Campaign, "id" | "state" | "goal">;
	readonly size: CardSize;
	readonly language: Language;
};

type Means = {
	readonly totalOf: (campaignId: string) => Promise<number>;
	readonly draw: (content: CardContent, size: CardSize) => Promise<Buffer>;
	readonly now: () => Instant;
};

/** For so long nobody's question leads to another look at the total. */
const FRESH_MS = 1_000;
/** So old may a picture be that is shown while the next one is drawn; after that one waits for it. */
const STILL_TRUE_MS = 5_000;
const MOST_KEPT = 120;

type Kept = { picture: TotalPicture | undefined; lookedAt: Instant; next: Promise<TotalPicture> | undefined };

/**
 * Pictures of current totals. They stay in memory, the last one of each campaign, size and language: strangers ask for them, and what
 * strangers ask for shall fill no table. However many ask, each is drawn at most once a second.
 */
export function keepTotalPictures({ totalOf, draw, now }: Means): (asked: TotalAsked) => Promise<TotalPicture> {
	const kept = new Map<string, Kept>();

	async function look({ campaign, size, language }: TotalAsked, last: TotalPicture | undefined): Promise<TotalPicture> {
		const content = totalCard(campaign, { total: await totalOf(campaign.id), goal: campaign.goal }, language);
		const hash = cardHash(content, size);
		return last?.hash === hash ? last : { hash, png: await draw(content, size) };
	}

	function refresh(one: Kept, asked: TotalAsked): Promise<TotalPicture> {
		const lookedAt = now();
		one.next ??= look(asked, one.picture)
			.then((picture) => {
				one.picture = picture;
				one.lookedAt = lookedAt;
				return picture;
			})
			.finally(() => {
				one.next = undefined;
			});
		return one.next;
	}

	return async (asked) => {
		const key = `${asked.campaign.id} ${asked.size} ${asked.language}`;
		const one = kept.get(key) ?? { picture: undefined, lookedAt: 0, next: undefined };
		kept.delete(key);
		kept.set(key, one);
		const oldest = kept.keys().next().value;
		if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
		const age = now() - one.lookedAt;
		if (one.picture && age < FRESH_MS) return one.picture;
		const next = refresh(one, asked);
		if (!one.picture || age >= STILL_TRUE_MS) return next;
		// Nobody waits for this one: what went wrong with it, the next to ask will hear.
		next.catch(() => {});
		return one.picture;
	};
}
