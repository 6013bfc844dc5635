import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runMigrations } from "bullmq";
import pg from "pg";

/** Any number, as long as nothing else in the database uses it. */
const MIGRATION_LOCK = 7_246_351_908;

type Migration = { name: string; sql: string; checksum: string };

/**
 * Brings the database at `url` up to this version: our own tables from `migrations/*.sql` in order of their names, then BullMQ's.
 * Any number of processes may call it at once; one works, the others wait for it. Returns the files it applied.
 *
 * Throws when a file that was already applied has been edited since, and when a file's SQL fails (that file is rolled back whole).
 */
export async function migrate(
	url: string,
	folder: string = fileURLToPath(new URL("./migrations", import.meta.url)),
): Promise<{ applied: string[] }> {
	const client = new pg.Client({
		connectionString: url,
		application_name: "carillon migrate",
		connectionTimeoutMillis: 5_000,
	});
	client.on("error", () => {});
	await client.connect();
	try {
		// Held by the session: it ends with the connection, whatever becomes of us.
		await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
		const applied = await applyNew(client, readMigrations(folder));
		await runMigrations(client);
		return { applied };
	} finally {
		await client.end().catch(() => {});
	}
}

async function applyNew(client: pg.Client, migrations: Migration[]): Promise<string[]> {
	await client.query(`create table if not exists schema_migration (
		name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
	const { rows } = await client.query<{ name: string; checksum: string }>(
		"select name, checksum from schema_migration",
	);
	const known = new Map(rows.map((row) => [row.name, row.checksum]));
	refuseEdited(migrations, known);
	const applied: string[] = [];
	for (const migration of migrations) {
		if (known.has(migration.name)) continue;
		await applyOne(client, migration);
		applied.push(migration.name);
	}
	return applied;
}

/** Names in the database that we have no file for come from a newer version during an upgrade: they only add, so they don't stop us. */
function refuseEdited(migrations: Migration[], known: Map<string, string>): void {
	for (const { name, checksum } of migrations) {
		if (!known.has(name) || known.get(name) === checksum) continue;
		throw new Error(
			`Migration ${name} was changed after it was applied to this database. Restore the file as it was, and put the change in a new migration.`,
		);
	}
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
	await client.query("begin");
	try {
		await client.query(sql);
		await client.query("insert into schema_migration (name, checksum) values ($1, $2)", [name, checksum]);
		await client.query("commit");
	} catch (error) {
		await client.query("rollback").catch(() => {});
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`Migration ${name} failed and was rolled back: ${reason}`, { cause: error });
	}
}

function readMigrations(folder: string): Migration[] {
	const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
	return names.sort().map((name) => {
		// A checkout on Windows may have turned line ends; that is no edit.
		const sql = readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n");
		return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
	});
}
