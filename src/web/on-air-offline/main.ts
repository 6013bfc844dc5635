/**
 * The service worker of the host's screens (scope /on-air/) and of the phone bank (scope /phones/): a reload without a network brings the page back as it was kept
 * (../live/keep-offline.ts keeps it, in caches whose names hold the link's path). Nothing live goes through here. It is served alone,
 * under an address that never changes, so it imports nothing.
 */
type Lasting = { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetching = Lasting & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };
type Scope = { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> } };

const scope = self as unknown as Scope;
/** A network that swallows everything is as good as none. */
const PATIENCE_MS = 4_000;
const HASHED_ASSET = /^\/assets\/.+-[\w-]{8}\.\w+$/;

self.addEventListener("install", (event) => {
	(event as unknown as Lasting).waitUntil(scope.skipWaiting());
});

self.addEventListener("activate", (event) => {
	(event as unknown as Lasting).waitUntil(scope.clients.claim());
});

self.addEventListener("fetch", (event) => {
	const { request, respondWith } = bound(event as unknown as Fetching);
	const { origin, pathname } = new URL(request.url);
	if (request.method !== "GET" || origin !== self.location.origin) return;
	if (request.mode === "navigate") respondWith(pageOf(request));
	// A name with a hash never changes what it means.
	else if (HASHED_ASSET.test(pathname)) respondWith(keptAsset(request));
});

function bound(event: Fetching): Pick<Fetching, "request" | "respondWith"> {
	return { request: event.request, respondWith: (answer) => event.respondWith(answer) };
}

async function keptAsset(request: Request): Promise<Response> {
	return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** From the network, and where that fails, as it was kept. A link that was switched off loses what was kept of it. */
async function pageOf(request: Request): Promise<Response> {
	const kept = await keptPage(request.url);
	if (!kept) return answered(request, await fetch(request));
	try {
		const answer = await inTime(fetch(request));
		return answer.status >= 500 ? kept : answered(request, answer);
	} catch {
		return kept;
	}
}

/** Another layout of the same link is better than nothing. */
async function keptPage(url: string): Promise<Response | undefined> {
	const exact = await caches.match(url, { ignoreVary: true });
	return exact ?? caches.match(url, { ignoreVary: true, ignoreSearch: true });
}

async function answered(request: Request, answer: Response): Promise<Response> {
	// Our own "not found" has a request id; a proxy's, while the server behind it restarts, has none.
	if (answer.status === 404 && answer.headers.has("X-Request-Id")) {
		const link = new URL(request.url).pathname.split("/").slice(0, 3).join("/");
		const names = (await caches.keys()).filter((name) => name.includes(` ${link}`));
		await Promise.all(names.map((name) => caches.delete(name)));
	}
	return answer;
}

function inTime(answer: Promise<Response>): Promise<Response> {
	const late = new Promise<never>((_, reject) => {
		setTimeout(() => reject(new Error("The network doesn't answer.")), PATIENCE_MS);
	});
	return Promise.race([answer, late]);
}
