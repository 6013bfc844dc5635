import type { Log } from "./log.ts";

/** Something with an end; closed in the reverse order of opening. */
export type Closing = { readonly name: string; readonly close: () => Promise<unknown> };

export type Lifecycle = {
	/** Adds what was just opened. */
	onClose(name: string, close: () => Promise<unknown>): void;
	/** Closes everything, newest first, each within its share of the deadline; safe to call twice. */
	close(): Promise<void>;
	/** Resolves once SIGTERM, SIGINT or `close` came and everything is closed. A second signal ends the process at once. */
	untilClosed(): Promise<void>;
};

/** Well within the 20 seconds that containers give: HTTP timeouts of channels are shorter than this. */
const DEADLINE_MS = 18_000;

export function openLifecycle(log: Log): Lifecycle {
	const open: Closing[] = [];
	let closing: Promise<void> | undefined;
	let tellClosed: () => void = () => undefined;
	const closed = new Promise<void>((resolve) => {
		tellClosed = resolve;
	});

	async function closeAll(): Promise<void> {
		const deadline = Date.now() + DEADLINE_MS;
		for (const one of open.reverse()) {
			const done = await withDeadline(one.close(), deadline).catch((error: unknown) => {
				log("error", "Something could not be closed in order.", {
					what: one.name,
					error: error instanceof Error ? error.message : "unknown",
				});
				return true;
			});
			if (!done) log("warn", "Something took too long to close and was left.", { what: one.name });
		}
		tellClosed();
	}

	function close(): Promise<void> {
		closing ??= closeAll();
		return closing;
	}

	return {
		onClose: (name, closeOne) => {
			open.push({ name, close: closeOne });
		},
		close,
		untilClosed() {
			let signals = 0;
			for (const signal of ["SIGTERM", "SIGINT"] as const) {
				process.on(signal, () => {
					signals += 1;
					if (signals > 1) process.exit(130);
					void close();
				});
			}
			return closed;
		},
	};
}

async function withDeadline(work: Promise<unknown>, deadline: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), Math.max(100, deadline - Date.now()));
	});
	try {
		return await Promise.race([work.then(() => true), late]);
	} finally {
		clearTimeout(timer);
	}
}
