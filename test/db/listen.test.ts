import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Listening, listen } from "../../src/db/listen.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { until } from "../support/until.ts";

describe("listen", () => {
	let database: TestDatabase;
	let listening: Listening | undefined;
	let heard: string[];
	let gaps: number;
	let errors: string[];

	beforeEach(async () => {
		database = await openTestDatabase();
		[heard, gaps, errors] = [[], 0, []];
	});
	afterEach(async () => {
		await listening?.close();
		await database.drop();
	});

	async function start(onNotification?: (channel: string, payload: string) => void): Promise<void> {
		listening = await listen({
			url: database.url,
			channels: ["ticker", "Red Button"],
			onNotification: onNotification ?? ((channel, payload) => heard.push(`${channel}: ${payload}`)),
			onGap: () => {
				gaps++;
			},
			onError: (error) => errors.push(error.message),
		});
	}

	function notify(channel: string, payload: string): Promise<unknown> {
		return database.pool.query("select pg_notify($1, $2)", [channel, payload]);
	}

	test("hears its channels and no others, and says once at the start that earlier news is lost", async () => {
		await start();
		await notify("other", "not for us");
		await notify("ticker", "1");
		await notify("Red Button", "pressed");
		await until("both were heard", () => heard.length === 2);
		expect(heard).toEqual(["ticker: 1", "Red Button: pressed"]);
		expect(gaps).toBe(1);
	});

	test("connects again when the server ends its connection, tells of the gap, and goes on hearing", async () => {
		await start();
		for (const round of [1, 2, 3]) {
			const { rowCount } = await database.pool.query(
				"select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'carillon listen' and datname = current_database()",
			);
			expect(rowCount).toBe(1);
			await until("the gap was told", () => gaps === 1 + round);
			await notify("ticker", String(round));
			await until("news is heard again", () => heard.includes(`ticker: ${round}`));
		}
		expect(errors).toHaveLength(3);
	});

	test("a callback that throws ends nothing", async () => {
		await start((channel, payload) => {
			heard.push(`${channel}: ${payload}`);
			throw new Error("the callback's own fault");
		});
		await notify("ticker", "1");
		await notify("ticker", "2");
		await until("both were heard", () => heard.length === 2);
		expect(errors).toEqual(["the callback's own fault", "the callback's own fault"]);
		expect(gaps).toBe(1);
	});

	test("a database that is not there is reported, not thrown, and closing does not wait for it", async () => {
		const lost = await listen({
			url: "postgres://nobody@127.0.0.1:1/none",
			channels: ["ticker"],
			onNotification: () => {},
			onGap: () => {
				gaps++;
			},
			onError: (error) => errors.push(error.message),
		});
		await until("it was tried twice", () => errors.length >= 2);
		await lost.close();
		expect(errors[0]).toContain("ECONNREFUSED");
		expect(gaps).toBe(0);
	});
});
