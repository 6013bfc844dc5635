import type { ConsolePage } from "../page.ts";

export const exportPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/exports",
		title: "Exports",
		may: "exports.read",
		nav: { section: "drive", label: "Exports", order: 71 },
		load: async () => ({ Page: (await import("./exports-page.tsx")).ExportsPage }),
	},
];
