import type { Instant } from "../../domain/plain/instant.ts";
import type { Approval } from "../../domain/post/approval.ts";
import type { WaitingPost } from "../../domain/post/choose-next.ts";
import type { PostState } from "../../domain/post/post.ts";
import type { PostPlan } from "../../domain/post/post-plan.ts";
import { NO_USE, type XUse } from "../../domain/post/x-cost.ts";
import type { VirtualAccount } from "./setup.ts";
import type { Fallen } from "./virtual-ledger.ts";

/** One announcement on one account, on its way. It changes as the row in the real table does. */
export type VirtualPost = {
	readonly id: number;
	readonly account: VirtualAccount;
	readonly fallen: Fallen;
	readonly decidedAt: Instant;
	readonly group: string;
	readonly priority: number;
	readonly threshold: number;
	readonly expiresAt: Instant;
	readonly firstHold: PostPlan["hold"];
	state: PostState;
	hold: PostPlan["hold"] | "gate" | "moved";
	approvers: number;
	notBefore: Instant;
	/** Since when it has been held; null: it isn't. */
	heldSince: Instant | null;
	heldFor: number;
	standing: readonly Approval[];
	text: string | null;
	why: string | null;
	by: VirtualPost | null;
	/** When it went out, or was settled. */
	at: Instant | null;
	use: XUse;
};

export function virtualPost(
	id: number,
	account: VirtualAccount,
	about: { readonly fallen: Fallen; readonly plan: PostPlan; readonly now: Instant },
): VirtualPost {
	const { fallen, plan, now } = about;
	return {
		...{ id, account, fallen, decidedAt: now },
		...{ group: plan.group, priority: plan.priority, threshold: plan.threshold, expiresAt: plan.expiresAt },
		...{
			state: plan.state,
			hold: plan.hold,
			firstHold: plan.hold,
			approvers: plan.approvers,
			notBefore: plan.notBefore,
		},
		heldSince: plan.state === "held" ? now : null,
		heldFor: 0,
		standing: [],
		text: null,
		why: plan.supersededBy === null ? null : "A higher milestone fell at the same moment and speaks for this one.",
		by: null,
		at: plan.state === "superseded" ? now : null,
		use: NO_USE,
	};
}

/** As the fence reads it. */
export function waiting(post: VirtualPost): WaitingPost {
	const { id, group, threshold, priority, decidedAt, notBefore, expiresAt } = post;
	return { id, group, threshold, priority, decidedAt, notBefore, expiresAt };
}

/** It waits no longer, for a person or for its time. */
export function letGo(post: VirtualPost, now: Instant): void {
	post.heldFor += post.heldSince === null ? 0 : now - post.heldSince;
	post.heldSince = null;
	post.state = "ready";
	post.hold = null;
	post.why = null;
}

export function holdBack(post: VirtualPost, hold: "gate" | "moved", why: string, now: Instant): void {
	post.state = "held";
	post.hold = hold;
	post.why = why;
	post.heldSince = now;
	post.standing = [];
}

export function settle(post: VirtualPost, state: PostState, at: Instant, why: string | null): void {
	if (post.heldSince !== null) post.heldFor += Math.max(0, at - post.heldSince);
	post.heldSince = null;
	post.state = state;
	post.at = at;
	post.why = why;
}
