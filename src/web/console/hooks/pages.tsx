import type { ConsolePage } from "../page.ts";

export const hookPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/hooks",
		title: "Receivers",
		may: "hooks.manage",
		nav: { section: "drive", label: "Receivers", order: 95 },
		load: async () => ({ Page: (await import("./hooks-page.tsx")).ReceiversPage }),
	},
];
