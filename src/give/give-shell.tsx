import type { ReactNode } from "react";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Language } from "../domain/plain/language.ts";
import { thankWords } from "../domain/words/thank-words.ts";
import { type PageFiles, renderDocument } from "../page/document.tsx";

/** What each of a donor's own pages is made of. */
export type GivePlace = {
	readonly campaign: Campaign;
	readonly language: Language;
	readonly files: PageFiles;
	/** Where the world reaches us, without a trailing slash. */
	readonly base: string;
};

export type ShellWords = {
	readonly title: string;
	readonly head?: ReactNode;
	readonly body?: Readonly<Record<`data-${string}`, string>>;
	readonly children: ReactNode;
};

/** The frame of a donor's own pages: whose drive it is, and the way back to it. Kept out of search engines. */
export function giveShell(
	{ campaign, language, files }: GivePlace,
	{ title, head, body, children }: ShellWords,
): string {
	const { slug, name, hospital, look } = campaign;
	return renderDocument({
		language,
		title: `${title} · ${name}`,
		files,
		isPrivate: true,
		head: (
			<>
				<link rel="stylesheet" href={`/c/${slug}/look.css?v=${look.colour.slice(1)}`} />
				{head}
			</>
		),
		body,
		children: (
			<>
				<header className="own-head">
					<a href={driveAddress(campaign, language)}>{name}</a>
					<span>{hospital}</span>
				</header>
				<main className="own">{children}</main>
				<footer className="own-foot">
					<a href={driveAddress(campaign, language)}>{thankWords(language).back}</a>
				</footer>
			</>
		),
	});
}

export function driveAddress({ slug, languages }: Campaign, language: Language): string {
	return language === languages[0] ? `/c/${slug}` : `/c/${slug}?lang=${language}`;
}
