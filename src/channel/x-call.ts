import http from "node:http";
import https from "node:https";
import {
	ApiPartialResponseError,
	ApiRequestError,
	ApiResponseError,
	type IClientSettings,
	type ITwitterApiClientPlugin,
	TwitterApi,
	type TwitterResponse,
} from "twitter-api-v2";
import { type ConnectionTerms, connectFirst, connectionTerms } from "./connect-first.ts";
import type { XAnswer } from "./x-answer.ts";
import type { XCredentials } from "./x-credentials.ts";

/** Idle sockets go after this; servers keep them longer, so that we never write to one they have just closed. */
const IDLE_SOCKET_MS = 10_000;
/** The abort normally ends a call; this is for a promise of the SDK that never settles. */
const GRACE_MS = 250;

/** The hospital's own app at X, which asks for tokens. */
export type XApp = { readonly clientId: string; readonly clientSecret?: string | undefined };

export type XCall = (client: TwitterApi) => Promise<TwitterResponse<unknown>>;
export type XCallOptions = {
	/** For the whole call, connecting included. */
	readonly timeoutMs: number;
	/** Asked at the last moment before bytes can leave, twice where a new connection had to be made; throws to forbid it. */
	readonly beforeWrite?: () => void;
};
export type XCaller = { call(run: XCall, options: XCallOptions): Promise<XAnswer>; close(): void };

/** Makes single calls through twitter-api-v2 and says what came back. Never throws, never sends anything twice. */
export function createXCaller(credentials: XCredentials | XApp, apiBase: string | undefined): XCaller {
	const origin = apiBase === undefined ? null : new URL(apiBase).origin;
	const agent = keepAliveAgent(origin?.startsWith("http:") ?? false);
	const newClient = (settings: Partial<IClientSettings>) => {
		if ("bearer" in credentials) return new TwitterApi(credentials.bearer, settings);
		if ("clientId" in credentials) return new TwitterApi({ ...credentials }, settings);
		return new TwitterApi(credentials, settings);
	};

	async function call(run: XCall, options: XCallOptions): Promise<XAnswer> {
		const wire = wireOf(origin, options);
		// Uncompressed: a broken compressed answer leaves the SDK's promise pending for ever.
		const settings = { httpAgent: agent, plugins: [wire.plugin], compression: "identity" as const };
		const ending = Promise.resolve()
			.then(() => run(newClient(settings)))
			.then(({ data, headers }): XAnswer => ({ kind: "answered", status: 200, body: data, headers }))
			.catch((error: unknown) => wire.explain(error));
		return await withinDeadline(ending, options.timeoutMs + GRACE_MS);
	}

	return { call, close: () => agent.destroy() };
}

/** The SDK always calls https.request; with an http agent that speaks plain http, which the sandbox needs. */
function keepAliveAgent(isPlain: boolean): http.Agent {
	const options = { keepAlive: true, timeout: IDLE_SOCKET_MS };
	if (isPlain) return connectFirst(new http.Agent(options), "connect");
	return connectFirst(new https.Agent(options), "secureConnect");
}

type Wire = { readonly plugin: ITwitterApiClientPlugin; explain(error: unknown): XAnswer };

/** One call's plugin: redirects it, bounds it, asks the gate, and remembers how far it got. */
function wireOf(origin: string | null, { timeoutMs, beforeWrite }: XCallOptions): Wire {
	let isMade = false;
	let isForbidden = false;

	function askGate(): void {
		try {
			beforeWrite?.();
		} catch (error) {
			isForbidden = true;
			throw error;
		}
	}

	const plugin: ITwitterApiClientPlugin = {
		onBeforeRequestConfig({ params }) {
			if (origin === null) return;
			const { pathname, search } = new URL(params.url);
			params.url = origin + pathname + search;
		},
		onBeforeRequest({ requestOptions }) {
			// The SDK has no timeout of its own, and a socket's is about idleness only: the signal bounds the whole call.
			const signal = AbortSignal.timeout(timeoutMs);
			const terms: ConnectionTerms = { gate: askGate, signal };
			Object.assign(requestOptions, { timeout: timeoutMs, signal, [connectionTerms]: terms });
			askGate();
			isMade = true;
		},
	};
	return { plugin, explain: (error) => (isForbidden ? { kind: "too-late" } : explain(error, isMade)) };
}

function explain(error: unknown, isMade: boolean): XAnswer {
	if (error instanceof ApiResponseError) {
		return { kind: "answered", status: error.code, body: error.data, headers: error.headers };
	}
	if (error instanceof ApiPartialResponseError) {
		return { kind: "cut-off", status: error.response.statusCode ?? null };
	}
	const cause = error instanceof ApiRequestError ? lostCause(error) : error;
	// A request gets its socket once that is connected: without one, nothing was sent.
	const sent = isMade && !(error instanceof ApiRequestError && !error.request.socket);
	const message = cause instanceof Error ? cause.message : "";
	return { kind: "failed", code: codeOf(cause), message, sent };
}

/** In 1.29.1 `requestError` is always undefined: the cause is kept under another name, in a hidden property. */
function lostCause(error: ApiRequestError): unknown {
	const options: unknown = Object.getOwnPropertyDescriptor(error, "_options")?.value;
	return (
		error.requestError ?? (typeof options === "object" && options !== null && "error" in options ? options.error : null)
	);
}

function codeOf(cause: unknown): string | null {
	if (typeof cause !== "object" || cause === null || !("code" in cause)) return null;
	// An abort's code is a number in the DOM's exceptions, a string in Node's.
	if (cause instanceof Error && (cause.name === "AbortError" || cause.name === "TimeoutError")) return "ABORT_ERR";
	return typeof cause.code === "string" ? cause.code : null;
}

async function withinDeadline(ending: Promise<XAnswer>, ms: number): Promise<XAnswer> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<XAnswer>((resolve) => {
		timer = setTimeout(
			() => resolve({ kind: "failed", code: "ABORT_ERR", message: "No end in time.", sent: true }),
			ms,
		);
	});
	try {
		return await Promise.race([ending, late]);
	} finally {
		clearTimeout(timer);
	}
}
