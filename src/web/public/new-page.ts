import { part } from "./page-parts.ts";

/** Not all of a crowd at once, and not again before caches have let go of the old page. */
const SPREAD_MS = 1_500;
const AGAIN_AFTER_MS = 5_000;

export type NewPage = "new" | "same" | "gone";

let askedAt = Number.NEGATIVE_INFINITY;

/**
 * The drive has opened, closed or been edited: fetches this page anew and puts its words in place of the old ones. What a visitor has
 * typed into the giving form stays, as long as the new page has the form. Gives null where it was asked a moment ago.
 */
export async function takeNewPage(): Promise<NewPage | null> {
	if (performance.now() - askedAt < AGAIN_AFTER_MS) return null;
	askedAt = performance.now();
	await new Promise((done) => window.setTimeout(done, Math.random() * SPREAD_MS));
	const answer = await fetch(location.pathname + location.search, { cache: "no-cache" }).catch(() => null);
	if (answer?.status === 404) return "gone";
	if (!answer?.ok) return "same";
	const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
	return put(fresh) ? "new" : "same";
}

function put(fresh: Document): boolean {
	const [old, now] = [part("page"), fresh.getElementById("page")];
	const { version, stage } = document.body.dataset;
	if (!old || !now) return false;
	if (fresh.body.dataset.version === version && fresh.body.dataset.stage === stage) return false;
	const focused = document.activeElement?.id ?? "";
	const typed = part("give-form");
	if (typed) now.querySelector("#give-form")?.replaceWith(typed);
	old.replaceWith(document.adoptNode(now));
	for (const [name, value] of Object.entries(fresh.body.dataset)) document.body.dataset[name] = value;
	document.title = fresh.title;
	const look = fresh.querySelector<HTMLLinkElement>('link[href*="look.css"]')?.getAttribute("href");
	const oldLook = document.querySelector<HTMLLinkElement>('link[href*="look.css"]');
	if (look && oldLook && oldLook.getAttribute("href") !== look) oldLook.href = look;
	if (focused) part(focused)?.focus({ preventScroll: true });
	return true;
}
