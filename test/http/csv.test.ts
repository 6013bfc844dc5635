import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import express from "express";
import { csvAnswer, csvLine, jsonFileAnswer } from "../../src/http/csv.ts";
import { mountRoutes } from "../../src/http/route-table.ts";

test.each([
	["=1+1", "'=1+1\r\n"],
	["  =HYPERLINK(1)", "'  =HYPERLINK(1)\r\n"],
	["@SUM(A1)", "'@SUM(A1)\r\n"],
	["+49 30 1234", "'+49 30 1234\r\n"],
	["-12.50", "-12.50\r\n"],
	['He said "hi", twice', '"He said ""hi"", twice"\r\n'],
	["two\nlines", '"two\nlines"\r\n'],
	[-5, "-5\r\n"],
	[null, "\r\n"],
	[new Date(0), "1970-01-01T00:00:00.000Z\r\n"],
])("%j is written so that no spreadsheet runs it", (cell, line) => {
	expect(csvLine([cell])).toBe(line);
});

test.each([
	["+49 30 1234", "+49 30 1234\r\n"],
	["+1 (555) 010-0100", "+1 (555) 010-0100\r\n"],
	["-12.50", "-12.50\r\n"],
	["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0\r\n"],
	["=1+1", "'=1+1\r\n"],
])("for programs %j keeps its digits, and is never a formula", (cell, line) => {
	expect(csvLine([cell], { forPrograms: true })).toBe(line);
});

test("a file of a hundred thousand rows arrives whole, with its name, and an empty one has its head", async () => {
	async function* many() {
		for (let number = 0; number < 100_000; number++) yield [number, "a gift"] as const;
	}
	const app = express();
	mountRoutes(app, [
		{ method: "get", path: "/many", handle: () => csvAnswer("gifts 2026", ["no", "what"], many()) },
		{ method: "get", path: "/none", handle: () => jsonFileAnswer("none", []) },
		{ method: "get", path: "/two", handle: () => jsonFileAnswer("two", [{ a: 1 }, { a: 2 }]) },
	]);
	const server = createServer(app).listen(0, "127.0.0.1");
	await once(server, "listening");
	try {
		const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const answer = await fetch(`${base}/many`);
		const lines = (await answer.text()).split("\r\n");
		expect(answer.headers.get("content-disposition")).toBe('attachment; filename="gifts-2026.csv"');
		expect(lines).toHaveLength(100_002);
		expect(lines.at(-2)).toBe("99999,a gift");
		expect(await (await fetch(`${base}/none`)).json()).toEqual([]);
		expect(await (await fetch(`${base}/two`)).json()).toEqual([{ a: 1 }, { a: 2 }]);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});
