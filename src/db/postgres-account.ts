import { execFileSync, spawnSync } from "node:child_process";

/** As whom the server runs: null is as ourselves. */
export type Account = { name: string; uid: number; gid: number } | null;

/**
 * PostgreSQL refuses to run as root. So root hands it to the system's `postgres` user (made if it is missing), or, where no user can
 * be made, to `nobody`. An ordinary user, and Windows, run it as themselves.
 */
export function postgresAccount(): Account {
	if (process.getuid?.() !== 0) return null;
	const account = lookUp("postgres") ?? create() ?? lookUp("nobody");
	if (account) return account;
	throw new Error(
		"PostgreSQL refuses to run as root, and this system has neither a user `postgres` nor `nobody`. Run Carillon as an ordinary user, or set DATABASE_URL to a database of your own.",
	);
}

function create(): Account {
	// Debian's useradd, then BusyBox's adduser. Either may be missing.
	spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
	const made = lookUp("postgres");
	if (made) return made;
	spawnSync("adduser", ["-S", "-D", "-H", "postgres"]);
	return lookUp("postgres");
}

function lookUp(name: string): Account {
	try {
		const number = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
		const [uid, gid] = [number("-u"), number("-g")];
		return uid > 0 ? { name, uid, gid } : null;
	} catch {
		return null;
	}
}

/**
 * What `spawn` needs so that the child runs as that account: in the root folder, since ours may be closed to it, and with none of our
 * environment, which holds secrets that are no business of the server's account.
 */
export function spawnAs(account: Account): { uid?: number; gid?: number; cwd?: string; env?: Record<string, string> } {
	if (process.platform === "win32") return {};
	return { ...(account ? { uid: account.uid, gid: account.gid } : {}), cwd: "/", env: { LC_ALL: "C", TZ: "UTC" } };
}
