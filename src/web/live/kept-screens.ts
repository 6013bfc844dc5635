/**
 * What this browser keeps of the host's screens and the phones' page, in the Cache API: it takes pages as well as states, and the service worker, which has
 * no localStorage, can wipe it too. Each cache's name holds the link's path, so that all of one link goes at once. Only on secure pages
 * (https, localhost), like the service worker itself; elsewhere, or where storage is switched off, nothing is kept.
 */
const NAME = "carillon-screen";
const LONGEST_KEPT_MS = 30 * 24 * 3_600_000;

/** "/on-air/<link>" or "/phones/<link>" of any address below it. */
export function linkOf(path: string): string {
	return path.split(/[/?]/).slice(0, 3).join("/");
}

/** Null where nothing can be kept. */
export async function openKept(path: string): Promise<Cache | null> {
	return typeof caches === "undefined" ? null : caches.open(`${NAME} ${path}`).catch(() => null);
}

/** Everything of the link that this address belongs to. */
export async function wipeKept(path: string): Promise<void> {
	const link = linkOf(path);
	await dropWhere(async (name) => name.includes(` ${link}`));
}

/** Screens that nobody opened for a month. */
export async function wipeForgotten(): Promise<void> {
	await dropWhere(async (name) => {
		const entries = await (await caches.open(name)).matchAll();
		const dates = entries.map((entry) => Date.parse(entry.headers.get("Date") ?? "")).filter(Number.isFinite);
		return dates.length > 0 && Math.max(...dates) < Date.now() - LONGEST_KEPT_MS;
	});
}

async function dropWhere(isOver: (name: string) => Promise<boolean>): Promise<void> {
	if (typeof caches === "undefined") return;
	for (const name of await caches.keys().catch(() => [])) {
		if (name.startsWith(`${NAME} `) && (await isOver(name))) await caches.delete(name);
	}
}
