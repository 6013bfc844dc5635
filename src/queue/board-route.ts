import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import { ExpressAdapter } from "@bull-board/express";
import type { Queue } from "bullmq";
import type { RequestHandler } from "express";
import type { QueueBackend } from "./backend.ts";

/**
 * Bull Board over these queues, to look and not to touch: jobs hold ids only, and what has to be done again the sweep does by itself.
 * `names` is asked before each page: every channel account has a queue of its own.
 */
export function openQueueBoard(
	backend: QueueBackend,
	{ basePath, names }: { readonly basePath: string; readonly names: () => Promise<readonly string[]> },
): RequestHandler {
	const server = new ExpressAdapter().setBasePath(basePath);
	const board = createBullBoard({
		queues: [],
		serverAdapter: server,
		// Their logo and links lead out of the house.
		options: {
			uiConfig: {
				boardTitle: "Carillon queues",
				hideRedisDetails: true,
				miscLinks: [{ text: "Console", url: "/staff" }],
			},
		},
	});
	const shown = new Set<string>();
	const router = server.getRouter() as RequestHandler;
	return async (request, response, next) => {
		for (const name of await names()) {
			if (shown.has(name)) continue;
			shown.add(name);
			// What the backend hands out is BullMQ's own queue; the house only sees less of it.
			board.addQueue(new BullMQAdapter(backend.queue(name) as Queue, { readOnlyMode: true }));
		}
		return router(request, response, next);
	};
}
