import type { ConsolePage } from "../page.ts";

export const amplificationPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/amplification",
		title: "What posts bring in",
		may: "drive.read",
		nav: { section: "drive", label: "What posts bring in", order: 60 },
		load: () => import("./amplification-page.tsx").then(({ AmplificationPage }) => ({ Page: AmplificationPage })),
	},
];
