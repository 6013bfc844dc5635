import type { ConsolePage } from "../page.ts";

export const stationPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/stations",
		title: "Stations",
		may: "drive.read",
		nav: { section: "drive", label: "Stations", order: 28 },
		load: () => import("./stations-page.tsx").then(({ StationsPage }) => ({ Page: StationsPage })),
	},
];
