import type { ScreenLayout, ScreenRole } from "../../contract/board.ts";
import type { LinkKind } from "../../contract/staff/links.ts";

export const KINDS: Readonly<Record<LinkKind, { readonly title: string; readonly words: string }>> = {
	"on-air": { title: "A screen", words: "For a studio, a phone room's wall, the lobby or the video." },
	phones: {
		title: "The phone bank",
		words: "Where volunteers write pledges down. They see no total and no other slip.",
	},
};

export const LAYOUTS: Readonly<Record<ScreenLayout, { readonly title: string; readonly words: string }>> = {
	studio: { title: "Studio", words: "The host's screen: the total, what to say, whom to thank." },
	"phone-room": { title: "Phone room", words: "The same figures, large, for volunteers on the phones." },
	lobby: {
		title: "Lobby",
		words: "For a screen that visitors see: names and amounts only as donors agreed for the public.",
	},
	overlay: { title: "Video overlay", words: "Transparent, for a live stream; public as the lobby's." },
};

export const ROLES: Readonly<
	Record<ScreenRole, { readonly title: string; readonly short: string; readonly words: string }>
> = {
	watch: { title: "Watches", short: "watches", words: "Reads, and presses nothing." },
	host: { title: "Host", short: "host", words: "Marks names as being read and as read." },
	producer: { title: "Producer", short: "producer", words: "A host who can also send a sentence to every studio." },
};
