import type { IncomingMessage, ServerResponse } from "node:http";
import type { Pool } from "pg";
import type { TickerAudience } from "../domain/ticker.ts";
import type { Log } from "../log.ts";
import type { FanOut } from "./fan-out.ts";
import { endedFrame, retryFrame } from "./sse-frame.ts";
import { type SubscriptionEnd, subscribeTicker } from "./subscription.ts";

export type StreamOptions = {
	readonly audience: TickerAudience;
	/** Asked now and then while the stream lasts; false ends it for good (a revoked link). */
	readonly stillAllowed?: () => Promise<boolean>;
};

/** What operators count. */
export type StreamWatch = {
	readonly opened: (audience: TickerAudience) => void;
	readonly ended: (audience: TickerAudience, end: SubscriptionEnd) => void;
};

export type TickerStreams = {
	/** Answers with the live stream, for as long as both sides keep it. Rejects only before its first byte. */
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

type OpenStream = { readonly response: ServerResponse; readonly cut: AbortController };

export function openTickerStreams(options: StreamsOptions): TickerStreams {
	const streams = new Set<OpenStream>();
	let closing = false;
	return {
		count: () => streams.size,
		async open(request, response, fanOut, { audience, stillAllowed }) {
			const stream: OpenStream = { response, cut: new AbortController() };
			response.once("close", () => stream.cut.abort());
			response.socket?.setNoDelay(true);
			response.writeHead(200, HEADERS);
			if (request.method === "HEAD" || closing) {
				response.end();
				return;
			}
			response.write(retryFrame(RETRY_MS));
			streams.add(stream);
			options.watch?.opened(audience);
			const recheck = stillAllowed && recheckOften(stream, stillAllowed, options.recheckMs ?? 15_000);
			let end: SubscriptionEnd = "closed";
			try {
				end = await pump(stream, options, { fanOut, audience, after: lastSeen(request) });
			} catch (error) {
				// The headers are out: closing the connection is the answer, and the screen comes back with its last id.
				options.log("warn", "A live stream broke off; the screen will connect again.", { audience, error });
			} finally {
				clearInterval(recheck);
				streams.delete(stream);
				options.watch?.ended(audience, end);
				if (end === "too-slow") response.destroy();
				else response.end();
			}
		},
		endAll() {
			closing = true;
			for (const { response, cut } of streams) {
				if (!response.writableNeedDrain) response.write(retryFrame(500 + Math.random() * RETURN_WITHIN_MS));
				cut.abort();
			}
		},
	};
}

type Reader = { readonly fanOut: FanOut; readonly audience: TickerAudience; readonly after: number | null };

/** Writes what the subscription gives, and waits where the connection is full; what piles up meanwhile is bounded there. */
async function pump(stream: OpenStream, options: StreamsOptions, reader: Reader): Promise<SubscriptionEnd> {
	const { response, cut } = stream;
	const { pool, mostWaiting, mostBehind } = options;
	const subscription = subscribeTicker({
		...reader,
		pool,
		mostWaiting,
		mostBehind,
		signal: cut.signal,
		// The write that it hangs in would last for ever.
		onTooSlow: () => response.destroy(),
	});
	let end: SubscriptionEnd = "closed";
	for (let step = await subscription.next(); ; step = await subscription.next()) {
		if (step.done) {
			end = step.value;
			break;
		}
		if (!response.write(step.value)) await drained(response);
	}
	return end;
}

/** Until the connection takes more, or is gone. */
function drained(response: ServerResponse): Promise<void> {
	if (response.destroyed || !response.writableNeedDrain) return Promise.resolve();
	return new Promise((resolve) => {
		const done = () => {
			response.off("drain", done);
			response.off("close", done);
			resolve();
		};
		response.on("drain", done);
		response.on("close", done);
	});
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

function recheckOften(stream: OpenStream, stillAllowed: () => Promise<boolean>, everyMs: number): NodeJS.Timeout {
	const timer = setInterval(() => {
		stillAllowed().then(
			(allowed) => {
				if (allowed) return;
				if (!stream.response.writableNeedDrain) stream.response.write(endedFrame("revoked"));
				stream.cut.abort();
			},
			// The database is away: that revokes nothing.
			() => undefined,
		);
	}, everyMs);
	timer.unref();
	return timer;
}
