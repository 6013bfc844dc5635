import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { inTransaction, openPool } from "../../src/db/pool.ts";
import { openEmptyTestDatabase, type TestDatabase } from "../support/database.ts";

describe("the pool", () => {
	let database: TestDatabase;

	beforeEach(async () => {
		database = await openEmptyTestDatabase();
		await database.pool.query("create table bell (id bigint primary key)");
	});
	afterEach(async () => {
		await database.drop();
	});

	async function bells(): Promise<unknown> {
		const { rows } = await database.pool.query<{ ids: number[] }>(
			"select coalesce(array_agg(id order by id), '{}') ids from bell",
		);
		return rows[0]?.ids;
	}

	test("gives bigint as a number, also in arrays, and refuses one that a number can't hold", async () => {
		const { rows } = await database.pool.query(
			"select 9007199254740991::bigint one, '{1,null,-3}'::bigint[] some, null::bigint none, count(*) counted from bell",
		);
		expect(rows).toEqual([{ one: 9007199254740991, some: [1, null, -3], none: null, counted: 0 }]);
		await expect(database.pool.query("select 9007199254740993::bigint")).rejects.toThrow(/9007199254740993.*too large/);
	});

	test("a transaction keeps all of its work or none", async () => {
		await inTransaction(database.pool, async (client) => {
			await client.query("insert into bell values (1)");
			await client.query("insert into bell values (2)");
		});
		const failing = inTransaction(database.pool, async (client) => {
			await client.query("insert into bell values (3)");
			throw new Error("changed my mind");
		});
		await expect(failing).rejects.toThrow("changed my mind");
		expect(await bells()).toEqual([1, 2]);
	});

	test("a transaction whose failed statement was swallowed is reported, not taken for committed", async () => {
		const work = inTransaction(database.pool, async (client) => {
			await client.query("insert into bell values (1)");
			await client.query("insert into bell values (1)").catch(() => {});
		});
		await expect(work).rejects.toThrow(/rolled back/);
		expect(await bells()).toEqual([]);
	});

	test("a connection that breaks in a transaction is not used again, and the pool goes on", async () => {
		const pool = openPool(database.url, { max: 1 });
		const broken = inTransaction(pool, async (client) => {
			const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() pid");
			await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
			await client.query("insert into bell values (1)");
		});
		await expect(broken).rejects.toThrow();
		await inTransaction(pool, (client) => client.query("insert into bell values (2)"));
		expect(await bells()).toEqual([2]);
		await pool.end();
	});

	test("a statement that takes too long is cancelled", async () => {
		const pool = openPool(database.url, { statementTimeout: 50 });
		await expect(pool.query("select pg_sleep(20)")).rejects.toThrow(/statement timeout/);
		await pool.end();
	});

	test("dropping a test's database fails the test that kept a client", async () => {
		const leaky = await openEmptyTestDatabase();
		const kept = await leaky.pool.connect();
		await expect(leaky.drop()).rejects.toThrow("1 client(s) of the pool were taken and not released.");
		kept.release(true);
		await leaky.pool.end();
	});
});
