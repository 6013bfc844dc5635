import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const web = fileURLToPath(new URL("../src/web/", import.meta.url));

/** A page is a folder under src/web with a main.ts or main.tsx; its name is the folder's. */
function pages(): Record<string, string> {
	const found = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((path) =>
		/^[^/\\]+[/\\]main\.tsx?$/.test(path),
	);
	return Object.fromEntries(found.map((path) => [path.split(/[/\\]/)[0] ?? path, `${web}${path}`]));
}

export default defineConfig({
	root: web,
	base: "/assets/",
	publicDir: false,
	logLevel: "warn",
	build: {
		outDir: fileURLToPath(new URL("../dist/web/", import.meta.url)),
		emptyOutDir: true,
		assetsDir: "",
		manifest: "manifest.json",
		target: "es2022",
		// The pages' own policy refuses data: addresses for fonts and scripts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: {
			input: pages(),
			// Libraries mark their files "use client" for frameworks that render on a server.
			checks: { moduleLevelDirective: false },
			output: {
				// The page of words stands in error answers, which know no manifest.
				assetFileNames: (asset) => (asset.names.includes("plain.css") ? "plain.css" : "[name]-[hash][extname]"),
			},
		},
	},
});
