import { createServer, type Server, Socket } from "node:net";

export type NetworkProxy = {
	/** The server's address through the proxy. */
	readonly url: string;
	/** The cable is out: every connection breaks, and new ones are refused. */
	cut(): Promise<void>;
	/** Every connection breaks; new ones are taken. */
	shake(): void;
	/** Nothing comes through any more, and nobody is told: Wi-Fi out of reach, a machine asleep. */
	swallow(): void;
	/** All is well again; what was swallowed comes through late. */
	restore(): Promise<void>;
	close(): Promise<void>;
};

/** Stands between a browser and the server, so that a test can take the network away: routes and offline modes of the browser spare its workers. */
export async function openNetworkProxy(targetPort: number): Promise<NetworkProxy> {
	const sockets = new Set<Socket>();
	let isSwallowing = false;
	let server: Server | null = null;
	let port = 0;

	function keep(socket: Socket): void {
		sockets.add(socket);
		socket.on("error", () => undefined);
		socket.on("close", () => sockets.delete(socket));
	}

	/** By hand: a pipe would start a paused socket again. */
	function carry(from: Socket, to: Socket): void {
		from.on("data", (bytes) => to.write(bytes));
		from.on("close", () => to.destroy());
		if (isSwallowing) from.pause();
	}

	function connect(near: Socket): void {
		const far = new Socket();
		far.connect(targetPort, "127.0.0.1");
		for (const socket of [near, far]) keep(socket);
		carry(near, far);
		carry(far, near);
	}

	async function listen(): Promise<void> {
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

	await listen();
	return {
		url: `http://127.0.0.1:${port}`,
		cut,
		shake,
		swallow() {
			isSwallowing = true;
			for (const socket of sockets) socket.pause();
		},
		async restore() {
			isSwallowing = false;
			for (const socket of sockets) socket.resume();
			if (server === null) await listen();
		},
		close: cut,
	};
}
