import { Worker } from "node:worker_threads";
import type { DrawAnswer, DrawAsked } from "./draw-thread.ts";

export class CardNotDrawn extends Error {
	override name = "CardNotDrawn";
	readonly code = "card-not-drawn";
}

/** Far above what any card takes (a tenth of a second): a thread that takes longer hangs. */
const MOST_MS = 8_000;
/** Whoever would be behind so many gets no picture: the thing is better said without one than minutes late. */
const MOST_WAITING = 40;

type Wish = DrawAsked & { readonly settle: (png: Buffer | CardNotDrawn) => void };

export type DrawingThread = {
	/** @throws CardNotDrawn */
	draw(asked: DrawAsked): Promise<Buffer>;
	close(): Promise<void>;
};

/**
 * One thread that draws, so that gifts and screens never wait for a picture. It starts with the first wish, doesn't keep the process
 * alive, and after a crash or a picture that takes too long it is started anew for the next.
 */
export function openDrawingThread(file = threadFile(), mostMs = MOST_MS): DrawingThread {
	const waiting: Wish[] = [];
	let thread: Worker | undefined;
	let current: Wish | undefined;
	let timer: NodeJS.Timeout | undefined;

	function settle(result: Buffer | CardNotDrawn): void {
		clearTimeout(timer);
		const wish = current;
		current = undefined;
		thread?.unref();
		wish?.settle(result);
		next();
	}

	function drop(of: Worker, why: string): void {
		if (thread !== of) return;
		thread = undefined;
		of.terminate().catch(() => {});
		if (current) settle(new CardNotDrawn(`The picture was not drawn: ${why}.`));
	}

	function start(): Worker {
		const started = new Worker(file, { name: "cards" });
		started.on("message", (answer: DrawAnswer) => {
			if (thread !== started) return;
			settle(
				"png" in answer ? Buffer.from(answer.png) : new CardNotDrawn(`The picture was not drawn: ${answer.problem}`),
			);
		});
		started.on("error", (error) => drop(started, error.message));
		started.on("exit", () => drop(started, "its thread ended"));
		return started;
	}

	function next(): void {
		if (current) return;
		current = waiting.shift();
		if (!current) return;
		thread ??= start();
		const asked = thread;
		asked.ref();
		asked.postMessage({ content: current.content, size: current.size } satisfies DrawAsked);
		timer = setTimeout(() => drop(asked, `it took more than ${mostMs / 1000} s`), mostMs);
	}

	return {
		draw(asked) {
			const drawn = queued(waiting, asked);
			next();
			return drawn;
		},
		async close() {
			const open = thread;
			for (const wish of waiting.splice(0)) wish.settle(new CardNotDrawn("This process is closing."));
			if (open) drop(open, "this process is closing");
			await open?.terminate();
		},
	};
}

function queued(waiting: Wish[], asked: DrawAsked): Promise<Buffer> {
	if (waiting.length >= MOST_WAITING)
		return Promise.reject(new CardNotDrawn(`${MOST_WAITING} pictures wait to be drawn already.`));
	return new Promise((resolve, reject) => {
		waiting.push({ ...asked, settle: (png) => (Buffer.isBuffer(png) ? resolve(png) : reject(png)) });
	});
}

/** Run from the sources (in tests) it is the build's: Node runs no TypeScript by itself. */
function threadFile(): URL {
	return import.meta.url.endsWith(".ts")
		? new URL("../../dist/src/card/draw-thread.js", import.meta.url)
		: new URL("./draw-thread.js", import.meta.url);
}
