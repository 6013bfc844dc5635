import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createNetServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type OutgoingPost, SendTooLate } from "../../src/channel/port.ts";
import { createXChannel } from "../../src/channel/x.ts";
import type { XCredentials } from "../../src/channel/x-credentials.ts";

const KEYS = { appKey: "ak", appSecret: "the-app-secret", accessToken: "1-at", accessSecret: "the-access-secret" };
const POST: OutgoingPost = {
	postId: "p",
	campaignId: "c",
	announcementId: "a",
	language: "en",
	text: "We passed $10,000!",
	picture: null,
};
const TIMEOUT_MS = 300;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function listen(server: Server, scheme = "http"): Promise<string> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket) => {
		sockets.add(socket);
		socket.on("error", () => {}).on("close", () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	cleanUps.push(async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => server.close(resolve));
	});
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("no port");
	return `${scheme}://127.0.0.1:${address.port}`;
}

function channelAt(apiBase: string, credentials: XCredentials = KEYS) {
	const channel = createXChannel({ apiBase, credentials, timeoutMs: TIMEOUT_MS, now: Date.now });
	cleanUps.push(() => channel.close());
	return channel;
}

async function platform(answer: RequestListener): Promise<{ url: string; requests: () => number }> {
	let requests = 0;
	const url = await listen(
		createServer((req, res) => {
			requests += 1;
			req.resume();
			req.on("end", () => answer(req, res));
		}),
	);
	return { url, requests: () => requests };
}

const context = (beforeWrite: () => void = () => {}) => ({ beforeWrite, timeoutMs: TIMEOUT_MS });
async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
	const started = performance.now();
	return [await run(), performance.now() - started];
}

describe("nothing was sent, provably", () => {
	test("where the connection is refused", async () => {
		const server = createNetServer();
		const url = await listen(server);
		await new Promise((resolve) => server.close(resolve));
		expect(await channelAt(url).publish(POST, context())).toMatchObject({
			kind: "retry-later",
			reason: expect.stringContaining("refused"),
		});
	});

	test("where the address has no host", async () => {
		const outcome = await channelAt("http://carillon.invalid:9").publish(POST, { ...context(), timeoutMs: 5_000 });
		expect(outcome).toMatchObject({ kind: "retry-later" });
	});

	test("where the other side never finishes the secure handshake, within the time allowed", async () => {
		let bytes = "";
		const url = await listen(
			createNetServer((socket) => socket.on("data", (chunk) => (bytes += chunk.toString("latin1")))),
			"https",
		);
		const [outcome, ms] = await timed(() => channelAt(url).publish(POST, context()));
		expect(outcome).toMatchObject({ kind: "retry-later", reason: expect.stringContaining("nothing was sent") });
		expect(ms).toBeLessThan(TIMEOUT_MS + 8_000);
		expect(bytes).not.toContain("POST");
	});

	test("where the certificate is not X's", async () => {
		const { key, cert } = selfSigned();
		let requests = 0;
		const server = createTlsServer({ key, cert }, (_req, res) => {
			requests += 1;
			res.end("{}");
		});
		const outcome = await channelAt(await listen(server, "https")).publish(POST, { ...context(), timeoutMs: 5_000 });
		expect(outcome).toMatchObject({ kind: "retry-later", reason: expect.stringContaining("secure connection") });
		expect(requests).toBe(0);
	});

	test("where the send window ran out while connecting", async () => {
		const { url, requests } = await platform((_req, res) => res.end("{}"));
		let asked = 0;
		const outcome = await channelAt(url).publish(
			POST,
			context(() => {
				asked += 1;
				if (asked === 2) throw new SendTooLate("the red button was pressed meanwhile");
			}),
		);
		expect(asked).toBe(2);
		expect(outcome).toMatchObject({ kind: "retry-later" });
		expect(requests()).toBe(0);
	});
});

describe("what cannot be known is unconfirmed, and asked for once", () => {
	test.each<readonly [string, RequestListener]>([
		["a 201 that is no JSON", (_req, res) => res.writeHead(201, { "content-type": "application/json" }).end("{oops")],
		["a 201 without a body", (_req, res) => res.writeHead(201).end()],
		[
			"a 200 page",
			(_req, res) => res.writeHead(200, { "content-type": "text/html" }).end("<html>Log in to the Wi-Fi</html>"),
		],
		["a redirect", (_req, res) => res.writeHead(302, { location: "https://example.com/" }).end()],
		["a 307 to itself", (req, res) => res.writeHead(307, { location: req.url }).end()],
		[
			"a 200 with an error inside",
			(_req, res) => res.writeHead(200, { "content-type": "application/json" }).end('{"errors":[{"title":"x"}]}'),
		],
	])("%s", async (_what, answer) => {
		const { url, requests } = await platform(answer);
		expect(await channelAt(url).publish(POST, context())).toMatchObject({ kind: "unconfirmed" });
		expect(requests()).toBe(1);
	});

	test("an answer that drips for ever ends in time, and so does its connection", async () => {
		let isClosed = () => {};
		const closed = new Promise<void>((resolve) => {
			isClosed = resolve;
		});
		const { url, requests } = await platform((_req, res) => {
			res.writeHead(201, { "content-type": "application/json" });
			const drip = setInterval(() => res.write(" "), 20);
			res.on("close", () => {
				clearInterval(drip);
				isClosed();
			});
		});
		const [outcome, ms] = await timed(() => channelAt(url).publish(POST, context()));
		expect(outcome).toMatchObject({ kind: "unconfirmed" });
		expect(ms).toBeLessThan(TIMEOUT_MS + 8_000);
		expect(requests()).toBe(1);
		await closed;
	});

	test("a compressed answer that is cut off ends at once", async () => {
		const { url } = await platform((_req, res) => {
			const body = gzipSync('{"data":{"id":"1","text":"x"}}');
			res.writeHead(201, {
				"content-type": "application/json",
				"content-encoding": "gzip",
				"content-length": body.length,
			});
			res.write(body.subarray(0, 12), () => res.socket?.destroy());
		});
		const [outcome, ms] = await timed(() => channelAt(url).publish(POST, { ...context(), timeoutMs: 10_000 }));
		expect(outcome).toMatchObject({ kind: "unconfirmed" });
		expect(ms).toBeLessThan(9_000);
	});
});

describe("keys", () => {
	test("that X repeats in its answer go no further", async () => {
		const { url } = await platform((req, res) => {
			const detail = `You are not permitted: ${req.headers.authorization} the-app-secret the-access-secret`;
			res.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ title: "Forbidden", detail }));
		});
		for (const credentials of [KEYS, { bearer: "short-token" }]) {
			const outcome = await channelAt(url, credentials).publish(POST, context());
			expect(outcome).toMatchObject({ kind: "refused" });
			for (const secret of Object.values(credentials)) {
				expect(outcome).toMatchObject({ reason: expect.not.stringMatching(new RegExp(`\\b${secret}\\b`)) });
			}
		}
	});
});

describe("reading back", () => {
	const me = '{"data":{"id":"7","name":"Kids","username":"kids"}}';
	const answering = (timeline: string, status = 200) =>
		platform((req, res) => {
			const isMe = req.url === "/2/users/me";
			res.writeHead(isMe ? 200 : status, { "content-type": "application/json" }).end(isMe ? me : timeline);
		});

	test.each<readonly [string, string]>([
		["an empty object", "{}"],
		["posts missing from the page", '{"data":[],"meta":{"result_count":1}}'],
		["errors beside the posts", '{"meta":{"result_count":0},"errors":[{"title":"Not Found"}]}'],
		["something else", '"maintenance"'],
	])("proves no absence from %s", async (_what, timeline) => {
		const { url } = await answering(timeline);
		expect(await channelAt(url).readBack(POST, Date.now())).toMatchObject({ kind: "unreadable" });
	});

	test("proves no absence where there are pages without end, and stops", async () => {
		const { url, requests } = await answering(
			'{"data":[{"id":"1","text":"other"}],"meta":{"result_count":1,"next_token":"more"}}',
		);
		expect(await channelAt(url).readBack(POST, Date.now())).toMatchObject({ kind: "unreadable" });
		expect(requests()).toBeLessThan(12);
	});

	test("finds a post on a later page, under its own link", async () => {
		const own = '{"id":"22","text":"We passed $10,000!","created_at":"2026-11-22T15:00:01.000Z"}';
		const { url } = await platform((req, res) => {
			const isLater = req.url?.includes("pagination_token=more");
			const page = isLater
				? `{"data":[${own}],"meta":{"result_count":1}}`
				: '{"data":[{"id":"33","text":"We passed $11,000!"}],"meta":{"result_count":1,"next_token":"more"}}';
			res.writeHead(200, { "content-type": "application/json" }).end(req.url === "/2/users/me" ? me : page);
		});
		expect(await channelAt(url).readBack(POST, Date.now())).toEqual({
			kind: "found",
			externalId: "22",
			url: `${url}/i/web/status/22`,
			publishedAt: Date.UTC(2026, 10, 22, 15, 0, 1),
		});
	});

	test("asks who it is only once, and from a little before the attempt on", async () => {
		const asked: string[] = [];
		const { url } = await platform((req, res) => {
			asked.push(req.url ?? "");
			const body = req.url === "/2/users/me" ? me : '{"meta":{"result_count":0}}';
			res.writeHead(200, { "content-type": "application/json" }).end(body);
		});
		const channel = channelAt(url);
		const since = Date.UTC(2026, 10, 22, 15, 0, 0, 750);
		expect(await channel.readBack(POST, since)).toEqual({ kind: "absent" });
		expect(await channel.readBack(POST, since)).toEqual({ kind: "absent" });
		expect(asked.filter((path) => path === "/2/users/me")).toHaveLength(1);
		expect(new URL(asked[1] ?? "", url).searchParams.get("start_time")).toBe("2026-11-22T14:58:00Z");
	});
});

function selfSigned(): { key: Buffer; cert: Buffer } {
	const folder = mkdtempSync(join(tmpdir(), "carillon-tls-"));
	const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
	const subject = ["-subj", "/CN=127.0.0.1", "-days", "2", "-nodes", "-newkey", "rsa:2048"];
	execFileSync("openssl", ["req", "-x509", ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
	const pair = { key: readFileSync(key), cert: readFileSync(cert) };
	rmSync(folder, { recursive: true });
	return pair;
}
