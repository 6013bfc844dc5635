import type { Agent, ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";

/** Put on a request's options, this is called when its new connection stands and before its first byte is written. */
export const onConnected: unique symbol = Symbol("called when the connection stands");
export type ConnectionGate = { [onConnected]?: () => void };

type Handed = (error: Error | null, socket: Duplex) => void;

/**
 * Changes an agent so that a request gets its connection only once that is established (with TLS: verified). Two things
 * follow: a request without a socket provably sent nothing, whatever the error says; and however long connecting takes,
 * the gate is asked after it. Give the agent a `timeout`: it also ends attempts to connect that nobody waits for any more.
 */
export function connectFirst<A extends Agent>(agent: A, established: "connect" | "secureConnect"): A {
	const connect = agent.createConnection.bind(agent);
	const destroy = agent.destroy.bind(agent);
	const connecting = new Set<Duplex>();
	agent.createConnection = (options: ClientRequestArgs & ConnectionGate, done?: Handed): Duplex | null => {
		const socket = connect(options);
		if (!socket || !done) return socket ?? null;
		connecting.add(socket);
		handOver(socket, established, options[onConnected], (error, ready) => {
			connecting.delete(socket);
			done(error, ready);
		});
		return null;
	};
	agent.destroy = () => {
		for (const socket of connecting) socket.destroy();
		destroy();
	};
	return agent;
}

function handOver(socket: Duplex, established: string, gate: (() => void) | undefined, done: Handed): void {
	const fail = (error: Error) => done(error, socket);
	const close = () => fail(new Error("The connection was closed before it stood."));
	const giveUp = () => socket.destroy();
	socket.once("error", fail).once("close", close).once("timeout", giveUp);
	socket.once(established, () => {
		socket.off("error", fail).off("close", close).off("timeout", giveUp);
		try {
			gate?.();
		} catch (error) {
			socket.destroy();
			fail(error instanceof Error ? error : new Error("The gate refused."));
			return;
		}
		done(null, socket);
	});
}
