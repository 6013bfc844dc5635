import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { type Assets, openAssets } from "../../../src/http/assets.ts";

/** Builds the bare page in the host screen's place, with the service worker, as config/vite.config.ts builds the real ones. */
export async function buildTruthPage(): Promise<Assets> {
	const outDir = mkdtempSync(join(tmpdir(), "carillon-truth-page-"));
	const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
	await build({
		configFile: false,
		root: at("../../../"),
		base: "/assets/",
		publicDir: false,
		logLevel: "error",
		build: {
			outDir,
			assetsDir: "",
			manifest: "manifest.json",
			target: "es2022",
			modulePreload: { polyfill: false },
			rolldownOptions: {
				input: { "on-air": at("main.ts"), "on-air-offline": at("../../../src/web/on-air-offline/main.ts") },
			},
		},
	});
	return openAssets(outDir);
}
