import type { PhonesClosed } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";

/** Where somebody with an account goes from here. */
export const TO_CHOOSE = "/staff/take?choose";

/** The one thing that helps where nothing is taken; null: only the office can. */
export function wayBack(why: PhonesClosed, drive: string | null, words: PhoneWords) {
	switch (why) {
		case "off":
			return null;
		case "signed-out": {
			const to = drive === null ? "/take" : `/take?drive=${encodeURIComponent(drive)}`;
			return { href: `/staff/sign-in?to=${encodeURIComponent(to)}`, says: words.signIn };
		}
		case "barred":
			return { href: "/staff", says: words.toConsole };
		case "gone":
			return { href: TO_CHOOSE, says: words.changeDrive };
		default:
			return why satisfies never;
	}
}
