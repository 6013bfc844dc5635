import type { Instant } from "../plain/instant.ts";
import type { Platform, PostState } from "./post.ts";

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
	x: "X",
	facebook: "Facebook",
	"on-air": "the host's screen",
	"dry-run": "practice",
};

/** How a post stands, in two or three words. `nextStepAt`: when it goes by itself, for a held one. */
export function postStateWords(state: PostState, nextStepAt: Instant | null = null): string {
	switch (state) {
		case "held":
			return nextStepAt === null ? "Waits for approval" : "Counts down";
		case "ready":
			return "Waits for its turn";
		case "sending":
			return "On its way";
		case "published":
			return "Published";
		case "rejected":
			return "Refused";
		case "unconfirmed":
			return "Not confirmed";
		case "superseded":
			return "Spoken for";
		case "expired":
			return "Too late";
		case "cancelled":
			return "Dropped";
		default:
			return state satisfies never;
	}
}

/** What a platform answered to one try, in plain words. Null: no answer yet. */
export function tryWords(outcome: string | null, platform: Platform): string {
	const name = PLATFORM_NAMES[platform];
	switch (outcome) {
		case null:
			return "On its way: no answer yet.";
		case "published":
			return platform === "on-air" ? "It stands on the host's screen." : `${name} took it.`;
		case "retry-later":
			return `Not sent: ${name} was not ready for it. It is tried again.`;
		case "refused":
			return `${name} refused it. Nothing is public.`;
		case "picture-refused":
			return `${name} refused the picture. The words go without it.`;
		case "out-of-credits":
			return `${name} refused it: the account's credits are used up.`;
		case "reconnect":
			return `${name} doesn't know the connection any more.`;
		case "duplicate":
			return `${name} says it has this text already.`;
		case "unconfirmed":
			return "No clear answer: it may be public.";
		case "lost":
			return "Carillon stopped in the middle of sending it: it may be public.";
		case "absent":
			return "It never appeared on the account, so it was free to go again.";
		default:
			return "It ended in a way this page has no words for.";
	}
}

export type AdviceFacts = {
	readonly state: PostState;
	readonly platform: Platform;
	readonly nextStepAt: Instant | null;
	readonly lastOutcome: string | null;
	readonly isExpired: boolean;
	/** The account waits for a person: its own reason. */
	readonly accountReason: string | null;
	readonly accountIsOff: boolean;
};

/** What to do about it; null where there is nothing. */
export function postAdvice(facts: AdviceFacts): string | null {
	const name = PLATFORM_NAMES[facts.platform];
	switch (facts.state) {
		case "unconfirmed":
			return facts.nextStepAt === null
				? `Open the account on ${name} and look for it. If it is there, mark it as published with its link; if it isn't, say so, and it goes again.`
				: "Carillon is looking for it on the account by itself. There is nothing to do yet.";
		case "rejected":
			if (facts.lastOutcome === "duplicate" || facts.lastOutcome === "absent") {
				return "Look at the account: somebody may have posted the same. Mark it as published with its link, or drop it.";
			}
			return facts.isExpired
				? "Its time is over. If somebody posted it by hand, mark it as published with its link; else drop it."
				: "Put right what the answer names, in the template or on the account. Then send it again; it says the figures of that moment.";
		case "ready":
			if (facts.accountIsOff) return "Switch the account on under Channels, or drop the post.";
			return facts.accountReason === null
				? null
				: "Put the account right under Channels. The post goes out by itself then.";
		case "held":
			return facts.nextStepAt === null ? "Look at it under Approvals." : "It goes by itself. Stop it under Approvals.";
		case "expired":
			return "Nothing to do. If this happens often, give its rule more minutes or the account a faster pace.";
		case "sending":
		case "published":
		case "superseded":
		case "cancelled":
			return null;
		default:
			return facts.state satisfies never;
	}
}
