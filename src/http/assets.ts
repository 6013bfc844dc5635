import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler } from "express";
import { z } from "zod";
import type { PageFiles } from "../page/document.tsx";

/** What browsers load: src/web as Vite built it. */
export type Assets = {
	/** Serves them under /assets. */
	readonly serve: RequestHandler;
	/** A page is a folder under src/web. @throws Error where there is no such page. */
	of(page: string): PageFiles;
	/** A page's script itself, for those whose address has to stay the same. */
	script(page: string): string;
};

const chunk = z.object({
	file: z.string(),
	name: z.string().optional(),
	isEntry: z.boolean().optional(),
	imports: z.array(z.string()).default([]),
	css: z.array(z.string()).default([]),
});
type Manifest = Record<string, z.infer<typeof chunk>>;

/**
 * Opens the built pages. Run from the sources (in tests) it serves the build beside them.
 * @throws Error where there is no build.
 */
export function openAssets(folder = builtPages()): Assets {
	const manifest = readManifest(folder);
	const entryOf = (page: string) => {
		const [key] = Object.entries(manifest).find(([, one]) => one.isEntry === true && one.name === page) ?? [];
		if (key === undefined) throw new Error(`There is no page "${page}" in the build. Run "npm run build".`);
		return key;
	};
	return {
		serve: serveFolder(folder),
		of: (page) => assetsOf(manifest, entryOf(page)),
		script: (page) => readFileSync(join(folder, manifest[entryOf(page)]?.file ?? ""), "utf8"),
	};
}

function builtPages(): string {
	return fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../../dist/web/" : "../../web/", import.meta.url));
}

function readManifest(folder: string): Manifest {
	try {
		return z.record(z.string(), chunk).parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
	} catch (cause) {
		throw new Error(`The pages are not built: ${folder} has no manifest that can be read. Run "npm run build".`, {
			cause,
		});
	}
}

function assetsOf(manifest: Manifest, entry: string): PageFiles {
	const seen = new Set<string>();
	const walk = (key: string) => {
		if (seen.has(key)) return;
		for (const one of manifest[key]?.imports ?? []) walk(one);
		seen.add(key);
	};
	walk(entry);
	const chunks = [...seen].flatMap((key) => manifest[key] ?? []);
	const address = (file: string) => `/assets/${file}`;
	return {
		script: address(manifest[entry]?.file ?? ""),
		styles: [...new Set(chunks.flatMap((one) => one.css))].map(address),
		preloads: chunks.slice(0, -1).map((one) => address(one.file)),
	};
}

/** A name with a hash never changes what it means; the few without one are looked at again at every load. */
function serveFolder(folder: string): RequestHandler {
	return express.static(folder, {
		index: false,
		dotfiles: "ignore",
		setHeaders(response, path) {
			const forEver = /-[\w-]{8}\.\w+$/.test(path);
			response.setHeader("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
		},
	});
}
