import type { ConsolePage } from "../page.ts";

export const offlinePages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/offline",
		title: "Cheques and cash",
		may: "offline.present",
		nav: { section: "drive", label: "Cheques and cash", order: 26 },
		load: () => import("./offline-page.tsx").then(({ OfflinePage }) => ({ Page: OfflinePage })),
	},
];
