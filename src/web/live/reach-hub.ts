import { type HubLink, linkOwnHub, linkSharedHub } from "./hub-link.ts";
import type { FromHub, ToHub } from "./live-messages.ts";

const FIRST_ANSWER_MS = 3_000;
const HERE_MS = 15_000;

/**
 * Joins the hub for this address and stays with it for as long as the page lives, or `until`. A shared hub that doesn't answer is given up for one
 * of the page's own: rather a connection too many than none.
 */
export function reachHub(
	address: string,
	take: (message: FromHub) => void,
	until: AbortSignal = new AbortController().signal,
): (message: ToHub) => void {
	let isAnswering = true;
	let isOver = false;
	let isOwn = false;
	let link: HubLink | null = null;

	const hear = (message: FromHub) => {
		isAnswering = true;
		clearTimeout(first);
		if (message.type === "ended") end();
		take(message);
	};
	const here = () => link?.send({ type: "here", address });
	const holdOwn = () => {
		if (isOwn || isOver) return;
		isOwn = true;
		link?.send({ type: "leave" });
		link?.close();
		link = linkOwnHub(hear);
		here();
	};
	const first = setTimeout(holdOwn, FIRST_ANSWER_MS);
	const beat = setInterval(() => {
		if (isOwn) return;
		if (!isAnswering) return holdOwn();
		isAnswering = false;
		here();
	}, HERE_MS);
	function end(): void {
		isOver = true;
		clearInterval(beat);
		clearTimeout(first);
		link?.close();
	}

	const hearShared = (message: FromHub) => {
		if (!isOwn) hear(message);
	};
	link = linkSharedHub(hearShared, holdOwn);
	if (link === null) holdOwn();
	else here();
	comeAndGo(
		() => link?.send({ type: "wake" }),
		() => link?.send({ type: "leave" }),
		() => !isOver && here(),
		until,
	);
	until.addEventListener("abort", () => {
		link?.send({ type: "leave" });
		end();
	});
	return (message) => link?.send(message);
}

function comeAndGo(wake: () => void, leave: () => void, here: () => void, signal: AbortSignal): void {
	window.addEventListener("online", wake, { signal });
	const wakeIfSeen = () => {
		if (document.visibilityState === "visible") wake();
	};
	document.addEventListener("visibilitychange", wakeIfSeen, { signal });
	window.addEventListener("pagehide", leave, { signal });
	// Back from the browser's memory of pages: it had left.
	const comeBack = (event: PageTransitionEvent) => {
		if (event.persisted) here();
	};
	window.addEventListener("pageshow", comeBack, { signal });
}
