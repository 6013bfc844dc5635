import { type EmbedFigures, embedLines } from "../domain/embed-words.ts";
import type { Language } from "../domain/language.ts";
import { nextMilestone } from "../domain/next-milestone.ts";
import type { CampaignCard, GiftRow, TickerSnapshot } from "../domain/ticker.ts";

/** What a widget and an overlay are drawn from, on the server. */
export type EmbedView = {
	readonly campaign: CampaignCard;
	readonly language: Language;
	readonly lines: ReturnType<typeof embedLines>;
	/** Minor units. */
	readonly total: number;
	readonly latest: readonly GiftRow[];
	/** Where the live stream is, and where giving is, on this server. */
	readonly live: string;
	readonly give: string;
};

export function embedView(snapshot: TickerSnapshot, language: Language): EmbedView {
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
		live: `/c/${slug}/live`,
		give: `/c/${slug}?lang=${language}#give`,
	};
}
