import { spawn } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import pg from "pg";
import { spawnAs } from "./postgres-account.ts";
import { endOf, type ServerSetting, SUPERUSER } from "./postgres-server.ts";

/** Made beside its place and then moved, so that a first start that was cut short leaves nothing that looks whole. */
export async function createCluster({ folder, account, binaries, durable }: ServerSetting): Promise<void> {
	if (existsSync(folder.cluster)) return;
	const draft = `${folder.cluster}.new`;
	rmSync(draft, { recursive: true, force: true });
	const child = spawn(
		binaries.initdb,
		[
			...[
				"--pgdata",
				draft,
				"--username",
				SUPERUSER,
				"--pwfile",
				folder.passwordFile,
				"--auth",
				"scram-sha-256",
				"--encoding",
				"UTF8",
			],
			...["--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-instructions"],
			...(durable ? [] : ["--no-sync"]),
		],
		{ ...spawnAs(account), stdio: ["ignore", "pipe", "pipe"], detached: true },
	);
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
	const outcome = await endOf(child);
	if (outcome !== "code 0")
		throw new Error(`The database could not be created in ${folder.root} (initdb: ${outcome}):\n${said.trim()}`);
	renameSync(draft, folder.cluster);
}

/** The database that the application uses, on a server that has only its own. */
export async function createDatabase(url: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	client.on("error", () => {});
	await client.connect();
	try {
		const { rowCount } = await client.query("select from pg_database where datname = 'carillon'");
		if (rowCount === 0) await client.query("create database carillon");
	} finally {
		await client.end();
	}
}
