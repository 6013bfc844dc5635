import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Pool } from "pg";
import type { Log } from "../log.ts";
import { catchUp } from "./catch-up.ts";
import type { FanOut } from "./fan-out.ts";
import type { StreamAudience } from "./lane.ts";
import { Reader, type StreamEnd } from "./reader.ts";
import { endedFrame, retryFrame } from "./sse-frame.ts";
import { takeSocket } from "./take-socket.ts";

export type StreamOptions = {
	readonly audience: StreamAudience;
	/** Asked now and then while the stream lasts; false ends it for good (a revoked link). */
	readonly stillAllowed?: () => Promise<boolean>;
	/** Frames for this reader at each connection, after what it missed (the board's version); see sideFrame. */
	readonly greet?: () => Promise<string>;
};

/** What operators count. */
export type StreamWatch = {
	readonly opened: (audience: StreamAudience) => void;
	readonly ended: (audience: StreamAudience, end: StreamEnd) => void;
};

export type TickerStreams = {
	/** Answers with the live stream, for as long as both sides keep it. Resolves once it is live; rejects only before its first byte. */
	open(request: IncomingMessage, response: ServerResponse, fanOut: FanOut, options: StreamOptions): Promise<void>;
	/** Ends every stream, each with its own moment to come back: thousands of screens must not return at once. */
	endAll(): void;
	count(): number;
};

export type StreamsOptions = {
	readonly pool: Pool;
	readonly log: Log;
	readonly watch?: StreamWatch;
	readonly mostWaiting?: number;
	readonly mostBehind?: number;
	readonly recheckMs?: number;
};

/**
 * Proxies hold back what they think is a page: X-Accel-Buffering is nginx's switch, no-transform keeps others from compressing
 * (which buffers too). No Connection header: HTTP/2 proxies refuse it.
 */
const HEADERS = {
	"Content-Type": "text/event-stream; charset=utf-8",
	"Cache-Control": "private, no-cache, no-store, no-transform, must-revalidate",
	"X-Accel-Buffering": "no",
};

const RETRY_MS = 1500;
const RETURN_WITHIN_MS = 5000;
const MOST_WAITING = 256 * 1024;

export function openTickerStreams(options: StreamsOptions): TickerStreams {
	const readers = new Set<Reader>();
	let closing = false;

	/** From here on the reader looks after itself: what it needs hangs on its socket's end. */
	async function attend(
		reader: Reader,
		socket: Socket,
		fanOut: FanOut,
		stream: StreamOptions & { after: number | null },
	) {
		const { audience, stillAllowed } = stream;
		const leave = fanOut.join(audience, reader);
		const recheck = stillAllowed && recheckOften(reader, stillAllowed, options.recheckMs ?? 15_000);
		readers.add(reader);
		options.watch?.opened(audience);
		socket.once("close", () => {
			clearInterval(recheck);
			leave();
			readers.delete(reader);
			options.watch?.ended(audience, reader.end);
		});
		try {
			const { pool, mostBehind } = options;
			await catchUp(reader, { ...stream, pool, fanOut, mostBehind });
		} catch (error) {
			// The head is out: closing the connection is the answer, and the screen comes back with its last id.
			options.log("warn", "A live stream broke off; the screen will connect again.", { audience, error });
			reader.finish();
		}
	}

	return {
		count: () => readers.size,
		async open(request, response, fanOut, stream) {
			const isChunked = request.httpVersion === "1.1";
			const after = lastSeen(request);
			response.writeHead(200, headers(isChunked));
			if (request.method === "HEAD" || closing) return endNow(response);
			response.write(retryFrame(RETRY_MS));
			// The parser that called us has to be done before it can be let go.
			await nextTurn();
			const socket = takeSocket(response);
			// Gone, or behind another answer on its connection: a client that does that has to ask again.
			if (socket === null) return endNow(response);
			const reader = new Reader({ socket, isChunked, mostWaiting: options.mostWaiting ?? MOST_WAITING });
			if (closing) reader.finish(farewell());
			else await attend(reader, socket, fanOut, { ...stream, after });
		},
		endAll() {
			closing = true;
			for (const reader of readers) reader.finish(farewell());
		},
	};
}

function headers(isChunked: boolean): Record<string, string> {
	return isChunked ? { ...HEADERS, "Transfer-Encoding": "chunked" } : HEADERS;
}

function endNow(response: ServerResponse): void {
	response.end();
}

function farewell(): string {
	return retryFrame(500 + Math.random() * RETURN_WITHIN_MS);
}

/**
 * The seq the reader has: the browser's own header when it reconnects by itself, or `?after=` from a page that made a new
 * EventSource (which cannot set headers). Anything else counts as a new reader.
 */
export function lastSeen(request: IncomingMessage): number | null {
	const header = request.headers["last-event-id"];
	const query = new URL(request.url ?? "/", "http://localhost").searchParams.get("after");
	const given = (Array.isArray(header) ? header[0] : header) || query || "";
	return /^\d{1,15}$/.test(given) ? Number(given) : null;
}

function recheckOften(reader: Reader, stillAllowed: () => Promise<boolean>, everyMs: number): NodeJS.Timeout {
	const timer = setInterval(() => {
		stillAllowed().then(
			(allowed) => {
				if (!allowed) reader.finish(endedFrame("revoked"));
			},
			// The database is away: that revokes nothing.
			() => undefined,
		);
	}, everyMs);
	timer.unref();
	return timer;
}
