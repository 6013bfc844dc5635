import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Listening = {
	readonly port: number;
	/** As somebody on this machine opens it. */
	readonly url: string;
	/** Takes no new request, ends the streams, waits for what is being answered, and after the deadline closes the rest. */
	close(): Promise<void>;
};

export type ListenOptions = {
	readonly host: string;
	/** 0: any free one. */
	readonly port: number;
	/** Where the port is taken, try the next ones (at most 20). */
	readonly nextFree?: boolean;
	/** Ends what would otherwise last for ever: live streams. */
	readonly endStreams?: () => void;
	/** Milliseconds that requests get to end in. */
	readonly deadlineMs?: number;
};

const MOST_TRIES = 20;

/** @throws Error that says what to do where the port cannot be had. */
export async function listenOn(app: RequestListener, options: ListenOptions): Promise<Listening> {
	const server = createServer(app);
	// Longer than load balancers keep an idle connection (60 s on most), else they send into one that we just closed.
	server.keepAliveTimeout = 65_000;
	server.headersTimeout = 66_000;
	// For the whole request to arrive; a stream's answer may last as long as it likes.
	server.requestTimeout = 30_000;
	const port = await takePort(server, options);
	const shown = ["0.0.0.0", "::", ""].includes(options.host) ? "localhost" : options.host;
	const inUrl = shown.includes(":") ? `[${shown}]` : shown;
	return {
		port,
		url: `http://${inUrl}:${port}`,
		close: () => closeServer(server, options.endStreams, options.deadlineMs ?? 10_000),
	};
}

async function takePort(server: Server, { host, port, nextFree }: ListenOptions): Promise<number> {
	const tries = nextFree && port !== 0 ? MOST_TRIES : 1;
	for (let tried = 0; tried < tries; tried += 1) {
		try {
			return await tryPort(server, host, port + tried);
		} catch (error) {
			if (codeOf(error) !== "EADDRINUSE") throw new Error(whyNot(codeOf(error), host, port + tried), { cause: error });
		}
	}
	throw new Error(
		tries > 1
			? `Ports ${port} to ${port + tries - 1} on ${host} are all taken. Choose another with PORT.`
			: `Port ${port} on ${host} is taken by another program. Stop that program, or choose another port with PORT.`,
	);
}

function tryPort(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, host, () => {
			server.off("error", reject);
			const address = server.address() as AddressInfo;
			resolve(address.port);
		});
	});
}

function whyNot(code: string, host: string, port: number): string {
	if (code === "EACCES") return `Port ${port} needs rights this user doesn't have. Choose one above 1023 with PORT.`;
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${host} is no address of this machine. Correct HOST.`;
	return `Port ${port} on ${host} cannot be opened (${code || "unknown reason"}).`;
}

function codeOf(error: unknown): string {
	return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

async function closeServer(server: Server, endStreams: (() => void) | undefined, deadlineMs: number): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	endStreams?.();
	// A connection that has just answered its last request idles and would hold us up.
	const sweep = setInterval(() => server.closeIdleConnections(), 50);
	const deadline = setTimeout(() => server.closeAllConnections(), deadlineMs);
	await closed;
	clearInterval(sweep);
	clearTimeout(deadline);
}
