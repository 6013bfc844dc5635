import { createServer } from "node:net";

const MOST_TRIES = 50;

/**
 * The wanted ports, or for those that are taken the next free ones; `say` hears of each that moved.
 * @throws where there is none within 50.
 */
export async function friendlyPorts<Name extends string>(
	wanted: Readonly<Record<Name, number>>,
	say: (line: string) => void,
): Promise<Record<Name, number>> {
	const given = new Map<string, number>();
	const reserved = new Set<number>(Object.values<number>(wanted));
	for (const [name, port] of Object.entries<number>(wanted)) {
		const chosen = (await isFree(port)) ? port : await nextFree(port, reserved);
		if (chosen !== port) say(`Port ${port} is taken by another program: ${name} is at ${chosen} instead`);
		reserved.add(chosen);
		given.set(name, chosen);
	}
	return Object.fromEntries(given) as Record<Name, number>;
}

async function nextFree(port: number, reserved: ReadonlySet<number>): Promise<number> {
	for (let next = port + 1; next <= port + MOST_TRIES; next += 1) {
		if (!reserved.has(next) && (await isFree(next))) return next;
	}
	throw new Error(`No port is free from ${port} to ${port + MOST_TRIES}: end what uses them`);
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
	});
}
