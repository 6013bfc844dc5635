import type { ConsolePage } from "../page.ts";

export const accountPages: readonly ConsolePage[] = [
	{
		path: "account",
		title: "Your account",
		may: "account.own",
		load: async () => ({ Page: (await import("./account-page.tsx")).AccountPage }),
	},
];
