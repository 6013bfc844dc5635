import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { type PublicLines, publicLines } from "../domain/screen/public-lines.ts";
import type { TickerSnapshot } from "../domain/screen/ticker.ts";
import { PUBLIC_WORDS, type PublicWords } from "../domain/words/public-words.ts";

/** All that the donor's page is drawn from. */
export type PageView = {
	readonly campaign: Campaign;
	readonly snapshot: TickerSnapshot;
	readonly language: Language;
	readonly now: Instant;
	/** What each station brought, highest first; null where the drive doesn't show it. Minor units. */
	readonly stations: readonly { readonly name: string; readonly total: number }[] | null;
	/** Where the world reaches us, without a trailing slash. */
	readonly base: string;
	readonly words: PublicWords;
	readonly lines: PublicLines;
	/** This page's address without a language: what is shared, scanned and copied. */
	readonly address: string;
	readonly money: (amount: number) => string;
};

export type PageAsked = Pick<PageView, "campaign" | "snapshot" | "language" | "now" | "base"> &
	Partial<Pick<PageView, "stations">>;

export function pageView(asked: PageAsked): PageView {
	const { campaign, snapshot, language, now, base } = asked;
	const words = PUBLIC_WORDS[language];
	return {
		...asked,
		stations: asked.stations ?? null,
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
