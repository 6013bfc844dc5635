import pg from "pg";

const INT8 = 20;
const INT8_ARRAY = 1016;

export type PoolOptions = {
	max?: number;
	/** Seen in pg_stat_activity, so that an operator knows whose connection it is. */
	applicationName?: string;
	/** The schema that unqualified names mean. BullMQ's own tables need theirs. */
	searchPath?: string;
	/** node-postgres's own types, for libraries that expect them. */
	standardTypes?: boolean;
	/** Milliseconds one statement may take before the server cancels it; 0 is no limit. */
	statementTimeout?: number;
};

/**
 * Opens a pool of connections to one database. Counts and amounts (`bigint`) come back as numbers; one beyond 2^53 is an error, never
 * a rounded number. No connection is made until the first query. Whoever opens it ends it (`pool.end()`).
 */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
	const statementTimeout = options.statementTimeout ?? 30_000;
	const pool = new pg.Pool({
		connectionString: url,
		max: options.max ?? 10,
		application_name: options.applicationName ?? "carillon",
		options: options.searchPath === undefined ? undefined : `-c search_path=${options.searchPath}`,
		types: options.standardTypes ? undefined : { getTypeParser },
		connectionTimeoutMillis: 5_000,
		idleTimeoutMillis: 30_000,
		keepAlive: true,
		keepAliveInitialDelayMillis: 10_000,
		statement_timeout: statementTimeout,
		idle_in_transaction_session_timeout: 60_000,
		// A server that has vanished without closing the socket cancels nothing: give up on our side a little later.
		query_timeout: statementTimeout === 0 ? undefined : statementTimeout + 5_000,
	});
	// A server that stops ends every connection, and 'error' without a listener would end this process. The pool drops the dead
	// connection by itself; whoever was using it gets the error from the query.
	pool.on("error", ignore);
	pool.on("connect", (client) => client.on("error", ignore));
	return pool;
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Do nothing slow inside, and no network calls.
 * When the connection breaks during the commit itself, this throws although the database may have committed.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		await client.query("begin");
		const result = await work(client);
		const end = await client.query("commit");
		// After a failed statement PostgreSQL answers a commit with a rollback and no error. Only code that swallowed the statement's error comes here.
		if (end.command !== "COMMIT")
			throw new Error("The transaction was rolled back: a statement in it failed and its error was swallowed.");
		return result;
	} catch (error) {
		broken = await rollBack(client);
		throw error;
	} finally {
		client.release(broken);
	}
}

/** Runs `work` as if, in a transaction that is always rolled back: what it writes, only it sees, and nobody is notified. */
export async function inRehearsal<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
	const client = await pool.connect();
	try {
		await client.query("begin");
		return await work(client);
	} finally {
		client.release(await rollBack(client));
	}
}

/** Gives the error that makes the connection unfit for another use, so that the pool closes it. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
	try {
		await client.query("rollback");
		return undefined;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

function ignore(): void {}

function getTypeParser(oid: number, format?: "text" | "binary"): (text: string) => unknown {
	if (format === "binary") return pg.types.getTypeParser(oid, "binary");
	if (oid === INT8) return safeInteger;
	const standard = pg.types.getTypeParser(oid, "text");
	if (oid === INT8_ARRAY) return (text) => withSafeIntegers(standard(text));
	return standard;
}

function withSafeIntegers(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withSafeIntegers);
	return typeof value === "string" ? safeInteger(value) : value;
}

function safeInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value))
		throw new RangeError(`The database holds ${text}, which is too large to be an exact number here.`);
	return value;
}
