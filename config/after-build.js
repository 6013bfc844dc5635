/** Copies what the compilers leave behind (SQL) beside the compiled code, and puts the command where npx looks for it. */
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const carried = /\.sql$/;

function carry(folder) {
	for (const name of readdirSync(join(root, folder))) {
		const path = join(folder, name);
		if (statSync(join(root, path)).isDirectory()) carry(path);
		else if (carried.test(name)) cpSync(join(root, path), join(root, "dist", path));
	}
}

/** npm links the commands of dependencies only; without this `npx carillon` would look for a stranger's package of that name. */
function linkCommand() {
	const command = join(root, "dist/src/cli.js");
	if (!existsSync(command)) return;
	chmodSync(command, 0o755);
	const bin = join(root, "node_modules/.bin");
	mkdirSync(bin, { recursive: true });
	if (process.platform === "win32") {
		writeFileSync(join(bin, "carillon.cmd"), `@node "%~dp0\\..\\..\\dist\\src\\cli.js" %*\r\n`);
		return;
	}
	rmSync(join(bin, "carillon"), { force: true });
	symlinkSync("../../dist/src/cli.js", join(bin, "carillon"));
}

carry("src");
linkCommand();
