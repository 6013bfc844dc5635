import type { ConsolePage } from "../page.ts";

export const storiesPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/stories",
		title: "Stories",
		may: "stories.edit",
		nav: { section: "drive", label: "Stories", order: 32 },
		load: () => import("./stories-page.tsx").then(({ StoriesPage }) => ({ Page: StoriesPage })),
	},
	{
		path: "c/:campaign/stories/:story",
		title: "Story",
		may: "stories.edit",
		load: () => import("./story-page.tsx").then(({ StoryPage }) => ({ Page: StoryPage })),
	},
];
