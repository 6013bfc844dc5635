import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The name of the last migration this version brings: what readiness asks the database for. */
export function newestMigration(): string {
	const folder = fileURLToPath(new URL("./migrations", import.meta.url));
	const names = readdirSync(folder).filter((name) => name.endsWith(".sql"));
	const newest = names.sort().at(-1);
	if (newest === undefined) throw new Error(`There are no migrations in ${folder}: run "npm run build".`);
	return newest;
}
