import { Agent, createServer, get, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { silentLog } from "../../src/log.ts";
import { openTickerFeeds, type TickerFeeds } from "../../src/ticker/feeds.ts";
import { openTickerStreams, type TickerStreams } from "../../src/ticker/sse-route.ts";
import { aCampaign } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { appendEntry, storeCampaign } from "../support/ledger-entries.ts";
import { until } from "../support/until.ts";

const campaign = aCampaign({ closesAt: Date.now() + 86_400_000 });

let database: TestDatabase;
let feeds: TickerFeeds;
let streams: TickerStreams;
let port: number;
let close: () => Promise<void>;
/** What a test does to the answer before the stream takes it. */
let meddle: (response: ServerResponse) => void;
const clients: Client[] = [];

beforeEach(async () => {
	database = await openTestDatabase();
	await storeCampaign(database.pool, campaign);
	meddle = () => undefined;
	feeds = await openTickerFeeds({ pool: database.pool, url: database.url, log: silentLog, beatMs: 60_000 });
	streams = openTickerStreams({ pool: database.pool, log: silentLog });
	const server = createServer(async (request, response) => {
		if (request.url === "/plain") {
			response.end("plain");
			return;
		}
		meddle(response);
		await streams.open(request, response, await feeds.of(campaign.id), { audience: "page" });
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	port = (server.address() as AddressInfo).port;
	close = async () => {
		streams.endAll();
		await new Promise((resolve) => server.close(resolve));
		await feeds.close();
	};
});

afterEach(async () => {
	for (const { socket } of clients.splice(0)) socket.destroy();
	await close();
	await database.drop();
});

type Client = { readonly socket: Socket; text(): string; isOver(): boolean };

/** A client that shows the very bytes. */
function ask(request: string): Client {
	let text = "";
	let over = false;
	const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, () => socket.write(request));
	socket.setEncoding("utf8");
	socket.on("data", (part: string) => {
		text += part;
	});
	socket.on("end", () => {
		over = true;
	});
	socket.on("error", () => undefined);
	const client: Client = { socket, text: () => text, isOver: () => over };
	clients.push(client);
	return client;
}

async function askLive(request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"): Promise<Client> {
	const client = ask(request);
	await until("the stream", () => client.text().includes("event: beat"));
	return client;
}

/** Takes the lengths out of a chunked body, and says whether they were right. */
function unchunk(text: string): { body: string; isEnded: boolean } {
	let rest = text.slice(text.indexOf("\r\n\r\n") + 4);
	let body = "";
	while (rest !== "") {
		const [head = ""] = rest.split("\r\n", 1);
		const length = Number.parseInt(head, 16);
		if (length === 0) return { body, isEnded: rest === "0\r\n\r\n" };
		const piece = rest.slice(head.length + 2, head.length + 2 + length);
		if (!rest.startsWith("\r\n", head.length + 2 + length)) throw new Error("A piece is not as long as it says.");
		body += piece;
		rest = rest.slice(head.length + 4 + length);
	}
	return { body, isEnded: false };
}

describe("the stream on the wire", () => {
	test("is chunked for HTTP/1.1, piece by piece, and ends as such when the process stops", async () => {
		const client = await askLive();
		await appendEntry(database.pool, campaign);
		await until("the item", () => client.text().includes("event: item"));
		streams.endAll();
		await until("the end", client.isOver);
		const { body, isEnded } = unchunk(client.text());
		expect(isEnded).toBe(true);
		expect(body.match(/^(event|retry)/gm)).toEqual(["retry", "event", "event", "event", "retry"]);
		expect(client.text().toLowerCase()).toContain("transfer-encoding: chunked");
	});

	test("is bare for HTTP/1.0, where the end of the connection is the end", async () => {
		const client = await askLive("GET / HTTP/1.0\r\n\r\n");
		await appendEntry(database.pool, campaign);
		await until("the item", () => client.text().includes("event: item"));
		streams.endAll();
		await until("the end", client.isOver);
		const [head = "", ...body] = client.text().split("\r\n\r\n");
		expect(head.toLowerCase()).not.toContain("transfer-encoding");
		expect(body.join("")).toMatch(/^retry: 1500\n\nid: 0\nevent: snapshot\n/);
		expect(body.join("")).not.toContain("\r");
	});

	test("goes on where this Node is built otherwise and keeps the socket: all that differs is memory", async () => {
		meddle = (response) => Object.assign(response, { detachSocket: undefined });
		const client = await askLive();
		await appendEntry(database.pool, campaign);
		await until("the item", () => client.text().includes("event: item"));
		streams.endAll();
		await until("the end", client.isOver);
		expect(unchunk(client.text()).isEnded).toBe(true);
		await until("nobody", () => streams.count() === 0);
	});

	test("comes on a connection that has answered something else before", async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const fetchOn = (path: string) =>
			new Promise<string>((resolve, reject) => {
				const request = get({ port, host: "127.0.0.1", path, agent }, (response) => {
					let text = "";
					response.on("data", (part) => {
						text += part;
						if (text.includes("event: beat")) request.destroy();
					});
					response.on("error", () => undefined);
					response.on("close", () => resolve(text));
				});
				request.on("error", reject);
			});
		expect(await fetchOn("/plain")).toBe("plain");
		expect(await fetchOn("/")).toContain("event: snapshot");
		agent.destroy();
	});

	test("asked for behind another answer on the same connection, it ends at once", async () => {
		const client = ask("GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
		await until("the first stream", () => client.text().includes("event: beat"));
		expect(streams.count()).toBe(1);
	});
});

test("Node's HTTP server has let go of a live stream: its memory is what a thousand screens cost most", async () => {
	const answers: ServerResponse[] = [];
	meddle = (response) => answers.push(response);
	await askLive();
	expect(answers.map(({ socket }) => socket)).toEqual([null]);
});

describe("a screen that goes", () => {
	test.each([
		["closes its connection", (socket: Socket) => socket.destroy()],
		["says that it will send no more", (socket: Socket) => socket.end()],
		["resets it", (socket: Socket) => socket.resetAndDestroy()],
	])("is forgotten once it %s", async (_how, leave) => {
		const [stays, goes] = [await askLive(), await askLive()];
		const fanOut = await feeds.of(campaign.id);
		expect([streams.count(), fanOut.readers()]).toEqual([2, 2]);
		leave(goes.socket);
		await until("one reader", () => streams.count() === 1 && fanOut.readers() === 1);
		await appendEntry(database.pool, campaign);
		await until("the item", () => stays.text().includes("event: item"));
	});

	test("what a client sends after its request is not read as another one", async () => {
		const client = await askLive();
		client.socket.write("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n");
		await appendEntry(database.pool, campaign);
		await until("the item", () => client.text().includes("event: item"));
		expect(client.text()).not.toContain("plain");
		expect(client.isOver()).toBe(false);
	});
});
