import type { Instant } from "../plain/instant.ts";
import { MINUTE } from "../plain/instant.ts";
import type { Permission } from "./staff-role.ts";

/** What people on the staff can be told of while they look elsewhere. */
export const NOTICE_EVENTS = ["approval", "post-failed", "channel", "posting-stopped"] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** Who can do something about it: nobody else is told. */
export function noticePermission(event: NoticeEvent): Permission {
	switch (event) {
		case "approval":
			return "posts.approve";
		case "post-failed":
			return "posts.settle";
		case "channel":
			return "channels.edit";
		case "posting-stopped":
			return "posting.resume";
		default:
			return event satisfies never;
	}
}

/** What one person wants to be told, and how. */
export type NoticeChoice = {
	readonly events: readonly NoticeEvent[];
	readonly byEmail: boolean;
	readonly byPush: boolean;
	/** Local hours [from, to) in which nothing is sent; may span midnight. Null: none. */
	readonly quiet: { readonly fromHour: number; readonly toHour: number } | null;
	readonly timeZone: string;
};

export const USUAL_CHOICE: NoticeChoice = {
	events: NOTICE_EVENTS,
	byEmail: true,
	byPush: true,
	quiet: null,
	timeZone: "UTC",
};

/** One mail to one person in so long; what comes meanwhile stands in the next. */
export const MAIL_GAP_MS = 5 * MINUTE;
/** What can't be delivered for so long is no news any more. */
export const GIVE_UP_AFTER_MS = 6 * 60 * MINUTE;

const DELAYS = [15_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE];

/** When to try again after so many tries. */
export function nextTryAt(tries: number, now: Instant): Instant {
	return now + (DELAYS[Math.min(tries, DELAYS.length) - 1] ?? MINUTE);
}
