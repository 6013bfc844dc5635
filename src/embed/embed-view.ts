import { nextMilestone } from "../domain/milestone/next-milestone.ts";
import { newsOf, shownOffers } from "../domain/offer/offers.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { type EmbedFigures, embedLines } from "../domain/screen/embed-words.ts";
import type { CampaignCard, GiftRow, TickerSnapshot } from "../domain/screen/ticker.ts";

/** What a widget and an overlay are drawn from, on the server. */
export type EmbedView = {
	readonly campaign: CampaignCard;
	readonly language: Language;
	readonly lines: ReturnType<typeof embedLines>;
	/** Minor units. */
	readonly total: number;
	readonly latest: readonly GiftRow[];
	/** The match or the power hour of this moment, in a sentence; null where there is none. */
	readonly offer: string | null;
	/** Where the live stream is, and where giving is, on this server. */
	readonly live: string;
	readonly give: string;
};

export function embedView(snapshot: TickerSnapshot, language: Language, now: Instant): EmbedView {
	const { campaign, total, peak, latest } = snapshot;
	const { slug, currency, state, goal, triggers } = campaign;
	const figures: EmbedFigures = {
		currency,
		state,
		total,
		goal,
		next: nextMilestone({ triggers, goal, total, peak }),
	};
	return {
		campaign,
		language,
		lines: embedLines(figures, language),
		total,
		latest,
		offer: newsOf(shownOffers(snapshot, language, now)),
		live: `/c/${slug}/live`,
		give: `/c/${slug}?lang=${language}#give`,
	};
}
