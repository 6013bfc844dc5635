import type { ConsolePage } from "../page.ts";

export const importPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/import",
		title: "Import",
		may: "import",
		nav: { section: "drive", label: "Import", order: 70 },
		load: async () => ({ Page: (await import("./imports-page.tsx")).ImportsPage }),
	},
	{
		path: "c/:campaign/import/:import",
		title: "Import",
		may: "import",
		load: async () => ({ Page: (await import("./import-page.tsx")).ImportPage }),
	},
];
