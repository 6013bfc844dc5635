import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What Node's HTTP server keeps on a connection; not part of its types. */
type Parser = { unconsume(): void; remove(): void; close(): void };
type HttpSocket = Socket & { parser?: Partial<Parser> | null };

const OF_HTTP = ["data", "end", "close", "drain", "error", "timeout", "pause", "resume"];

/**
 * The connection of an answer whose head is out, for whoever writes the rest of it bare. Node's HTTP server lets go of it, as it does
 * after an Upgrade: parser, request, response and all that Express hung on them are 20 KB for each of ten thousand screens. There is
 * no public way to ask for that without an Upgrade header; where this Node is built otherwise, they stay, and everything still works.
 * Must not be called while the request is being parsed: the parser would end under its own feet. Null where the connection is gone.
 */
export function takeSocket(response: ServerResponse): Socket | null {
	const socket: HttpSocket | null = response.socket;
	if (socket === null || socket.destroyed) return null;
	const { parser } = socket;
	if (isParser(parser) && typeof response.detachSocket === "function") {
		response.detachSocket(socket);
		for (const event of OF_HTTP) socket.removeAllListeners(event);
		parser.unconsume();
		parser.remove();
		socket.parser = null;
		setImmediate(() => parser.close());
		// Nothing is expected any more, and the end has to be seen.
		socket.resume();
	}
	socket.setTimeout(0);
	socket.setNoDelay(true);
	socket.on("error", hungUp);
	socket.on("end", hungUp);
	return socket;
}

function isParser(parser: HttpSocket["parser"]): parser is Parser {
	return (
		typeof parser?.unconsume === "function" && typeof parser.remove === "function" && typeof parser.close === "function"
	);
}

function hungUp(this: Socket): void {
	this.destroy();
}
