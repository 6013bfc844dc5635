import type { ConsolePage } from "../page.ts";

export const templatesPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/templates",
		title: "Templates",
		may: "drive.read",
		nav: { section: "drive", label: "Templates", order: 46 },
		load: () => import("./templates-page.tsx").then(({ TemplatesPage }) => ({ Page: TemplatesPage })),
	},
	{
		path: "c/:campaign/templates/text",
		title: "Template",
		may: "templates.edit",
		load: () => import("./editor-page.tsx").then(({ EditorPage }) => ({ Page: EditorPage })),
	},
];
