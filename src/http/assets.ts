import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler } from "express";

/** What browsers load: compiled page code with its styles, and the pure domain modules it imports. */
export type Assets = {
	readonly serve: RequestHandler;
	/** A page's HTML by its path under the web folder. */
	page(path: string): string;
};

/**
 * Serves `web/` and `domain/` of the compiled tree. Run from the sources (in tests) it serves the build beside them.
 * @throws Error where there is no build.
 */
export function openAssets(): Assets {
	const own = fileURLToPath(new URL("..", import.meta.url));
	const compiled = import.meta.url.endsWith(".ts") ? fileURLToPath(new URL("../../dist/src/", import.meta.url)) : own;
	if (!existsSync(join(compiled, "web"))) {
		throw new Error(`The pages are not built: ${join(compiled, "web")} is missing. Run "npm run build".`);
	}
	const router = express.Router();
	for (const folder of ["web", "domain"]) {
		// Checked again at every load: after an upgrade a screen must not mix old and new code.
		const files = express.static(join(compiled, folder), { index: false, dotfiles: "ignore", cacheControl: false });
		router.use(
			`/${folder}`,
			(_request, response, next) => {
				response.setHeader("Cache-Control", "no-cache");
				next();
			},
			files,
		);
	}
	return {
		serve: router,
		page: (path) => readFileSync(join(compiled, "web", path), "utf8"),
	};
}
