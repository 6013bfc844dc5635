import type { Agent, ClientRequestArgs } from "node:http";
import type { Duplex } from "node:stream";

/** Put on a request's options for `connectFirst`, under `connectionTerms`. */
export type ConnectionTerms = {
	/** Called when a new connection stands and before the first byte is written; throws to forbid it. */
	readonly gate: () => void;
	/** Ends the attempt to connect. Node's own `signal` option lets a request without a socket wait for one even then. */
	readonly signal: AbortSignal;
};
export const connectionTerms: unique symbol = Symbol("what a request asks of its connection");
type OptionsWithTerms = ClientRequestArgs & { [connectionTerms]?: ConnectionTerms };

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
	agent.createConnection = (options: OptionsWithTerms, done?: Handed): Duplex | null => {
		const socket = connect(options);
		if (!socket || !done) return socket ?? null;
		connecting.add(socket);
		handOver(socket, established, options[connectionTerms], (error, ready) => {
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

function handOver(socket: Duplex, established: string, terms: ConnectionTerms | undefined, done: Handed): void {
	const fail = (error: Error) => settle(error);
	const close = () => settle(new Error("The connection was closed before it stood."));
	const giveUp = () => settle(Object.assign(new Error("Connecting took too long."), { code: "ETIMEDOUT" }));
	const stand = () => {
		try {
			terms?.gate();
			settle(null);
		} catch (error) {
			settle(error instanceof Error ? error : new Error("The gate refused."));
		}
	};
	function settle(error: Error | null): void {
		socket.off("error", fail).off("close", close).off("timeout", giveUp).off(established, stand);
		terms?.signal.removeEventListener("abort", giveUp);
		if (error) {
			// What the destroyed socket still has to say interests nobody.
			socket.on("error", () => {});
			socket.destroy();
		}
		done(error, socket);
	}
	socket.on("error", fail).on("close", close).on("timeout", giveUp).on(established, stand);
	if (terms?.signal.aborted) giveUp();
	else terms?.signal.addEventListener("abort", giveUp);
}
