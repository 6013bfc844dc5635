import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { type AppParts, createApp } from "../../src/http/app.ts";
import { healthRoutes } from "../../src/http/health.ts";
import { metricsRoute } from "../../src/http/metrics-route.ts";
import { Refusal } from "../../src/http/problem.ts";
import type { Route } from "../../src/http/route-table.ts";
import { type Listening, listenOn } from "../../src/http/server.ts";
import type { Log } from "../../src/log.ts";

const open: Listening[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map((one) => one.close()));
});

const FORM = "application/x-www-form-urlencoded";
const THINGS: Route = {
	method: "post",
	path: "/things",
	takes: { type: "json", mostBytes: 100 },
	handle: (request) => ({ kind: "json", status: 201, body: request.body }),
};
const routes: Route[] = [
	THINGS,
	{ method: "get", path: "/hello/:name", handle: () => ({ kind: "json", status: 200, body: { hello: true } }) },
	{
		method: "get",
		path: "/taken",
		handle: () => {
			throw new Refusal("conflict", "This name is taken. Choose another.");
		},
	},
	{ method: "get", path: "/broken", handle: () => Promise.reject(new Error("password=hunter2 at /home/x/secret.ts")) },
	{
		method: "get",
		path: "/database-away",
		handle: () => Promise.reject(Object.assign(new Error("connect"), { code: "ECONNREFUSED" })),
	},
];

async function serve(parts: Partial<AppParts> = {}): Promise<string> {
	const app = createApp({ routes, log: () => undefined, ...parts });
	const listening = await listenOn(app, { host: "127.0.0.1", port: 0 });
	open.push(listening);
	return listening.url;
}

function post(url: string, body: string, type = "application/json"): Promise<Response> {
	return fetch(`${url}/things`, { method: "POST", body, headers: { "Content-Type": type } });
}

describe("errors in plain words", () => {
	test.each([
		["/nowhere", 404, "not-found"],
		["/taken", 409, "conflict"],
		["/hello/%E0%A4%A", 400, "bad-request"],
		["/hello/a%00b", 404, "not-found"],
		["/hello/a?lang=%00", 400, "bad-request"],
		["/database-away", 503, "unavailable"],
		["/broken", 500, "internal"],
	])("GET %s is %d %s", async (path, status, code) => {
		const answer = await fetch(`${await serve()}${path}`);
		expect(answer.status).toBe(status);
		expect(answer.headers.get("content-type")).toContain("application/problem+json");
		const body = await answer.text();
		expect(JSON.parse(body)).toMatchObject({ status, code, requestId: answer.headers.get("x-request-id") });
		expect(body).not.toMatch(/hunter2|secret|\.ts\b|\n\s+at /);
	});

	test("bodies that are too large, broken, or of the wrong type", async () => {
		const url = await serve();
		expect((await post(url, `{"a":"${"x".repeat(200)}"}`)).status).toBe(413);
		expect((await post(url, "{broken")).status).toBe(400);
		expect((await post(url, "a=1", "application/x-www-form-urlencoded")).status).toBe(415);
		const good = await post(url, '{"a":1}');
		expect([good.status, await good.json()]).toEqual([201, { a: 1 }]);
	});

	test("what no database keeps is left out of texts, and the rest of them stays", async () => {
		const sent = String.raw`{"name":"Al\u0000ba \ud83d\udd14 \ud83d","amounts":[1,"\u0000"]}`;
		expect(await (await post(await serve(), sent)).json()).toEqual({ name: "Alba 🔔 \ufffd", amounts: [1, ""] });
		const form = await post(await serve({ routes: [{ ...THINGS, takes: { type: "form" } }] }), "name=Al%00ba", FORM);
		expect(await form.json()).toEqual({ name: "Alba" });
	});

	test("a method that the address doesn't take is named", async () => {
		const answer = await fetch(`${await serve()}/things`, { method: "DELETE" });
		expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
	});

	test("a browser gets a page, and the log gets the route's pattern and never the address", async () => {
		const lines: unknown[] = [];
		const log: Log = (...line) => void lines.push(line);
		const failing: Route = { method: "get", path: "/on-air/:link", handle: () => Promise.reject(new Error("no")) };
		const answer = await fetch(`${await serve({ routes: [failing], log })}/on-air/sEcReTlInK`, {
			headers: { Accept: "text/html" },
		});
		expect(answer.headers.get("content-type")).toContain("text/html");
		expect(await answer.text()).toContain("Request id");
		expect(lines).toHaveLength(1);
		expect(JSON.stringify(lines)).toContain("/on-air/:link");
		expect(JSON.stringify(lines)).not.toContain("sEcReTlInK");
	});
});

describe("every answer", () => {
	test("carries a strict policy and nothing about what we run on", async () => {
		const { headers } = await fetch(`${await serve()}/hello/x`);
		expect(headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(headers.get("content-security-policy")).not.toContain("unsafe");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("x-powered-by")).toBeNull();
	});

	test("keeps a proxy's request id only where it is safe to print", async () => {
		const url = `${await serve()}/hello/x`;
		const idFor = async (given: string) =>
			(await fetch(url, { headers: { "X-Request-Id": given } })).headers.get("x-request-id");
		expect(await idFor("trace-12345678")).toBe("trace-12345678");
		expect(await idFor("<script>alert(1)")).toMatch(/^[0-9a-f-]{36}$/);
	});
});

test("Stripe's route gets the bytes as they came, up to a megabyte", async () => {
	const url = await serve({
		webhook: (request, response) => void response.json({ bytes: (request.body as Buffer).toString("hex") }),
	});
	const send = (body: Buffer) =>
		fetch(`${url}/webhooks/stripe`, {
			method: "POST",
			body: new Uint8Array(body),
			headers: { "Content-Type": "application/json" },
		});
	const odd = Buffer.from('{"a" :1}\u0000\n');
	expect(await (await send(odd)).json()).toEqual({ bytes: odd.toString("hex") });
	expect((await send(Buffer.alloc(1024 * 1024 + 1))).status).toBe(413);
});

describe("health", () => {
	test("alive whatever is broken; ready only when everything answers in time", async () => {
		let database: () => Promise<void> = async () => undefined;
		const checks = [{ name: "database", check: () => database() }];
		const url = await serve({ routes: healthRoutes(checks, 50) });
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
		database = () => Promise.reject(new Error("password authentication failed for user carillon"));
		const failed = await fetch(`${url}/readyz`);
		expect([failed.status, await failed.json()]).toEqual([503, { status: "not ready", database: "failed" }]);
		database = () => new Promise(() => undefined);
		expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ database: "no answer in time" });
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
	});

	test("figures are labelled with patterns, never with addresses", async () => {
		const url = await serve({ routes: [...routes, metricsRoute] });
		await fetch(`${url}/hello/somebody`);
		const figures = await (await fetch(`${url}/metrics`)).text();
		expect(figures).toContain('route="/hello/:name"');
		expect(figures).not.toContain("somebody");
	});
});

describe("listening", () => {
	test("says what to do where the port is taken, or takes the next free one", async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
		const { port } = other.address() as AddressInfo;
		const app = createApp({ routes, log: () => undefined });
		await expect(listenOn(app, { host: "127.0.0.1", port })).rejects.toThrow(
			`Port ${port} on 127.0.0.1 is taken by another program`,
		);
		const next = await listenOn(app, { host: "127.0.0.1", port, nextFree: true });
		open.push(next);
		expect(next.port).toBeGreaterThan(port);
		expect((await fetch(`${next.url}/hello/x`)).status).toBe(200);
		await new Promise((resolve) => other.close(resolve));
	});

	test("closing lets a request end, and cuts one that never would", async () => {
		let finish: () => void = () => undefined;
		const waiting = new Promise<void>((resolve) => {
			finish = resolve;
		});
		let begun = 0;
		const slow: Route = {
			method: "get",
			path: "/slow",
			handle: async () => {
				begun += 1;
				await waiting;
				return { kind: "text", status: 200, text: "done" };
			},
		};
		const never: Route = {
			method: "get",
			path: "/never",
			handle: () => {
				begun += 1;
				return new Promise(() => undefined);
			},
		};
		const app = createApp({ routes: [slow, never], log: () => undefined });
		const server = await listenOn(app, { host: "127.0.0.1", port: 0, deadlineMs: 300 });
		const ends = fetch(`${server.url}/slow`).then((answer) => answer.text());
		const cut = fetch(`${server.url}/never`).then(
			() => "answered",
			() => "cut",
		);
		while (begun < 2) await new Promise((resolve) => setImmediate(resolve));
		const closed = server.close();
		finish();
		expect(await ends).toBe("done");
		expect(await cut).toBe("cut");
		await closed;
		await expect(fetch(`${server.url}/slow`)).rejects.toThrow();
	});
});
