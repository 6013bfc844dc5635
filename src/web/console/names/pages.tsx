import type { ConsolePage } from "../page.ts";

export const namesPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/names",
		title: "Names",
		may: "names.moderate",
		nav: { section: "drive", label: "Names", order: 30 },
		load: () => import("./names-page.tsx").then(({ NamesPage }) => ({ Page: NamesPage })),
	},
	{
		path: "c/:campaign/names/rules",
		title: "Rules for names",
		may: "names.moderate",
		load: () => import("./name-rules-page.tsx").then(({ NameRulesPage }) => ({ Page: NameRulesPage })),
	},
];
