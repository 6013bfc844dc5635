import type { Instant } from "../plain/instant.ts";
import { MINUTE } from "../plain/instant.ts";
import type { PostState } from "./post.ts";

/** What a person may do about a post that Carillon can't settle by itself. */
export type PostDeed = "check" | "mark-published" | "mark-absent" | "retry" | "drop";

export const POST_DEEDS = ["check", "mark-published", "mark-absent", "retry", "drop"] as const satisfies PostDeed[];

export type DeedFacts = {
	readonly state: PostState;
	readonly expiresAt: Instant;
	readonly now: Instant;
	/** When its last try began, and what came of it; null where it was never tried. */
	readonly lastTryAt: Instant | null;
	readonly lastOutcome: string | null;
};

/** A post appears on its platform within seconds; before this, not seeing it proves nothing (facts.md E8). */
export const ABSENCE_PROVES_AFTER_MS = 2 * MINUTE;

/**
 * What may be done about it now. What may be public is never sent again on suspicion (invariant 5): an unconfirmed post goes back only
 * when a person has looked at the account, long enough after the try; a refused one only where the refusal proves that nothing is public.
 */
export function deedsFor(facts: DeedFacts): readonly PostDeed[] {
	switch (facts.state) {
		case "unconfirmed":
			return isAbsenceProof(facts)
				? ["check", "mark-published", "mark-absent", "drop"]
				: ["check", "mark-published", "drop"];
		case "rejected":
			return mayRetry(facts) ? ["retry", "mark-published", "drop"] : ["mark-published", "drop"];
		case "ready":
		case "held":
			return ["drop"];
		case "sending":
		case "published":
		case "superseded":
		case "expired":
		case "cancelled":
			return [];
		default:
			return facts.state satisfies never;
	}
}

function isAbsenceProof({ lastTryAt, now }: DeedFacts): boolean {
	return lastTryAt === null || now - lastTryAt >= ABSENCE_PROVES_AFTER_MS;
}

/** "Duplicate" means that somebody's post says the same already: another try would be refused, or worse, wouldn't. */
function mayRetry({ lastOutcome, expiresAt, now }: DeedFacts): boolean {
	return lastOutcome !== "duplicate" && lastOutcome !== "absent" && expiresAt > now;
}

/** Why a deed that was asked for may not be done, in words for whoever asked. */
export function whyNot(deed: PostDeed, facts: DeedFacts): string {
	if (facts.state === "sending") return "This post is on its way right now. Wait a few seconds and look again.";
	if (deed === "mark-absent" && facts.state === "unconfirmed") {
		return "It is too soon to say that it isn't there: posts can take two minutes to appear. Look again then.";
	}
	if (deed === "retry" && facts.state === "rejected") {
		if (facts.expiresAt <= facts.now) return "Its time is over: what it would say is old news by now. Drop it.";
		return "The platform said that it has this text already. Look at the account and mark the post as published, or drop it.";
	}
	return `This can't be done with a post that is ${STATE_NAMES[facts.state]}.`;
}

const STATE_NAMES: Readonly<Record<PostState, string>> = {
	held: "held",
	ready: "waiting for its turn",
	sending: "on its way",
	published: "published",
	rejected: "refused",
	unconfirmed: "unconfirmed",
	superseded: "spoken for by a higher milestone",
	expired: "too late",
	cancelled: "dropped",
};
