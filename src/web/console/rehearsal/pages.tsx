import type { ConsolePage } from "../page.ts";

export const rehearsalPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/rehearsal",
		title: "Rehearsal",
		may: "rehearse",
		nav: { section: "drive", label: "Rehearsal", order: 58 },
		load: () => import("./rehearsal-page.tsx").then(({ RehearsalPage }) => ({ Page: RehearsalPage })),
	},
];
