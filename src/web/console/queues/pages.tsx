import type { ConsolePage } from "../page.ts";

/** The dashboard is an application of its own at this address: the menu leads there by loading it. */
export const queuePages: readonly ConsolePage[] = [
	{
		path: "queues",
		title: "Queues",
		may: "queues.see",
		nav: { section: "organisation", label: "Queues", order: 50 },
		load: async () => ({ Page: (await import("./to-queue-board.tsx")).ToQueueBoard }),
	},
];
