import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openPool } from "../../src/db/pool.ts";

export type TestDatabase = {
	url: string;
	pool: pg.Pool;
	/** Call it in `afterAll` or `afterEach`. Throws when a client of the pool, or another connection, was left open. */
	drop(): Promise<void>;
};

const TEMPLATE = "carillon_template";

/** A migrated database of the test's own: a copy of the run's template, on the run's one server, which the first call starts. */
export async function openTestDatabase(): Promise<TestDatabase> {
	return openDatabase(`template ${TEMPLATE}`);
}

/** A database with nothing in it, for tests of the migrations themselves. */
export async function openEmptyTestDatabase(): Promise<TestDatabase> {
	return openDatabase("template template0");
}

async function openDatabase(origin: string): Promise<TestDatabase> {
	const server = await testServerUrl();
	const name = `test_${randomBytes(6).toString("hex")}`;
	await administer(server, (admin) => admin.query(`create database ${name} ${origin} strategy file_copy`));
	const url = inDatabase(server, name);
	const pool = openPool(url, { applicationName: "test" });
	return {
		url,
		pool,
		async drop() {
			const leaked = await countLeakedClients(pool);
			// A leaked client would make end() wait for ever.
			if (leaked === 0) await pool.end();
			const left = leaked > 0 ? [] : await connectionsLeft(server, name);
			await administer(server, (admin) => admin.query(`drop database ${name} with (force)`));
			if (leaked > 0) throw new Error(`${leaked} client(s) of the pool were taken and not released.`);
			if (left.length > 0) throw new Error(`The test left connections open: ${left.join(", ")}.`);
		},
	};
}

/** The address of the run's server (its database `postgres`). Several Jest workers may ask at once: one starts it, the others wait. */
async function testServerUrl(): Promise<string> {
	const folder = process.env.CARILLON_TEST_SERVER;
	if (!folder)
		throw new Error("Run the tests through config/jest.config.js: its globalSetup reserves the database server.");
	const ready = join(folder, "server.url");
	if (!existsSync(ready) && takeLock(join(folder, "starting"))) await startTestServer(folder, ready);
	const deadline = Date.now() + 100_000;
	while (!existsSync(ready)) {
		if (Date.now() > deadline)
			throw new Error("The test database server did not start; the suite that tried first says why.");
		await pause(20);
	}
	return readFileSync(ready, "utf8");
}

function takeLock(path: string): boolean {
	try {
		mkdirSync(path);
		return true;
	} catch {
		return false;
	}
}

async function startTestServer(folder: string, ready: string): Promise<void> {
	// The worker that starts it may end before the others: globalTeardown ends the server.
	const server = await startEmbeddedPostgres({ folder, durable: false, staysBehind: true });
	const url = inDatabase(server.url, "postgres");
	await administer(url, (admin) => admin.query(`create database ${TEMPLATE} template template0`));
	await migrate(inDatabase(url, TEMPLATE));
	writeFileSync(`${ready}.new`, url, { mode: 0o600 });
	renameSync(`${ready}.new`, ready);
}

async function administer<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
	const admin = new pg.Client({ connectionString: url, application_name: "test support" });
	await admin.connect();
	try {
		return await work(admin);
	} finally {
		await admin.end();
	}
}

function inDatabase(url: string, name: string): string {
	const address = new URL(url);
	address.pathname = `/${name}`;
	return address.href;
}

/** Clients that are only about to be released get a moment. */
async function countLeakedClients(pool: pg.Pool): Promise<number> {
	const inUse = () => pool.totalCount - pool.idleCount;
	for (const deadline = Date.now() + 2_000; inUse() > 0 && Date.now() < deadline; ) await pause(10);
	return inUse();
}

/** A closed connection's backend takes a moment to end. */
async function connectionsLeft(server: string, name: string): Promise<string[]> {
	return administer(server, async (admin) => {
		for (const deadline = Date.now() + 10_000; ; await pause(20)) {
			const { rows } = await admin.query<{ application_name: string }>(
				"select application_name from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
				[name],
			);
			if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => row.application_name || "(no name)");
		}
	});
}
