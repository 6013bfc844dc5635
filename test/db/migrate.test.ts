import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { migrate } from "../../src/db/migrate.ts";
import { openEmptyTestDatabase, type TestDatabase } from "../support/database.ts";

describe("migrate", () => {
	let database: TestDatabase;
	let folder: string;

	beforeEach(async () => {
		database = await openEmptyTestDatabase();
		folder = mkdtempSync(join(tmpdir(), "carillon-migrations-"));
		writeFileSync(join(folder, "0001_bell.sql"), "create table bell (id bigint primary key);");
		writeFileSync(join(folder, "0002_rope.sql"), "create table rope (bell_id bigint references bell (id));");
	});

	afterEach(async () => {
		rmSync(folder, { recursive: true });
		await database.drop();
	});

	test("brings an empty database up to date, with BullMQ's tables, and does nothing the second time", async () => {
		const first = await migrate(database.url);
		const second = await migrate(database.url);
		expect(first.applied[0]).toBe("0001_spine.sql");
		expect(first.applied).toEqual([...first.applied].sort());
		expect(second.applied).toEqual([]);
		const { rows } = await database.pool.query(
			"select to_regclass('ledger_entry') ledger, to_regclass('bullmq.job') job",
		);
		expect(rows).toEqual([{ ledger: "ledger_entry", job: "bullmq.job" }]);
	});

	test("four processes that start at once apply each file once", async () => {
		const results = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, folder)));
		expect(results.flatMap((result) => result.applied)).toEqual(["0001_bell.sql", "0002_rope.sql"]);
	});

	test("a file edited after it was applied is refused by name", async () => {
		await migrate(database.url, folder);
		writeFileSync(join(folder, "0001_bell.sql"), "create table bell (id text primary key);");
		await expect(migrate(database.url, folder)).rejects.toThrow(
			/0001_bell\.sql was changed after it was applied.*new migration/,
		);
	});

	test("a file whose SQL fails leaves nothing of itself, keeps those before it, and is applied once corrected", async () => {
		writeFileSync(join(folder, "0003_clapper.sql"), "create table clapper (id bigint); select nonsense;");
		await expect(migrate(database.url, folder)).rejects.toThrow(/0003_clapper\.sql failed.*nonsense/);
		const { rows } = await database.pool.query("select to_regclass('rope') rope, to_regclass('clapper') clapper");
		expect(rows).toEqual([{ rope: "rope", clapper: null }]);
		writeFileSync(join(folder, "0003_clapper.sql"), "create table clapper (id bigint);");
		expect((await migrate(database.url, folder)).applied).toEqual(["0003_clapper.sql"]);
	});

	test("a file that only a newer version knows does not stop an older one during an upgrade", async () => {
		await migrate(database.url, folder);
		await database.pool.query("insert into schema_migration (name, checksum) values ('0009_later.sql', 'x')");
		expect((await migrate(database.url, folder)).applied).toEqual([]);
	});
});
