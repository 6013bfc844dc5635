import type { Campaign } from "../drive/campaign.ts";
import type { MilestoneRule, PostPolicy } from "../drive/milestone-rule.ts";
import { localHour } from "../plain/clock-hour.ts";
import { HOUR, type Instant, MINUTE } from "../plain/instant.ts";
import { coalesce, coalesceGroup } from "./coalesce.ts";

/** A milestone about to be announced, with what its post will be judged by. */
export type Announceable = {
	readonly rule: MilestoneRule;
	readonly key: string;
	readonly threshold: number;
	/** The match or power hour it is about. */
	readonly about?: string;
};

export type PostPlan = {
	readonly key: string;
	readonly group: string;
	readonly threshold: number;
	readonly priority: number;
	/** "held" waits for its time; a superseded one is written down and never sent. */
	readonly state: "ready" | "held" | "superseded";
	/** The key of the announcement that speaks for it. */
	readonly supersededBy: string | null;
	/** Why it is held; null where it is not. */
	readonly hold: "countdown" | "approval" | null;
	/** How many people must approve what it says before it goes. */
	readonly approvers: 0 | 1 | 2;
	readonly notBefore: Instant;
	readonly expiresAt: Instant;
};

/** What becomes of each milestone's post on one account: several passed at once become one about the highest (product.md D3). */
export function planPosts(campaign: Campaign, passed: readonly Announceable[], now: Instant): PostPlan[] {
	const candidates = passed.map((one) => ({
		...one,
		group: coalesceGroup(one.rule, one.about),
		priority: one.rule.priority,
		decidedAt: now,
	}));
	const { superseded } = coalesce(candidates);
	const speaker = new Map(superseded.map(({ one, by }) => [one.key, by.key]));
	return candidates.map(({ rule, key, group, threshold, priority }) => {
		const notBefore = earliest(campaign, rule, now);
		const supersededBy = speaker.get(key) ?? null;
		const hold = supersededBy === null ? holdOf(rule.policy) : null;
		const state = supersededBy !== null ? "superseded" : hold !== null ? "held" : "ready";
		// With a window, from when it opens: a night must not eat the time in which it could have been approved.
		const expiresAt = notBefore + rule.expiresAfterMinutes * MINUTE;
		const approvers = rule.policy.kind === "approval" ? rule.policy.approvers : 0;
		return { key, group, threshold, priority, state, supersededBy, hold, approvers, notBefore, expiresAt } as const;
	});
}

function holdOf(policy: PostPolicy): PostPlan["hold"] {
	switch (policy.kind) {
		case "automatic":
			return null;
		case "after-minutes":
			return "countdown";
		case "approval":
			return "approval";
		default:
			return policy satisfies never;
	}
}

function earliest(campaign: Campaign, rule: MilestoneRule, now: Instant): Instant {
	const released = rule.policy.kind === "after-minutes" ? now + rule.policy.minutes * MINUTE : now;
	return rule.window === undefined ? released : opensAt(rule.window, campaign.timeZone, released);
}

/** The first instant from `at` on that lies in the window of local hours; a window may span midnight. */
export function opensAt(window: { fromHour: number; toHour: number }, timeZone: string, at: Instant): Instant {
	const isOpen = (hour: number) =>
		window.fromHour <= window.toHour
			? hour >= window.fromHour && hour < window.toHour
			: hour >= window.fromHour || hour < window.toHour;
	if (isOpen(localHour(at, timeZone))) return at;
	// By quarter hours, because zones and their daylight-saving changes move in quarters.
	const quarter = HOUR / 4;
	for (let next = Math.ceil(at / quarter) * quarter; next < at + 48 * HOUR; next += quarter) {
		if (isOpen(localHour(next, timeZone))) return next;
	}
	return at;
}
