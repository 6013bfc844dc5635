import type { ConsolePage } from "../page.ts";

export const postsPages: readonly ConsolePage[] = [
	{
		path: "c/:campaign/posts",
		title: "Post log",
		may: "drive.read",
		nav: { section: "drive", label: "Post log", order: 30 },
		load: () => import("./log-page.tsx").then(({ LogPage }) => ({ Page: LogPage })),
	},
	{
		path: "c/:campaign/posts/:post",
		title: "A post",
		may: "drive.read",
		load: () => import("./post-page.tsx").then(({ PostPage }) => ({ Page: PostPage })),
	},
];
