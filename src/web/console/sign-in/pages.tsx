import type { OpenPage } from "../page.ts";

/** What stands before the sign-in. A link's secret is behind its "#", so these addresses hold none. */
export const signInPages: readonly OpenPage[] = [
	{
		path: "sign-in",
		title: "Sign in",
		load: async () => ({ Page: (await import("./sign-in-page.tsx")).SignInPage }),
	},
	...["first", "invitation", "password"].map((path) => ({
		path,
		title: "Welcome",
		load: async () => ({ Page: (await import("./link-page.tsx")).LinkPage }),
	})),
];
