import { get, type IncomingMessage } from "node:http";

export type SseEvent = { readonly id: string | null; readonly event: string; readonly body: unknown };

/** A reader of server-sent events with a plain HTTP client, so that a test decides when it reads and when it goes. */
export type SseReader = {
	readonly events: SseEvent[];
	readonly headers: IncomingMessage["headers"];
	readonly status: number;
	lastId(): number | null;
	/** True until the server or the test ended it. */
	isOpen(): boolean;
	pause(): void;
	resume(): void;
	leave(): void;
};

export function readSse(
	url: string,
	lastEventId: number | null = null,
	given: Readonly<Record<string, string>> = {},
): Promise<SseReader> {
	const headers = { ...given, ...(lastEventId !== null && { "Last-Event-ID": String(lastEventId) }) };
	return new Promise((resolve, reject) => {
		const request = get(url, { headers, agent: false }, (response) => {
			const events: SseEvent[] = [];
			let open = true;
			let rest = "";
			let lastId: number | null = lastEventId;
			response.setEncoding("utf8");
			response.on("data", (text: string) => {
				const frames = (rest + text).split("\n\n");
				rest = frames.pop() ?? "";
				for (const frame of frames) {
					const event = parseFrame(frame);
					if (!event) continue;
					if (event.id !== null) lastId = Number(event.id);
					events.push(event);
				}
			});
			response.on("close", () => {
				open = false;
			});
			response.on("error", () => undefined);
			resolve({
				events,
				headers: response.headers,
				status: response.statusCode ?? 0,
				lastId: () => lastId,
				isOpen: () => open,
				pause: () => response.pause(),
				resume: () => response.resume(),
				leave: () => request.destroy(),
			});
		});
		request.on("error", reject);
	});
}

function parseFrame(frame: string): SseEvent | null {
	const fields = new Map(
		frame.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
	);
	const body = fields.get("data");
	return body === undefined
		? null
		: { id: fields.get("id") ?? null, event: fields.get("event") ?? "message", body: JSON.parse(body) };
}
