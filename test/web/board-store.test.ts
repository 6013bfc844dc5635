import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Board } from "../../src/web/contract/board.ts";
import type { Live } from "../../src/web/live/live.ts";
import { openBoard } from "../../src/web/on-air/board-store.ts";
import { until } from "../support/until.ts";

/** All that the store needs of a browser. Its own looks, in seconds or an hour from now, must not keep the test's process. */
const { setInterval: every, setTimeout: after } = globalThis;
Object.assign(globalThis, {
	window: globalThis,
	setInterval: (...given: Parameters<typeof every>) => every(...given).unref(),
	setTimeout: (...given: Parameters<typeof after>) => after(...given).unref(),
});

/** The store asks over HTTP, and this server decides when it answers what. */
describe("the board as a screen keeps it", () => {
	let server: Server;
	let address: string;
	let asked: number;
	let answers: { version: number; ready: Promise<void> }[];
	beforeEach(async () => {
		asked = 0;
		answers = [];
		server = createServer(async (_request, response) => {
			const answer = answers[asked] ?? answers.at(-1);
			asked += 1;
			await answer?.ready;
			response.setHeader("Content-Type", "application/json");
			response.end(JSON.stringify(aBoard(answer?.version ?? 0)));
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/on-air/link`;
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	test("a change that is told of while the board is on its way is asked for, also where that board ends by itself", async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		answers = [
			{ version: 1, ready: held },
			{ version: 2, ready: Promise.resolve() },
		];
		const { live, tellBoard } = aLive();
		const store = openBoard(address, live, "reader-0123456789abcd");
		tellBoard(1);
		await until("the first question", () => asked === 1);
		tellBoard(2);
		release();
		await until("the newer board", () => store.view().board?.version === 2);
		expect(asked).toBe(2);
	});

	test("a board that it has already is not asked for again", async () => {
		answers = [{ version: 4, ready: Promise.resolve() }];
		const { live, tellBoard } = aLive();
		const store = openBoard(address, live, "reader-0123456789abcd");
		tellBoard(4);
		await until("the board", () => store.view().board?.version === 4);
		tellBoard(4);
		tellBoard(null);
		await until("what an unknown version asks for", () => asked === 2);
		expect(store.view().board?.version).toBe(4);
	});
});

function aLive(): { live: Live; tellBoard: (version: number | null) => void } {
	let hear: (version: number | null) => void = () => undefined;
	const live: Live = {
		subscribe: () => () => undefined,
		state: () => null,
		ageSeconds: () => 0,
		standing: () => "live",
		now: Date.now,
		onBoard: (listener) => {
			hear = listener;
			return () => undefined;
		},
		onScript: () => () => undefined,
		onChanged: () => () => undefined,
	};
	return { live, tellBoard: (version) => hear(version) };
}

/** One that ends in an hour, as every board with a claim on it does. */
function aBoard(version: number): Board {
	const now = Date.now();
	const counts = { all: 0, big: 0, monthly: 0, firstTime: 0, waiting: 0, claimed: 0, read: 0 };
	return {
		version,
		seq: 1,
		now,
		askAgainAt: now + 3_600_000,
		campaign: { slug: "hope", language: "en", currency: "usd", timeZone: "UTC", bigGift: 50_000 },
		link: { label: "Studio A", layout: "studio", role: "host", station: null },
		rows: [],
		lately: [],
		counts,
		towns: [],
		undo: null,
		sayNow: null,
		slots: { now: [], next: [] },
		evergreen: [],
		stationTotal: null,
		presentations: [],
		presentedLately: [],
	};
}
