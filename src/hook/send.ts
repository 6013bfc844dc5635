import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { useAgent as filteringAgent } from "request-filtering-agent";
import { Webhook } from "standardwebhooks";

export type Outgoing = {
	readonly address: URL;
	/** The newest first; each signs. */
	readonly secrets: readonly string[];
	readonly messageId: string;
	readonly body: string;
};

export type Answered = {
	/** Null: no answer. */
	readonly status: number | null;
	readonly tookMs: number;
	/** The beginning of what came back, or why nothing did. Not scrubbed yet. */
	readonly answer: string;
};

const TIMEOUT_MS = 15_000;
/** More of an answer nobody reads. */
const MOST_BYTES = 4_096;

/**
 * One signed POST (standardwebhooks.com). Never throws. No redirect is followed; the agent looks at the address that the name led to
 * when the socket is opened, so a name that changes its mind leads nowhere inside either.
 */
export async function send(outgoing: Outgoing, allowsLocal: boolean): Promise<Answered> {
	const started = performance.now();
	const tookMs = () => Math.round(performance.now() - started);
	try {
		const { status, text } = await post(outgoing, allowsLocal);
		return { status, tookMs: tookMs(), answer: text };
	} catch (error) {
		return { status: null, tookMs: tookMs(), answer: reasonOf(error) };
	}
}

function post({ address, secrets, messageId, body }: Outgoing, allowsLocal: boolean) {
	const at = new Date();
	const signature = secrets.map((secret) => new Webhook(secret).sign(messageId, at, body)).join(" ");
	const agent = filteringAgent(address.href, { allowPrivateIPAddress: allowsLocal, keepAlive: false });
	return new Promise<{ status: number; text: string }>((resolve, reject) => {
		const sending = (address.protocol === "https:" ? httpsRequest : httpRequest)(
			address,
			{
				method: "POST",
				agent,
				// The whole exchange, name look-up and slow answers included.
				signal: AbortSignal.timeout(TIMEOUT_MS),
				headers: {
					"Content-Type": "application/json",
					"Content-Length": Buffer.byteLength(body),
					"User-Agent": "Carillon",
					"webhook-id": messageId,
					"webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
					"webhook-signature": signature,
				},
			},
			(response) => readStart(response).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject),
		);
		sending.on("error", reject);
		sending.end(body);
	});
}

function readStart(response: IncomingMessage): Promise<string> {
	return new Promise((resolve, reject) => {
		const parts: Buffer[] = [];
		let size = 0;
		const done = () => resolve(Buffer.concat(parts).subarray(0, MOST_BYTES).toString("utf8"));
		response.on("data", (part: Buffer) => {
			parts.push(part);
			size += part.length;
			if (size < MOST_BYTES) return;
			done();
			response.destroy();
		});
		response.on("end", done);
		response.on("error", (error) => (size >= MOST_BYTES ? done() : reject(error)));
	});
}

/** Node's code for it in words; never its message, which may quote the address. */
function reasonOf(error: unknown): string {
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	if (
		error instanceof Error &&
		(error.name === "TimeoutError" || error.name === "AbortError" || code === "ABORT_ERR")
	) {
		return "No answer within 15 seconds.";
	}
	if (error instanceof Error && /is not allowed/.test(error.message)) {
		return "Not sent: the address leads into a private network.";
	}
	if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "The name in the address is not known.";
	if (code === "ECONNREFUSED") return "Nobody takes connections at this address.";
	if (code === "ECONNRESET" || code === "EPIPE") return "The connection was closed before an answer came.";
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return "Its certificate can't be trusted.";
	return "The receiver could not be reached.";
}
