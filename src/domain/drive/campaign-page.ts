import type { Language } from "../plain/language.ts";

/** A sentence for readers of either language; a missing one falls back to the campaign's first language. */
export type Translated = Readonly<Partial<Record<Language, string>>>;

/** How a campaign looks wherever the public sees it: page, embeds, cards. */
export type Look = {
	/** "#rrggbb". Used through domain/plain/colour.ts, which corrects it where it could not be read. */
	readonly colour: string;
	/** PNG, JPEG or SVG as a data URL of at most 64 KB; stands on the pictures. */
	readonly logo?: string;
};

/** What an amount does: "$50 buys a night's music therapy." Amount in minor units. */
export type Impact = { readonly amount: number; readonly text: Translated };

/** The donor's page and its giving form. Amounts are minor units. */
export type PublicPage = {
	/** Off: the page, its embeds, feeds and pictures answer as if they didn't exist (product.md S2). */
	readonly isOpen: boolean;
	/** Off: the page shows the drive and takes no gifts. */
	readonly isGiving: boolean;
	readonly onceAmounts: readonly number[];
	readonly monthlyAmounts: readonly number[];
	readonly impact: readonly Impact[];
	readonly partners: readonly string[];
	/** What each station brought, on the page. Absent: it isn't shown. */
	readonly showsStations?: boolean;
	/** Sites that may frame the widget: "https://www.hospital.example". */
	readonly embedOrigins: readonly string[];
};

export const BRASS = "#c8912e";

export const USUAL_LOOK: Look = { colour: BRASS };

export const USUAL_PAGE: PublicPage = {
	isOpen: true,
	isGiving: true,
	onceAmounts: [],
	monthlyAmounts: [],
	impact: [],
	partners: [],
	embedOrigins: [],
};

export function inLanguage(text: Translated, language: Language): string {
	return text[language] ?? text.en ?? text.es ?? "";
}
