import type { ConsolePage } from "../page.ts";

export const channelPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/channels",
		title: "Channels",
		may: "channels.read",
		nav: { section: "drive", label: "Channels", order: 75 },
		load: () => import("./channels-page.tsx").then(({ ChannelsPage }) => ({ Page: ChannelsPage })),
	},
];
