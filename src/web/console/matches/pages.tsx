import type { ConsolePage } from "../page.ts";

export const matchPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/matches",
		title: "Matches and power hours",
		may: "drive.read",
		nav: { section: "drive", label: "Matches", order: 42 },
		load: () => import("./matches-page.tsx").then(({ MatchesPage }) => ({ Page: MatchesPage })),
	},
	{
		path: "c/:campaign/matches/:match",
		title: "Match",
		may: "matches.edit",
		load: () => import("./match-page.tsx").then(({ MatchPage }) => ({ Page: MatchPage })),
	},
	{
		path: "c/:campaign/matches/:match/gifts",
		title: "Gifts of a match",
		may: "drive.read",
		load: () => import("./matched-gifts-page.tsx").then(({ MatchedGiftsPage }) => ({ Page: MatchedGiftsPage })),
	},
	{
		path: "c/:campaign/power-hours/:hour",
		title: "Power hour",
		may: "matches.edit",
		load: () => import("./hour-page.tsx").then(({ HourPage }) => ({ Page: HourPage })),
	},
];
