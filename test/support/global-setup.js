/** Reserves a folder for the one database server of this Jest run. The first suite that needs it starts it (see database.ts). */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sweepAbandoned } from "./test-server-folder.js";

export default async function reserveTestServer() {
	await sweepAbandoned();
	// The process id says later whether the run still lives.
	process.env.CARILLON_TEST_SERVER = mkdtempSync(join(tmpdir(), `carillon-jest-${process.pid}-`));
}
