import type { ServerResponse } from "node:http";
import type { Fault } from "./faults.ts";

const GATEWAY_PAGE =
	"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

/**
 * Plays the faults that look alike on every platform; `answer` is what the client would have got.
 * True where the request is dealt with; false leaves it to the caller (a platform's own refusals have its own bodies).
 */
export function breakWire(fault: Fault, res: ServerResponse, answer: () => string): boolean {
	switch (fault) {
		case "reset-before":
		case "reset-after":
			res.socket?.resetAndDestroy();
			return true;
		case "timeout":
			// Held open on purpose: the client has to give up by itself. The server's close() destroys what is left.
			return true;
		case "html-502":
			res.writeHead(502, { "content-type": "text/html" }).end(GATEWAY_PAGE);
			return true;
		case "truncated":
			sendHalf(res, answer());
			return true;
		case "error-after":
		case "rate-limit":
		case "out-of-credits":
		case "token-expired":
		case "read-lag":
			return false;
		default:
			return fault satisfies never;
	}
}

function sendHalf(res: ServerResponse, body: string): void {
	const bytes = Buffer.from(body);
	res.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": bytes.length });
	res.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
		// end() would wait for the promised length; a destroyed socket is what a dying peer looks like.
		res.socket?.destroy();
	});
}
