import { createServer, type Server, Socket } from "node:net";

export type DatabaseProxy = {
	/** The database's address through the proxy. */
	readonly url: string;
	/** The network is gone: every connection breaks, and new ones are refused. */
	cut(): Promise<void>;
	/** Every connection breaks; new ones are taken. */
	shake(): void;
	restore(): Promise<void>;
	close(): Promise<void>;
};

/** Stands between a process and its database, so that a test can take the database away from that process alone. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
	const target = new URL(databaseUrl);
	const sockets = new Set<Socket>();
	let server: Server | null = null;
	let port = 0;

	const forget = (socket: Socket) => {
		sockets.add(socket);
		socket.on("error", () => undefined);
		socket.on("close", () => sockets.delete(socket));
	};

	function connect(near: Socket): void {
		const far = new Socket();
		for (const socket of [near, far]) forget(socket);
		far.connect(Number(target.port || 5432), target.hostname);
		near.pipe(far).pipe(near);
		near.on("close", () => far.destroy());
		far.on("close", () => near.destroy());
	}

	async function restore(): Promise<void> {
		const opened = createServer(connect);
		await new Promise<void>((resolve, reject) => {
			opened.once("error", reject);
			opened.listen(port, "127.0.0.1", resolve);
		});
		const address = opened.address();
		if (address !== null && typeof address === "object") port = address.port;
		server = opened;
	}

	function shake(): void {
		for (const socket of sockets) socket.destroy();
	}

	async function cut(): Promise<void> {
		const closing = server;
		server = null;
		const closed = new Promise<void>((resolve) => (closing === null ? resolve() : closing.close(() => resolve())));
		shake();
		await closed;
	}

	await restore();
	const through = new URL(databaseUrl);
	through.hostname = "127.0.0.1";
	through.port = String(port);
	return { url: through.href, cut, shake, restore, close: cut };
}
