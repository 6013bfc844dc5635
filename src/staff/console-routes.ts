import { randomBytes } from "node:crypto";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { contentPolicy } from "../http/content-policy.ts";
import type { Route } from "../http/route-table.ts";
import { consolePage } from "./console-page.tsx";

/** Every address of the console is one page; what it shows is asked of the API, where the sign-in is. */
export function consoleRoutes(assets: Assets): Route[] {
	const handle = (): Answer => {
		const styleNonce = randomBytes(16).toString("base64");
		return {
			kind: "page",
			status: 200,
			html: consolePage(assets.of("console"), styleNonce),
			headers: { "Content-Security-Policy": contentPolicy({ styleNonce }), "Cache-Control": "no-store" },
		};
	};
	return [
		{ method: "get", path: "/staff", handle },
		{ method: "get", path: "/staff/*page", handle },
	];
}
