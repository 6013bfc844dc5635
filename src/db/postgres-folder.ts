import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
	chmodSync,
	chownSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Account, spawnAs } from "./postgres-account.ts";

export type ClusterFolder = { root: string; cluster: string; passwordFile: string; ownerFile: string; logFile: string };

/**
 * Makes the folder that holds the server's files, its password and its log, and gives it to `account`. When that account can't reach
 * it (PostgreSQL may not be root, and a folder below /root is closed to others), the files go below /var/lib/carillon, always to the
 * same place for the same folder.
 */
export function openClusterFolder(wanted: string, account: Account, say: (sentence: string) => void): ClusterFolder {
	const own = resolve(wanted);
	mkdirSync(own, { recursive: true, mode: 0o711 });
	// Passing through is all it takes, and shows nobody what is inside. A temporary folder, for one, comes without it.
	if (account && statSync(own).uid === process.getuid?.()) chmodSync(own, statSync(own).mode | 0o011);
	if (reaches(account, own)) return layout(join(own, "postgres"), account);
	const key = createHash("sha256").update(own).digest("hex").slice(0, 8);
	const elsewhere = join("/var/lib/carillon", `${basename(own).replace(/^\.+/, "")}-${key}`);
	mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
	if (!reaches(account, elsewhere)) {
		throw new Error(
			`The user ${account?.name}, as whom PostgreSQL has to run, can't reach ${own}. Choose a data folder that everybody may pass through (CARILLON_DATA=/srv/carillon), or run Carillon as an ordinary user.`,
		);
	}
	say(
		`The user ${account?.name}, as whom PostgreSQL has to run, can't reach ${own}; the database is kept in ${elsewhere}.`,
	);
	return layout(join(elsewhere, "postgres"), account);
}

function layout(root: string, account: Account): ClusterFolder {
	mkdirSync(root, { recursive: true });
	handOver(root, account);
	chmodSync(root, 0o700);
	return {
		root,
		cluster: join(root, "cluster"),
		passwordFile: join(root, "password"),
		ownerFile: join(root, "owner.json"),
		logFile: join(root, "postgres-server.log"),
	};
}

/** Tried, not worked out from modes: groups, access lists and mounts have their say too. */
function reaches(account: Account, folder: string): boolean {
	if (!account) return true;
	return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", folder], spawnAs(account)).status === 0;
}

function handOver(path: string, account: Account): void {
	if (account) chownSync(path, account.uid, account.gid);
}

/** The superuser's password: random, made once, readable by the server's account (and root) only. */
export function readOrMakePassword({ passwordFile, cluster }: ClusterFolder, account: Account): string {
	if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
	if (existsSync(cluster)) {
		throw new Error(
			`${passwordFile} is gone, and with it the way into the database beside it. Put the file back from a backup of the data folder.`,
		);
	}
	const password = randomBytes(24).toString("base64url");
	writeFileSync(`${passwordFile}.new`, password, { mode: 0o600 });
	handOver(`${passwordFile}.new`, account);
	renameSync(`${passwordFile}.new`, passwordFile);
	return password;
}

/** Throws when the files were written by another major version of PostgreSQL, which can't read them. */
export function refuseOtherVersion({ cluster, root }: ClusterFolder, major: number): void {
	const file = join(cluster, "PG_VERSION");
	if (!existsSync(file)) return;
	const found = readFileSync(file, "utf8").trim();
	if (found === String(major)) return;
	throw new Error(
		`The database in ${root} was made by PostgreSQL ${found}, and this Carillon brings PostgreSQL ${major}. Start the Carillon that made it, export with pg_dump, and import into a new data folder.`,
	);
}
