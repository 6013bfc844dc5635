import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { createBrowserRouter, type RouteObject, RouterProvider } from "react-router";
import { mayDo } from "../../domain/staff/staff-role.ts";
import { CONSOLE_PAGES, OPEN_PAGES } from "./areas.ts";
import { Problem } from "./ask.ts";
import type { ConsolePage, OpenPage } from "./page.ts";
import { PageFrame } from "./parts/page-frame.tsx";
import { Failed, Loading, NoPermission } from "./parts/states.tsx";
import { Frame } from "./shell/frame.tsx";
import { keepFocusOfBusyButtons } from "./shell/keep-focus.ts";
import { NoSuchPage } from "./shell/no-such-page.tsx";
import { PageFault } from "./shell/page-fault.tsx";
import { Start } from "./shell/start.tsx";
import { consoleTheme, consoleVariables } from "./theme.ts";
import { useMe } from "./use-me.ts";

const queries = new QueryClient({
	defaultOptions: {
		queries: {
			staleTime: 2_000,
			// A browser that thinks it is offline would wait without a word; asked all the same, the page says what it couldn't read.
			networkMode: "always",
			// What the API has understood and refused will be refused again.
			retry: (failures, error) =>
				failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
		},
		mutations: { networkMode: "always" },
	},
});

/** The console: every page below /staff. */
export function App({ nonce }: { readonly nonce: string }) {
	useEffect(keepFocusOfBusyButtons, []);
	return (
		<MantineProvider
			theme={consoleTheme}
			cssVariablesResolver={consoleVariables}
			forceColorScheme="light"
			getStyleNonce={() => nonce}
		>
			<QueryClientProvider client={queries}>
				<Notifications position="bottom-right" />
				<RouterProvider router={router} />
			</QueryClientProvider>
		</MantineProvider>
	);
}

const router = createBrowserRouter(
	[
		...OPEN_PAGES.map((page) => ({ path: `/${page.path}`, HydrateFallback: Loading, ...lazily(page) })),
		{
			path: "/",
			element: <Frame />,
			errorElement: <PageFault />,
			children: [
				{ index: true, element: <Start /> },
				...CONSOLE_PAGES.map((page) => ({ path: page.path, HydrateFallback: Loading, ...lazily(page) })),
				{ path: "*", element: <NoSuchPage /> },
			],
		},
	],
	{ basename: "/staff" },
);

function lazily(page: ConsolePage | OpenPage): Pick<RouteObject, "lazy" | "errorElement"> {
	return {
		errorElement: <PageFault />,
		lazy: async () => {
			const { Page } = await page.load();
			const Guarded = "may" in page ? () => <IfAllowed page={page}>{<Page />}</IfAllowed> : Page;
			return { Component: Guarded };
		},
	};
}

function IfAllowed({ page, children }: { readonly page: ConsolePage; readonly children: React.ReactNode }) {
	const { data, error } = useMe();
	if (error !== null && data === undefined) return <Failed error={error} />;
	if (data === undefined) return <Loading />;
	if (mayDo(data.role, page.may)) return children;
	return (
		<PageFrame title={page.title}>
			<NoPermission permission={page.may} />
		</PageFrame>
	);
}
