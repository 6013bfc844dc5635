import type { ConsolePage } from "../page.ts";

export const peoplePages: readonly ConsolePage[] = [
	{
		path: "people",
		title: "People",
		may: "people.manage",
		nav: { section: "organisation", label: "People", order: 20 },
		load: async () => ({ Page: (await import("./people-page.tsx")).PeoplePage }),
	},
];
