import { parentPort } from "node:worker_threads";
import type { CardContent } from "../domain/card/card-content.ts";
import type { CardSize } from "./card-size.ts";
import { drawCard } from "./draw.ts";

/** What goes to the thread and comes back. One at a time. */
export type DrawAsked = { readonly content: CardContent; readonly size: CardSize };
export type DrawAnswer = { readonly png: Uint8Array } | { readonly problem: string };

/** Where this file is run as a thread; see drawing-thread.ts for the other end. */
parentPort?.on("message", ({ content, size }: DrawAsked) => {
	drawCard(content, size).then(
		(png) => parentPort?.postMessage({ png } satisfies DrawAnswer),
		(error: unknown) =>
			parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) } satisfies DrawAnswer),
	);
});
