import type { Instant } from "../../domain/plain/instant.ts";
import type { Hold } from "../../domain/post/approval.ts";

/** Why a post waits, for people. */
export function whyItWaits(facts: {
	readonly hold: Hold;
	readonly reason: string | null;
	readonly approvers: number;
	readonly given: number;
}): string {
	const { hold, reason, approvers, given } = facts;
	switch (hold) {
		case "countdown":
			return "Its rule gives people a moment to stop it. Then it goes out by itself.";
		case "approval":
			if (approvers < 2) return "Its rule asks for somebody's approval.";
			return given === 0
				? "Its rule asks for the approval of two people."
				: "One person has approved it. Its rule asks for a second one.";
		case "gate":
		case "stopped":
		case "moved":
			return reason ?? "It waits until somebody approves it.";
		default:
			return hold satisfies never;
	}
}

/** The main button's words: its consequence. */
export function whatPressingDoes(facts: {
	readonly accounts: number;
	readonly isLast: boolean;
	readonly isStopped: boolean;
	readonly isCountdown: boolean;
	readonly opensAt: Instant;
	readonly now: Instant;
	readonly timeZone: string;
}): { press: string; pressNote: string | null } {
	const { accounts, isLast, isStopped, isCountdown, opensAt, now, timeZone } = facts;
	const where = accounts === 1 ? "1 account" : `${accounts} accounts`;
	if (!isLast)
		return { press: `Approve for ${where}`, pressNote: "Nothing goes out before a second person approves it." };
	if (isStopped) {
		return { press: `Approve for ${where}`, pressNote: "Posting is stopped: it goes out once posting goes on." };
	}
	if (opensAt > now) {
		const at = new Intl.DateTimeFormat("en-US", {
			timeZone,
			hour: "numeric",
			minute: "2-digit",
			timeZoneName: "short",
		});
		return {
			press: `Approve for ${where}`,
			pressNote: `Its rule's hours begin at ${at.format(opensAt)}: it goes out then.`,
		};
	}
	return { press: isCountdown ? `Post now to ${where}` : `Approve and post now to ${where}`, pressNote: null };
}
