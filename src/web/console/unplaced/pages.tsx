import type { ConsolePage } from "../page.ts";

export const unplacedPages: readonly ConsolePage[] = [
	{
		path: "unplaced",
		title: "Gifts without a drive",
		may: "events.place",
		nav: { section: "organisation", label: "Gifts without a drive", order: 30 },
		load: async () => ({ Page: (await import("./unplaced-page.tsx")).UnplacedListPage }),
	},
];
