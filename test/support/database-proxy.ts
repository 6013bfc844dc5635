import { type NetworkProxy, openNetworkProxy } from "./network-proxy.ts";

/** `url`: the database's address through the proxy. */
export type DatabaseProxy = NetworkProxy;

/** Stands between a process and its database, so that a test can take the database away from that process alone. */
export async function openDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
	const through = new URL(databaseUrl);
	const proxy = await openNetworkProxy(Number(through.port || 5432));
	through.hostname = "127.0.0.1";
	through.port = new URL(proxy.url).port;
	return { ...proxy, url: through.href };
}
