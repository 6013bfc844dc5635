import { openKept, wipeForgotten } from "./kept-screens.ts";

const GATHER_MS = 1_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Keeps this page, as it is, for a reload without a network: its HTML and everything it loaded from /assets. To be called once, by pages
 * under `scope`, where their worker lies. What it showed is kept by `openLive(..., { remember: true })`, which also wipes both when the link is switched off.
 */
export function keepOffline(scope: "/on-air/" | "/phones/" = "/on-air/"): void {
	if (!("serviceWorker" in navigator)) return;
	navigator.serviceWorker.register(`${scope}worker.js`, { scope }).then(
		() => {
			void wipeForgotten();
			onceLoaded(keepWhatLoads);
		},
		// Switched off by the browser's settings: the page works, a reload needs the network.
		() => undefined,
	);
}

function onceLoaded(act: () => void): void {
	if (document.readyState === "complete") act();
	else window.addEventListener("load", act, { once: true });
}

/** At first, and again when something more was loaded (a font, a part that comes later); where it fails, later again. */
function keepWhatLoads(): void {
	const assets = new Set<string>();
	let timer = 0;
	let wait = FIRST_WAIT_MS;
	const keepIn = (milliseconds: number) => {
		window.clearTimeout(timer);
		timer = window.setTimeout(async () => {
			const isKept = await keepPage(assets);
			wait = isKept ? FIRST_WAIT_MS : Math.min(LONGEST_WAIT_MS, wait * 2);
			if (!isKept) keepIn(wait);
		}, milliseconds);
	};
	new PerformanceObserver((list) => {
		const before = assets.size;
		for (const { name } of list.getEntries()) if (isAsset(name)) assets.add(name);
		if (assets.size > before) keepIn(GATHER_MS);
	}).observe({ type: "resource", buffered: true });
}

function isAsset(address: string): boolean {
	const { origin, pathname } = new URL(address);
	return origin === location.origin && pathname.startsWith("/assets/");
}

/** False where it could not be done just now. What was kept before stays whole: the page is put last. */
async function keepPage(loaded: ReadonlySet<string>): Promise<boolean> {
	try {
		const page = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
		// A link that was switched off is not kept, and not asked for again.
		if (page.status === 404) return true;
		// Nor is another page it led to, as where a sign-in lacks something.
		if (!page.ok || page.redirected) return false;
		const cache = await openKept(location.pathname + location.search);
		if (!cache) return true;
		// A newer build may have come meanwhile, whose files this page never loaded.
		const html = await page.clone().text();
		const named = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(
			([, path]) => new URL(path ?? "", location.origin).href,
		);
		const wanted = new Set([...loaded, ...named]);
		const have = new Set((await cache.keys()).map(({ url }) => url));
		await cache.addAll([...wanted].filter((address) => !have.has(address)));
		await cache.put(location.href, page);
		for (const address of have) if (isAsset(address) && !wanted.has(address)) await cache.delete(address);
		return true;
	} catch {
		// No network just now, or a full disk.
		return false;
	}
}
