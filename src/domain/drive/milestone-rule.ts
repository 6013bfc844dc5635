/** What makes a milestone fall. Amounts are minor units of the campaign's currency. */
export type MilestoneTrigger =
	| { readonly kind: "every"; readonly step: number }
	| { readonly kind: "amounts"; readonly amounts: readonly number[] }
	| { readonly kind: "percent"; readonly percents: readonly number[] }
	| { readonly kind: "gifts"; readonly counts: readonly number[] }
	| { readonly kind: "donors"; readonly counts: readonly number[] }
	| { readonly kind: "monthly-donors"; readonly counts: readonly number[] }
	| { readonly kind: "large-gift"; readonly atLeast: number }
	/** This clock hour's counted total reached the target. */
	| { readonly kind: "hour-target"; readonly target: number }
	/** This clock hour became the best of the drive; only once an earlier hour with at least `atLeast` stood. */
	| { readonly kind: "best-hour"; readonly atLeast: number }
	| { readonly kind: "hours-to-go"; readonly hours: readonly number[] }
	| { readonly kind: "final-hour" }
	| { readonly kind: "closed" }
	/** So many hours after the close: thanks, and what it came to. */
	| { readonly kind: "thank-you"; readonly hours: readonly number[] }
	/** Staff raised the goal while the drive is live. */
	| { readonly kind: "goal-raised" }
	/** Each of these falls once for every challenge match, or power hour, of the drive: see told-about.ts. */
	| { readonly kind: MatchKind }
	| { readonly kind: PowerHourKind };

/** opened: it answers gifts now. half, nearly gone, spent: of its pool. ended: its time is over, with something left of it. */
export type MatchKind = "match-opened" | "match-half" | "match-nearly-gone" | "match-spent" | "match-ended";
/** half and reached: of its target. */
export type PowerHourKind = "power-hour-start" | "power-hour-half" | "power-hour-reached" | "power-hour-end";

export type TriggerKind = MilestoneTrigger["kind"];

/** Who lets a post go: nobody, the clock unless somebody stops it, or so many different people. */
export type PostPolicy =
	| { readonly kind: "automatic" }
	| { readonly kind: "after-minutes"; readonly minutes: number }
	| { readonly kind: "approval"; readonly approvers: 1 | 2 };

export type MilestoneRule = {
	/** Stable: it is half of every announcement's key. */
	readonly id: string;
	readonly trigger: MilestoneTrigger;
	/** Higher wins where several milestones become one post. */
	readonly priority: number;
	readonly policy: PostPolicy;
	/** A post not sent this many minutes after its announcement is dropped as expired. */
	readonly expiresAfterMinutes: number;
	/** Local hours of the day [from, to) in which it may be posted; outside, it waits (and may expire). */
	readonly window?: { readonly fromHour: number; readonly toHour: number };
	/** Switched off: kept with its texts, and nothing falls by it. What passes meanwhile is not made up for. */
	readonly isOff?: true;
};

/** Those by which milestones fall. */
export function rulesThatSpeak(rules: readonly MilestoneRule[]): readonly MilestoneRule[] {
	return rules.filter(({ isOff }) => isOff !== true);
}
