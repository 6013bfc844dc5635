import type { Campaign } from "../domain/campaign.ts";
import type { Instant } from "../domain/instant.ts";
import type { Language } from "../domain/language.ts";
import { formatMoney } from "../domain/money.ts";
import { type PublicLines, publicLines } from "../domain/public-lines.ts";
import { PUBLIC_WORDS, type PublicWords } from "../domain/public-words.ts";
import type { TickerSnapshot } from "../domain/ticker.ts";

/** All that the donor's page is drawn from. */
export type PageView = {
	readonly campaign: Campaign;
	readonly snapshot: TickerSnapshot;
	readonly language: Language;
	readonly now: Instant;
	/** Where the world reaches us, without a trailing slash. */
	readonly base: string;
	readonly words: PublicWords;
	readonly lines: PublicLines;
	/** This page's address without a language: what is shared, scanned and copied. */
	readonly address: string;
	readonly money: (amount: number) => string;
};

export type PageAsked = Pick<PageView, "campaign" | "snapshot" | "language" | "now" | "base">;

export function pageView(asked: PageAsked): PageView {
	const { campaign, snapshot, language, now, base } = asked;
	const words = PUBLIC_WORDS[language];
	return {
		...asked,
		words,
		lines: publicLines(snapshot, language, now),
		address: `${base}/c/${campaign.slug}`,
		money: (amount) => formatMoney({ amount, currency: campaign.currency }, words.locale),
	};
}

/** This page in a language. The campaign's first needs no asking for. */
export function addressIn({ campaign, address }: PageView, language: Language): string {
	return language === campaign.languages[0] ? address : `${address}?lang=${language}`;
}
