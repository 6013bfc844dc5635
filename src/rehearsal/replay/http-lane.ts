import { connect, type Socket } from "node:net";

export type HttpLane = {
	/** Sends one request and gives the answer's status. One at a time. @throws where the connection fails before a whole answer. */
	post(headers: string, body: string): Promise<number>;
	close(): void;
};

type Waiting = { readonly resolve: (status: number) => void; readonly reject: (error: Error) => void };

/**
 * One kept HTTP/1.1 connection that posts to one path. node:http's client takes 0.18 ms of a core for each request; a replay that
 * measures the server on the same machine can't spend that, and this takes a quarter.
 */
export function openHttpLane(target: { host: string; port: number; path: string }, answerWithinMs: number): HttpLane {
	const requestLine = `POST ${target.path} HTTP/1.1\r\nhost: ${target.host}:${target.port}\r\n`;
	let socket: Socket | null = null;
	let waiting: Waiting | null = null;
	let received = "";

	const drop = (reason: string) => {
		socket?.destroy();
		socket = null;
		received = "";
		const lost = waiting;
		waiting = null;
		lost?.reject(new Error(reason));
	};
	const take = (text: string) => {
		received += text;
		const answer = readAnswer(received);
		if (answer === null) return;
		received = "";
		const served = waiting;
		waiting = null;
		if (answer.closes) drop("closed");
		served?.resolve(answer.status);
	};
	const open = (): Socket => {
		const fresh = connect({ host: target.host, port: target.port, noDelay: true });
		fresh.setEncoding("latin1");
		fresh.setTimeout(answerWithinMs);
		// What an older connection still says is no word about the present one.
		const own = (what: () => void) => () => {
			if (socket === fresh) what();
		};
		fresh.on("data", (text: string) => {
			if (socket === fresh) take(text);
		});
		fresh.on("error", (error: NodeJS.ErrnoException) => own(() => drop(error.code ?? error.message))());
		fresh.on(
			"close",
			own(() => drop("the connection was closed")),
		);
		fresh.on(
			"timeout",
			own(() => drop(`no answer within ${answerWithinMs / 1000} s`)),
		);
		return fresh;
	};
	return {
		post: (headers, body) =>
			new Promise((resolve, reject) => {
				waiting = { resolve, reject };
				socket ??= open();
				socket.write(`${requestLine}content-length: ${Buffer.byteLength(body)}\r\n${headers}\r\n\r\n${body}`);
			}),
		close: () => drop("closed"),
	};
}

/** Null while the answer isn't whole. The body itself is of no interest. */
function readAnswer(text: string): { readonly status: number; readonly closes: boolean } | null {
	const headEnd = text.indexOf("\r\n\r\n");
	if (headEnd < 0) return null;
	const head = text.slice(0, headEnd).toLowerCase();
	const status = Number(head.slice(9, 12));
	const closes = head.includes("\r\nconnection: close");
	const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
	const isWhole =
		length === undefined
			? status === 204 || !head.includes("\r\ntransfer-encoding: chunked") || text.endsWith("\r\n0\r\n\r\n")
			: text.length >= headEnd + 4 + Number(length);
	return isWhole ? { status, closes } : null;
}
