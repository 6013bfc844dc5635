/**
 * Adds to package-lock.json what npm leaves out of it when a registry lacks a package's builds for other systems: their names.
 * Without them `npm ci` refuses the file ("Missing: ... from lock file"), on this system too. Run it after `npm install`;
 * it only adds, and a second run adds nothing. What it can't fill in it names, and ends with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

const file = process.argv[2] ?? fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const packages = lock.packages;

/** As Node looks a package up: beside the one that asks, then in every folder above it. */
function isListed(asker, name) {
	for (let at = asker; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
		if (packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`]) return true;
		if (at === "") return false;
	}
}

/** What the lock says of such a build: for whom it is. The names tell it: core-linux-arm-gnueabihf. */
function entryFor(name, version, asker) {
	const words = name.split("/").at(-1).split("-");
	const os = words.find((word) => SYSTEMS.includes(word));
	const cpu = words.find((word) => PROCESSORS.includes(word));
	if (os === undefined || cpu === undefined || !/^\d/.test(version)) return undefined;
	const libc = os !== "linux" ? undefined : words.some((word) => word.startsWith("musl")) ? ["musl"] : words.some((word) => word.startsWith("gnu")) ? ["glibc"] : undefined;
	return {
		version,
		cpu: [cpu],
		...(asker.dev ? { dev: true } : {}),
		...(libc ? { libc } : {}),
		...(asker.license ? { license: asker.license } : {}),
		optional: true,
		os: [os],
		...(asker.engines ? { engines: asker.engines } : {}),
	};
}

const added = [];
const unknown = [];
for (const [path, asker] of Object.entries(packages)) {
	for (const [name, version] of Object.entries(asker.optionalDependencies ?? {})) {
		if (isListed(path, name)) continue;
		const entry = entryFor(name, version, asker);
		if (entry === undefined) unknown.push(`${name}@${version}, for ${path}`);
		else added.push([`node_modules/${name}`, entry]);
	}
}
if (added.length > 0) {
	const all = [...Object.entries(packages), ...added].sort(([a], [b]) => a.localeCompare(b, "en"));
	writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
}
console.log(`${added.length} added${unknown.length > 0 ? `; cannot tell what ${unknown.join("; ")} is for` : ""}`);
process.exitCode = unknown.length > 0 ? 1 : 0;
