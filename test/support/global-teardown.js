import { endTestServer } from "./test-server-folder.js";

export default async function endReservedTestServer() {
	const folder = process.env.CARILLON_TEST_SERVER;
	if (folder) await endTestServer(folder);
}
