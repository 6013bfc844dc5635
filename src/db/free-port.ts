import { createServer } from "node:net";

/** A port of this machine that is free just now. Somebody else could take it before we do; the start then fails in words. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() =>
				typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("No port is free.")),
			);
		});
	});
}
