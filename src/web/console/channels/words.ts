import type { ChannelState } from "../../../domain/post/channel-health.ts";
import type { Pacing } from "../../../domain/post/pacing.ts";
import type { Platform } from "../../../domain/post/post.ts";

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
	x: "X",
	facebook: "Facebook Page",
	"on-air": "Host's screens",
	"dry-run": "Practice",
};

export const STATE_WORDS: Readonly<Record<ChannelState, { readonly label: string; readonly color: string }>> = {
	good: { label: "Ready", color: "verdant" },
	soon: { label: "Ends soon", color: "brass" },
	unchecked: { label: "Not checked", color: "ink" },
	off: { label: "Off", color: "ink" },
	"not-connected": { label: "Not connected", color: "ember" },
	"waits-for-person": { label: "Waits for you", color: "ember" },
	broken: { label: "Can't post", color: "ember" },
};

export const LANGUAGE_NAMES = { en: "English", es: "Spanish" } as const;

const HOW: Readonly<Record<string, string>> = {
	"sign-in": "by signing in",
	keys: "by four keys",
	token: "by a Page's token",
};

export function connectedWords(how: string, by: string): string {
	return `${HOW[how] ?? ""} by ${by}`.trim().replace(/^by (signing in|four keys|a Page's token) by /, "$1, ");
}

/** "At least 2 minutes apart, up to 4 in 15 minutes and 40 a day". */
export function pacingWords({ minGapSeconds, per15Minutes, perDay }: Pacing): string {
	const gap = minGapSeconds === 0 ? "No pause between posts" : `At least ${spanWords(minGapSeconds)} apart`;
	const limits = [
		per15Minutes === null ? null : `${per15Minutes} in 15 minutes`,
		perDay === null ? null : `${perDay} a day`,
	].filter((one) => one !== null);
	return limits.length === 0 ? gap : `${gap}, at most ${limits.join(" and ")}`;
}

function spanWords(seconds: number): string {
	if (seconds < 60 || seconds % 60 !== 0) return `${seconds} seconds`;
	return seconds === 60 ? "a minute" : `${seconds / 60} minutes`;
}

/** What a sign-in at a platform came back with instead of a connection. */
export const SIGN_IN_PROBLEMS: Readonly<Record<string, string>> = {
	denied:
		"Nothing was connected: the platform was told no. Connect again when you are ready, and press its yes button.",
	expired:
		"That sign-in is over. It lasts 15 minutes, works once, and has to end in the browser where it began. Connect again.",
	code: "The platform did not accept the sign-in: its code lives for 30 seconds and works once. Connect again.",
	lost: "The platform did not answer, so nobody knows whether it said yes. Connect again; nothing was changed.",
	app: "The platform does not know Carillon's app by the settings on this machine. Ask IT to check the app's id and secret.",
	permission:
		"The account was connected without the right to post. Connect again and leave every permission as it is offered.",
	"no-renewal": "X gave access for two hours only. Ask IT to switch on offline access in the app's settings at X.",
	"other-account":
		"You signed in as another account than this channel posts as. Sign out there first, or add it as a channel of its own.",
	twice: "This account is connected to this drive already. Twice would post everything twice.",
	"name-taken": "There is a channel of that name already. Connect again and give it another name.",
	"no-pages":
		"Facebook showed no Page that you may post to. Ask whoever manages the hospital's Page to give you access to its content.",
	unreadable: "The platform let you in but did not say who the account is. Connect again in a moment.",
};
