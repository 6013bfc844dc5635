import type { Route } from "../http/route-table.ts";

/** Runs in a browser whose pages are shut: shows what came, and opens the console where one can act. */
const SCRIPT = `
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => {
	let told = {};
	try { told = event.data.json(); } catch { /* Shown without its words. */ }
	const says = typeof told.says === "string" ? told.says : "Something needs you in Carillon.";
	const path = typeof told.path === "string" && told.path.startsWith("/staff") ? told.path : "/staff";
	event.waitUntil(self.registration.showNotification("Carillon", { body: says, data: { path }, tag: path }));
});
self.addEventListener("notificationclick", (event) => {
	event.notification.close();
	const { path } = event.notification.data;
	event.waitUntil((async () => {
		const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
		const open = pages.find((page) => new URL(page.url).pathname.startsWith("/staff"));
		if (open === undefined) return self.clients.openWindow(path);
		await open.focus();
		if (new URL(open.url).pathname !== path) await open.navigate(path);
	})());
});
`;

/** Below /staff, so that it may speak for the console's pages and no other. */
export const pushWorkerRoute: Route = {
	method: "get",
	path: "/staff/push-worker.js",
	handle: () => ({
		kind: "text",
		status: 200,
		text: SCRIPT,
		type: "text/javascript",
		headers: { "Cache-Control": "no-cache" },
	}),
};
