/** Copies what the compiler leaves behind (SQL, page assets) beside the compiled code, and makes the command executable. */
import { chmodSync, cpSync, existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const carried = /\.(sql|css|html|svg|json|liquid|woff2)$/;

function carry(folder) {
	for (const name of readdirSync(join(root, folder))) {
		const path = join(folder, name);
		if (statSync(join(root, path)).isDirectory()) carry(path);
		else if (carried.test(name)) cpSync(join(root, path), join(root, "dist", path));
	}
}

carry("src");
const command = join(root, "dist/src/cli.js");
if (existsSync(command)) chmodSync(command, 0o755);
