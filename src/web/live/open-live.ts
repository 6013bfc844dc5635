import { keepLastKnown } from "./keep-last-known.ts";
import type { Live } from "./live.ts";
import type { FromHub } from "./live-messages.ts";
import { openLiveScreen } from "./live-screen.ts";
import { reachHub } from "./reach-hub.ts";

export type { Live, LiveStanding } from "./live.ts";

export type OpenLiveOptions = {
	/** Keeps the last state in this browser, to be shown after a reload without a network. Wiped when the link is switched off. */
	readonly remember?: boolean;
	/** Ends it before the page does: for a page that goes from one drive to another. */
	readonly until?: AbortSignal;
};

/** Follows a live address of this server ("/on-air/.../live", "/c/.../live") for as long as the page lives, or `until`. Once per page and address. */
export function openLive(address: string, { remember = false, until }: OpenLiveOptions = {}): Live {
	const screen = openLiveScreen();
	const take = (message: FromHub) => {
		if (screen.take(message) === "lost") tell({ type: "again", address });
	};
	const tell = reachHub(address, take, until);
	const ticking = setInterval(() => screen.tick(), 500);
	until?.addEventListener("abort", () => clearInterval(ticking));
	if (remember) keepLastKnown(address, screen);
	return screen.live;
}
