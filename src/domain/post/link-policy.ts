import type { TriggerKind } from "../drive/milestone-rule.ts";
import type { Platform } from "./post.ts";
import { type Mills, X_LINK_POST_MILLS, X_PICTURE_MILLS, X_POST_MILLS } from "./x-cost.ts";

/** Which posts of an account may carry a link. */
export type LinkPolicy =
	| { readonly kind: "never" }
	/** Only the milestones of these rules. */
	| { readonly kind: "some"; readonly rules: readonly string[] }
	| { readonly kind: "always" };

/** On X a link makes a post thirteen times as dear, so nobody pays for one without having said so; elsewhere it is free. */
export function usualLinkPolicy(platform: Platform): LinkPolicy {
	return platform === "x" || platform === "dry-run" ? { kind: "never" } : { kind: "always" };
}

/** The drive's budget for X and what is spent of it. `limit` null: none was set. */
export type XBudget = { readonly limit: Mills | null; readonly spent: Mills };

export type LinkAsked = {
	readonly platform: Platform;
	readonly policy: LinkPolicy;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	readonly budget: XBudget;
};

/** What the account's link rule and the drive's budget let a post do. `why`: in words, where either is no. */
export type LinkLeave =
	| { readonly mayPost: true; readonly mayLink: true; readonly why: null }
	| { readonly mayPost: true; readonly mayLink: false; readonly why: string }
	| { readonly mayPost: false; readonly mayLink: false; readonly why: string };

/**
 * Whether a post may go out, and with a link. As X's budget runs out the link goes first: a milestone without one is worth more than
 * no milestone, and a thirteenth of its price. Only when not even that is left is a post dropped, for the reason "budget".
 */
export function linkLeave({ platform, policy, ruleId, budget }: LinkAsked): LinkLeave {
	const left = platform !== "x" || budget.limit === null ? Number.POSITIVE_INFINITY : budget.limit - budget.spent;
	if (left < X_POST_MILLS) return { mayPost: false, mayLink: false, why: BUDGET_USED_UP };
	if (!policyAllows(policy, ruleId)) return { mayPost: true, mayLink: false, why: whyNot(policy) };
	if (left < X_LINK_POST_MILLS + X_PICTURE_MILLS) return { mayPost: true, mayLink: false, why: TOO_LITTLE_FOR_LINK };
	return { mayPost: true, mayLink: true, why: null };
}

export function policyAllows(policy: LinkPolicy, ruleId: string): boolean {
	switch (policy.kind) {
		case "never":
			return false;
		case "some":
			return policy.rules.includes(ruleId);
		case "always":
			return true;
		default:
			return policy satisfies never;
	}
}

function whyNot(policy: LinkPolicy): string {
	return policy.kind === "never"
		? "This account's posts carry no link (Channels, link rule)."
		: "This milestone is not among those that may carry a link on this account (Channels, link rule).";
}

export const BUDGET_USED_UP =
	"Dropped for the budget: what this drive may spend on X is used up. Raise the budget under Channels for the posts to come.";
const TOO_LITTLE_FOR_LINK = "What is left of the drive's budget for X is too little for a link.";
