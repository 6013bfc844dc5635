import { AsyncLocalStorage } from "node:async_hooks";
import { type ClientRequestArgs, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { AxiosError, AxiosResponse, AxiosStatic, InternalAxiosRequestConfig } from "axios";
import { type ConnectionTerms, connectFirst, connectionTerms } from "./connect-first.ts";

/** What came of one HTTP call, seen at the wire: the SDK's own errors lose the cause and carry the token. */
export type WireAnswer =
	| { readonly kind: "answered"; readonly status: number; readonly headers: WireHeaders; readonly body: string }
	/** No byte of the request can have left: `beforeWrite` forbade it. */
	| { readonly kind: "forbidden" }
	/** No byte of the request can have left: the connection never came to stand. `code` is Node's, "ENOTFOUND" for one. */
	| { readonly kind: "never-left"; readonly code: string }
	/** The request was on its way when the answer got lost. */
	| { readonly kind: "lost"; readonly code: string };

/** Names in lower case. */
export type WireHeaders = Readonly<Record<string, string>>;

export type WireSettings = {
	/** Where Graph is, without a slash at the end. */
	readonly graphBase: string;
	/** For the whole call, connecting and reading included; milliseconds. */
	readonly timeoutMs: number;
	readonly beforeWrite: () => void;
	/** Whether HTTPS_PROXY and the like are followed. */
	readonly proxyFromEnvironment: boolean;
};

/** One call under way. It travels with the async context, so that channels with different bases can share the SDK's globals. */
type WireCall = WireSettings & {
	readonly abort: AbortController;
	/** "idle": not handed to a socket yet. "connecting": a new socket, not open yet. "open": bytes may be leaving. */
	stage: "idle" | "connecting" | "open";
	forbidden: boolean;
	status: number | null;
	headers: WireHeaders;
	body: string;
	failure: string | null;
};

type ConnectionOptions = ClientRequestArgs & { [connectionTerms]?: ConnectionTerms };

const DEADLINE = "deadline";
const LARGEST_ANSWER = 4_000_000;

const underWay = new AsyncLocalStorage<WireCall>();

/** The base of the call under way in this async context; null outside of one. */
export const currentGraphBase = (): string | null => underWay.getStore()?.graphBase ?? null;

/** Runs `send` and tells what happened on the wire, whatever `send` resolves to or throws. Never throws. */
export async function observeCall(settings: WireSettings, send: () => Promise<unknown>): Promise<WireAnswer> {
	const call: WireCall = {
		...settings,
		abort: new AbortController(),
		stage: "idle",
		forbidden: false,
		status: null,
		headers: {},
		body: "",
		failure: null,
	};
	// axios' own timeout counts idle time only: a server that drips a byte a second would hold it forever.
	let timer: NodeJS.Timeout | undefined;
	const deadline = new Promise<WireAnswer>((resolve) => {
		timer = setTimeout(() => {
			call.failure = DEADLINE;
			resolve(summary({ ...call, status: null }));
			call.abort.abort();
		}, settings.timeoutMs);
	});
	const sent = underWay
		.run(call, async () => send())
		.then(
			() => summary(call),
			() => summary(call),
		);
	return Promise.race([sent, deadline]).finally(() => clearTimeout(timer));
}

function summary(call: WireCall): WireAnswer {
	if (call.status !== null) return { kind: "answered", status: call.status, headers: call.headers, body: call.body };
	if (call.forbidden) return { kind: "forbidden" };
	const code = call.failure ?? "no answer";
	return call.stage === "open" ? { kind: "lost", code } : { kind: "never-left", code };
}

/**
 * Sets up the one axios that the SDK uses. Only calls made within `observeCall` are touched.
 * Closes what the SDK leaves open: no time limit, redirects of a POST followed as GET and taken for success, proxies from
 * the environment, a lost cause.
 */
export function watchAxios(axios: AxiosStatic): void {
	axios.interceptors.request.use(prepare, null, { synchronous: true });
	axios.interceptors.response.use(keepAnswer, keepFailure);
}

// Idle sockets are closed well before a platform would: a socket cut just as it is used again looks like a lost answer.
const KEEP_ALIVE = { keepAlive: true, timeout: 15_000, maxFreeSockets: 4 };
const httpAgent = watchConnecting(new HttpAgent(KEEP_ALIVE), "connect");
const httpsAgent = watchConnecting(new HttpsAgent(KEEP_ALIVE), "secureConnect");

/** The last code of ours before the request is written. */
function prepare(config: InternalAxiosRequestConfig): InternalAxiosRequestConfig {
	const call = underWay.getStore();
	if (call === undefined) return config;
	askLeave(call);
	// Right for a connection that is reused; a new one says "connecting" as soon as it begins.
	call.stage = "open";
	return Object.assign(config, {
		httpAgent,
		httpsAgent,
		signal: call.abort.signal,
		maxRedirects: 0,
		maxContentLength: LARGEST_ANSWER,
		...(call.proxyFromEnvironment ? {} : { proxy: false }),
		transformResponse: (body: unknown) => {
			call.body = typeof body === "string" ? body : "";
			return parsed(call.body);
		},
	});
}

function keepAnswer(response: AxiosResponse): AxiosResponse {
	const call = underWay.getStore();
	if (call !== undefined) {
		const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
		call.status = response.status;
		call.headers = Object.fromEntries(headers);
	}
	return response;
}

function keepFailure(error: AxiosError): Promise<never> {
	const call = underWay.getStore();
	if (call !== undefined && error.response !== undefined) keepAnswer(error.response);
	else if (call !== undefined) call.failure ??= error.code ?? error.name;
	return Promise.reject(error);
}

/**
 * Refused connections, unknown hosts, wrong certificates and silence while connecting have one thing in common: nothing was
 * written yet. And however long connecting took, leave to send is asked for again after it: the red button does not wait.
 */
function watchConnecting<A extends HttpAgent>(agent: A, established: "connect" | "secureConnect"): A {
	const connect = connectFirst(agent, established).createConnection.bind(agent);
	agent.createConnection = (options: ConnectionOptions, done) => {
		const call = underWay.getStore();
		if (call === undefined) return connect(options, done);
		call.stage = "connecting";
		const gate = () => {
			askLeave(call);
			call.stage = "open";
		};
		const gated: ConnectionOptions = { ...options, [connectionTerms]: { gate, signal: call.abort.signal } };
		return connect(gated, done);
	};
	return agent;
}

function askLeave(call: WireCall): void {
	try {
		call.beforeWrite();
	} catch (error) {
		call.forbidden = true;
		throw error;
	}
}

/** Always an object: the SDK writes into what it gets, and throws away the evidence where it can't. */
function parsed(body: string): unknown {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === "object" && value !== null ? value : {};
	} catch {
		return {};
	}
}
