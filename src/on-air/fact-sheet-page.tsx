import { type PageFiles, renderDocument } from "../page/document.tsx";

/** The printable fact sheet; src/web/fact-sheet fills it with what /on-air/:link/facts says. */
export function factSheetPage(files: PageFiles): string {
	return renderDocument({
		language: "en",
		title: "Fact sheet",
		files,
		isPrivate: true,
		children: <main id="sheet" />,
	});
}
