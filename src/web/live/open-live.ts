import { keepLastKnown } from "./keep-last-known.ts";
import type { Live } from "./live.ts";
import { openLiveScreen } from "./live-screen.ts";
import { reachHub } from "./reach-hub.ts";

export type { Live, LiveStanding } from "./live.ts";

export type OpenLiveOptions = {
	/** Keeps the last state in this browser, to be shown after a reload without a network. Wiped when the link is switched off. */
	readonly remember?: boolean;
};

/** Follows a live address of this server ("/on-air/.../live", "/c/.../live") for as long as the page lives. Once per page and address. */
export function openLive(address: string, { remember = false }: OpenLiveOptions = {}): Live {
	const screen = openLiveScreen();
	const tell = reachHub(address, (message) => {
		if (screen.take(message) === "lost") tell({ type: "again", address });
	});
	setInterval(() => screen.tick(), 500);
	if (remember) keepLastKnown(address, screen);
	return screen.live;
}
