/** Reserves a folder for the one database server of this Jest run. The first suite that needs it starts it (see database.ts). */
import { makeTestServerFolder, sweepAbandoned } from "./test-server-folder.js";

export default async function reserveTestServer() {
	await sweepAbandoned();
	process.env.CARILLON_TEST_SERVER = makeTestServerFolder(process.pid);
}
