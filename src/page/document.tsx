import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What one page loads (src/http/assets.ts finds it). */
export type PageFiles = {
	readonly script: string;
	readonly styles: readonly string[];
	readonly preloads: readonly string[];
};

export type DocumentWords = {
	readonly language: "en" | "es";
	readonly title: string;
	readonly files: PageFiles;
	/** Kept out of search engines: screens, widgets, a donor's own pages. */
	readonly isPrivate?: boolean;
	/** More for the head: description, share cards, alternate languages. */
	readonly head?: ReactNode;
	readonly theme?: "studio" | "page";
	readonly body?: Readonly<Record<`data-${string}`, string>>;
	readonly children: ReactNode;
};

/** A whole page as HTML. React escapes every value; nothing here takes raw markup. */
export function renderDocument(words: DocumentWords): string {
	return `<!doctype html>${renderToStaticMarkup(<Document {...words} />)}`;
}

function Document({ language, title, files, isPrivate, head, theme, body, children }: DocumentWords) {
	return (
		<html lang={language} className={theme === "studio" ? "studio" : undefined}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				{isPrivate && <meta name="robots" content="noindex" />}
				<title>{title}</title>
				<link rel="icon" href="data:," />
				{head}
				{files.styles.map((address) => (
					<link key={address} rel="stylesheet" href={address} />
				))}
				{files.preloads.map((address) => (
					<link key={address} rel="modulepreload" href={address} />
				))}
				<script type="module" src={files.script} />
			</head>
			<body {...body}>{children}</body>
		</html>
	);
}
