import type { Instant } from "../plain/instant.ts";
import type { PrivacyFinding } from "../privacy/privacy.ts";
import type { PostState } from "./post.ts";

/** Why a post is held. */
export type Hold = "countdown" | "approval" | "gate" | "stopped" | "moved";

/** One person's word that stands: for this text, with these findings of the privacy gate answered for. */
export type Approval = {
	readonly staffId: string;
	readonly by: string;
	readonly at: Instant;
	readonly text: string;
	readonly pictureAlt: string | null;
	readonly answered: readonly AnsweredFinding[];
};

export type AnsweredFinding = Pick<PrivacyFinding, "code" | "words">;

export type ApprovalFacts = {
	readonly state: PostState;
	readonly approvers: number;
	readonly expiresAt: Instant;
	readonly now: Instant;
	readonly standing: readonly Approval[];
};

/** How many more people's word it needs. A post whose countdown runs needs nobody's, and one person may let it go sooner. */
export function stillNeeded({ approvers, standing }: Pick<ApprovalFacts, "approvers" | "standing">): number {
	const people = new Set(standing.map(({ staffId }) => staffId));
	return Math.max(0, Math.max(1, approvers) - people.size);
}

/** Null: they may. Else why not, in words for whoever asked. Two-person rule: two different people. */
export function whyNotApprove(facts: ApprovalFacts, staffId: string): string | null {
	if (facts.state !== "held") return NO_LONGER_HELD[facts.state];
	if (facts.expiresAt <= facts.now) return "Its time is over: what it would say is old news by now.";
	if (facts.standing.some((one) => one.staffId === staffId)) {
		return "You have approved it already. This rule asks for a second person: somebody else has to look.";
	}
	return null;
}

const NO_LONGER_HELD: Readonly<Record<PostState, string>> = {
	held: "",
	ready: "Somebody else has approved it already; it is about to go out.",
	sending: "It is on its way right now.",
	published: "It is out already.",
	rejected: "The platform refused it. Look at it under Posts.",
	unconfirmed: "It was sent, and Carillon is looking whether it arrived. Look at it under Posts.",
	superseded: "A higher milestone has spoken for it meanwhile.",
	expired: "Its time is over: what it would say is old news by now.",
	cancelled: "Somebody else has dropped it.",
};

/** Why something can't be done with a post that is no longer held. */
export function noLongerHeld(state: PostState): string {
	return NO_LONGER_HELD[state];
}

/** Why an approval can't be taken back any more; null: it can. */
export function whyNotUndo(state: PostState): string | null {
	switch (state) {
		case "held":
		case "ready":
		case "cancelled":
			return null;
		case "sending":
			return "It is on its way right now and can't be called back.";
		case "published":
			return "It is out already. Delete it on the platform if it must go.";
		case "unconfirmed":
			return "It was sent and may be public: what was sent can't be called back.";
		case "rejected":
		case "superseded":
		case "expired":
			return `${NO_LONGER_HELD[state]} There is nothing left to take back.`;
		default:
			return state satisfies never;
	}
}

/** Findings that nobody has answered for: all of those who let the post go must have. */
export function unanswered(
	findings: readonly PrivacyFinding[],
	standing: readonly Pick<Approval, "answered">[],
): readonly PrivacyFinding[] {
	const isAnswered = (finding: PrivacyFinding) =>
		finding.answerable &&
		standing.length > 0 &&
		standing.every(({ answered }) =>
			answered.some(({ code, words }) => code === finding.code && words === finding.words),
		);
	return findings.filter((finding) => !isAnswered(finding));
}
