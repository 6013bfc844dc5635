import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type LiveStream, openLiveStream } from "../../src/web/live/live-stream.ts";
import { openTwoClocks, type TwoClocks } from "../support/two-clocks.ts";
import { until } from "../support/until.ts";

/** What the server does with the next connection; the last one stays. */
type Turn = (request: IncomingMessage, response: ServerResponse) => void;

describe("a stream that is kept open", () => {
	let server: Server;
	let turns: Turn[];
	let asked: string[];
	let open: ServerResponse[];
	let clocks: TwoClocks;
	let heard: string[];
	let ended: number;
	let seq: number | null;
	let stream: LiveStream | null;

	beforeEach(async () => {
		[turns, asked, open, heard, ended, seq, stream] = [[], [], [], [], 0, null, null];
		clocks = openTwoClocks();
		server = createServer((request, response) => {
			asked.push(request.url ?? "");
			const turn = turns.length > 1 ? turns.shift() : turns[0];
			turn?.(request, response);
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	});
	afterEach(async () => {
		stream?.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const events =
		(text: string): Turn =>
		(_, response) => {
			open.push(response);
			response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8" }).write(`retry: 200\n\n${text}`);
		};
	const refusal =
		(status: number, headers = {}): Turn =>
		(_, response) =>
			void response.writeHead(status, headers).end("<p>no</p>");

	function follow(accept = true): void {
		const address = server.address();
		if (address === null || typeof address === "string") throw new Error("The server has no port.");
		stream = openLiveStream(
			`http://127.0.0.1:${address.port}/live`,
			{
				onOpen: () => heard.push("open"),
				onEvent: ({ name, text }) => {
					heard.push(`${name} ${text}`);
					return accept;
				},
				seq: () => seq,
				onEnded: () => {
					ended += 1;
				},
			},
			clocks,
		);
	}
	const connections = (count: number) => until(`${count} connections`, () => asked.length >= count);

	test("it comes back where it was, after the server or the network dropped it", async () => {
		turns = [events("event: item\ndata: 1\n\n")];
		follow();
		await until("the item", () => heard.includes("item 1"));
		seq = 41;
		open[0]?.destroy();
		await connections(2);
		seq = 42;
		open[1]?.end();
		await connections(3);
		expect(asked).toEqual(["/live", "/live?after=41", "/live?after=42"]);
	});

	test("where something is missing, it asks again at once for what comes after the last", async () => {
		turns = [events("event: item\ndata: 9\n\n")];
		seq = 5;
		follow(false);
		await connections(2);
		expect(asked[1]).toBe("/live?after=5");
		expect(heard.slice(0, 2)).toEqual(["open", "item 9"]);
	});

	test("our own 'not found' ends it for good", async () => {
		turns = [refusal(404, { "X-Request-Id": "8c1e" })];
		follow();
		await until("the end", () => ended === 1);
		stream?.wake();
		expect(asked).toHaveLength(1);
	});

	test("the server's word ends it for good", async () => {
		turns = [events('event: ended\ndata: {"reason":"revoked"}\n\nevent: item\ndata: 1\n\n')];
		follow();
		await until("the end", () => ended === 1);
		expect(heard).toEqual(["open"]);
	});

	test("a proxy's 'not found', an error and a page of somebody else's end nothing", async () => {
		turns = [
			events(""),
			refusal(404),
			refusal(503),
			(_, response) => void response.writeHead(200, { "Content-Type": "text/html" }).end("<p>Log in to the Wi-Fi</p>"),
			events("event: item\ndata: 1\n\n"),
		];
		follow();
		await connections(1);
		open[0]?.destroy();
		await until("the item", () => heard.includes("item 1"), 60_000);
		expect(ended).toBe(0);
	}, 180_000);

	test("silence is not waited out: two beats missed, and it connects again", async () => {
		turns = [events("event: beat\ndata: 1\n\n")];
		follow();
		await until("the beat", () => heard.includes("beat 1"));
		clocks.run(12_000);
		await connections(2);
	});

	test("what arrives first after a sleep may have waited in a buffer: it is not believed, a new connection is", async () => {
		turns = [events("event: beat\ndata: 1\n\n"), events("event: beat\ndata: 3\n\n")];
		follow();
		await until("the beat", () => heard.includes("beat 1"));
		clocks.sleep(3_600_000);
		open[0]?.write("event: beat\ndata: 2\n\n");
		await until("the new connection's beat", () => heard.includes("beat 3"));
		expect(heard).not.toContain("beat 2");
	});

	test("woken, it doesn't wait; woken while all is well, it stays", async () => {
		turns = [refusal(503), refusal(503), refusal(503), events("event: beat\ndata: 1\n\n")];
		follow();
		await connections(1);
		for (let waking = 2; waking <= 4; waking += 1) {
			await until("a wait", () => {
				stream?.wake();
				return asked.length >= waking;
			});
		}
		await until("the beat", () => heard.includes("beat 1"));
		const before = asked.length;
		stream?.wake();
		clocks.run(7000);
		stream?.wake();
		await connections(before + 1);
		expect(asked).toHaveLength(before + 1);
	});
});
