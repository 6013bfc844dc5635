import { type AddressInfo, createServer, type Server } from "node:net";

/** As much of a mail server as a test needs: takes mails, or answers as it is told. */
export type MailSink = {
	readonly url: string;
	readonly mails: string[];
	answer: string | null;
	/** To what it answers so: to a recipient, unless told otherwise. */
	answersTo: RegExp;
	/** How long it thinks about each recipient. */
	slowMs: number;
	close(): Promise<void>;
};

export async function startMailSink(): Promise<MailSink> {
	const mails: string[] = [];
	const sink = { mails, answer: null as string | null, answersTo: /^RCPT/, slowMs: 0 };
	const server: Server = createServer((socket) => {
		let inBody = false;
		let body = "";
		socket.on("error", () => undefined);
		socket.write("220 sink\r\n");
		socket.on("data", (chunk) => {
			for (const line of chunk.toString("utf8").split("\r\n")) {
				if (inBody) {
					if (line === ".") {
						inBody = false;
						mails.push(body);
						body = "";
						socket.write("250 taken\r\n");
					} else body += `${line}\n`;
				} else if (sink.answer !== null && sink.answersTo.test(line)) socket.write(`${sink.answer}\r\n`);
				else if (/^DATA/.test(line)) {
					inBody = true;
					socket.write("354 go on\r\n");
				} else if (/^QUIT/.test(line)) socket.end("221 bye\r\n");
				else if (/^RCPT/.test(line) && sink.slowMs > 0) setTimeout(() => socket.write("250 ok\r\n"), sink.slowMs);
				else if (line !== "") socket.write("250 ok\r\n");
			}
		});
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`;
	return Object.assign(sink, { url, close: () => new Promise<void>((closed) => server.close(() => closed())) });
}
