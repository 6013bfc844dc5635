import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Assets, openAssets } from "../../../src/http/assets.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the bare page in the host screen's place, with the service worker, as config/vite.config.ts builds the real ones. In a process
 * of its own: Vite's native parts don't know the arrays of Jest's realm.
 */
export async function buildTruthPage(): Promise<Assets> {
	const outDir = mkdtempSync(join(tmpdir(), "carillon-truth-page-"));
	const config = {
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
	};
	const script = `import { build } from "vite"; await build(${JSON.stringify(config)});`;
	await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: at("../../../") });
	return openAssets(outDir);
}
