import { readLastKnown, wipeLastKnown, writeLastKnown } from "./last-known.ts";
import type { LiveScreen } from "./live-screen.ts";
import type { ScreenState } from "./screen-state.ts";

const KEEP_CHANGED_MS = 2_000;
const KEEP_SAME_MS = 10_000;
const LOOK_MS = 1_000;

/**
 * Brings back what this browser last knew of the address, and keeps what the screen knows while it is live. Where the link ends, all
 * that was kept of it is wiped.
 */
export function keepLastKnown(address: string, screen: LiveScreen): void {
	const build = buildOfPage();
	let kept: ScreenState | null = null;
	let keptAt = Number.NEGATIVE_INFINITY;
	let writing = Promise.resolve();
	let isEnded = false;

	const keep = (leastMs: number) => {
		const known = screen.live.standing() === "live" ? screen.known() : null;
		if (known === null || isEnded || performance.now() - keptAt < leastMs) return;
		kept = known.state;
		keptAt = performance.now();
		writing = writing.then(() => writeLastKnown(address, build, known));
	};
	const keepInTime = () => keep(screen.live.state() === kept ? KEEP_SAME_MS : KEEP_CHANGED_MS);
	const timer = setInterval(keepInTime, LOOK_MS);
	screen.live.subscribe(() => {
		if (screen.live.standing() !== "ended") return keepInTime();
		if (isEnded) return;
		isEnded = true;
		clearInterval(timer);
		writing = writing.then(() => wipeLastKnown(address));
	});
	document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(0));
	void readLastKnown(address, build).then((known) => known && screen.recall(known));
}

/** The page's own script: its name has the hash of its content, and of all that it loads. */
function buildOfPage(): string {
	return document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "";
}
