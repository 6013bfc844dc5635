import { type LastKnown, lastKnownPlace } from "./last-known.ts";
import type { LiveScreen } from "./live-screen.ts";

const KEEP_EVERY_MS = 5_000;

export type Keeping = {
	/** From the visit before; null where there is none. */
	readonly known: LastKnown | null;
	/** Keeps what this screen knows, every few seconds while it is live, and wipes it when the link ends. */
	readonly follow: (screen: LiveScreen) => void;
};

export function keepLastKnown(address: string): Keeping {
	const place = lastKnownPlace(address, buildOfPage(), () => localStorage, Date.now);
	return {
		known: place.read(),
		follow({ live, known }) {
			const keep = () => {
				if (live.standing() !== "live") return;
				const latest = known();
				if (latest) place.keep(latest);
			};
			const timer = setInterval(keep, KEEP_EVERY_MS);
			window.addEventListener("pagehide", keep);
			let hasKeptFirst = false;
			live.subscribe(() => {
				if (live.standing() === "ended") {
					clearInterval(timer);
					place.wipe();
				} else if (!hasKeptFirst && live.standing() === "live") {
					// A screen that is switched off seconds after it came up has something to show, too.
					hasKeptFirst = true;
					keep();
				}
			});
		},
	};
}

/** The page's own script: its name has the hash of its content, and of all that it loads. */
function buildOfPage(): string {
	return document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src ?? "";
}
