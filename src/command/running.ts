import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const shape = z.object({ databaseUrl: z.string(), url: z.string() });

/** What short commands need to know of a running `carillon start`: it holds a password, so only its owner can read it. */
export type Running = z.infer<typeof shape>;

export function noteRunning(dataFolder: string, running: Running): () => void {
	mkdirSync(dataFolder, { recursive: true });
	const file = join(dataFolder, "running.json");
	rmSync(file, { force: true });
	writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
	return () => rmSync(file, { force: true });
}

/** Null where none runs, or it ended without tidying up and left nothing readable. */
export function findRunning(dataFolder: string): Running | null {
	try {
		return shape.parse(JSON.parse(readFileSync(join(dataFolder, "running.json"), "utf8")));
	} catch {
		return null;
	}
}
