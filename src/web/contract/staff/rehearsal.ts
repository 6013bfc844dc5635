import type { TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Language } from "../../../domain/plain/language.ts";
import type { Platform } from "../../../domain/post/post.ts";
import type { Mills } from "../../../domain/post/x-cost.ts";
import type { RuleDraft } from "./rules.ts";

/** What became of a post in a rehearsal. "held": somebody would have had to say something, and nobody did. */
export type RehearsedOutcome = "published" | "superseded" | "expired" | "held" | "dropped" | "refused";

/** One announcement on one account. */
export type RehearsedPost = {
	readonly id: number;
	/** The announcement's own: "every-10k:4000000". */
	readonly key: string;
	readonly ruleId: string;
	readonly kind: TriggerKind;
	/** "Passed $40,000". */
	readonly fell: string;
	readonly accountId: string;
	readonly fellAt: Instant;
	/** When it went out, or when it was settled that it doesn't; null: never. */
	readonly at: Instant | null;
	readonly outcome: RehearsedOutcome;
	/** The post that speaks for it. */
	readonly by: number | null;
	/** As it would be said; null where it never came to words. */
	readonly text: string | null;
	/** Why it didn't go out, or what is worth knowing where it did. */
	readonly why: string | null;
	/** What X asks for it; 0 elsewhere. */
	readonly cost: Mills;
	/** Milliseconds it waited for a person or its countdown. */
	readonly heldFor: number;
	readonly wasHeldFor: "approval" | "countdown" | null;
};

export type RehearsedAccount = {
	readonly id: string;
	readonly name: string;
	readonly platform: Platform;
	readonly language: Language;
};

/** The drive by steps: what stood at each step's end, and what came in during it. Minor units. */
export type RehearsedStep = {
	readonly at: Instant;
	readonly total: number;
	readonly amount: number;
	readonly gifts: number;
};

export type AccountSum = {
	readonly accountId: string;
	readonly published: number;
	readonly superseded: number;
	readonly expired: number;
	/** Held, dropped and refused. */
	readonly stopped: number;
	/** Of those that went out. */
	readonly firstAt: Instant | null;
	readonly lastAt: Instant | null;
};

export type Stretch = { readonly from: Instant; readonly to: Instant };

export type RehearsalSummary = {
	readonly gifts: number;
	/** Announced total at the end, minor units; `matched` of it came from matches. */
	readonly total: number;
	readonly matched: number;
	readonly announcements: number;
	readonly published: number;
	readonly superseded: number;
	readonly expired: number;
	readonly stopped: number;
	readonly accounts: readonly AccountSum[];
	/** On X, against the drive's budget; `limit` null: none is set. */
	readonly x: {
		readonly posts: number;
		readonly linkPosts: number;
		readonly cost: Mills;
		readonly limit: Mills | null;
	};
	/** The longest time on the air in which nothing is said on any account; null where nothing is said at all. */
	readonly longestSilence: Stretch | null;
	/** The 15 minutes with the most posts, over all accounts. */
	readonly busiest: (Stretch & { readonly posts: number }) | null;
	/** Posts out by hour of the drive, from its first. */
	readonly perHour: readonly { readonly at: Instant; readonly posts: number }[];
	/** Posts that a person has to look at, and how long they waited in the middle (median), milliseconds. */
	readonly approvals: { readonly asked: number; readonly medianWait: number; readonly longestWait: number };
};

/** What a rehearsal takes for granted, because nobody can know it. */
export type RehearsalAssumptions = {
	/** From the worker's decision until the platform has it. */
	readonly sendingSeconds: number;
	/** How long staff take to approve what waits for them; null: nobody ever does. */
	readonly approvedAfterMinutes: number | null;
	/** Posts carry a picture, where the platform takes one. */
	readonly hasPictures: boolean;
};

export type Rehearsal = {
	/** Of the rules: "The drive's rules", "Draft". */
	readonly name: string;
	readonly currency: string;
	readonly timeZone: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly goal: number;
	readonly accounts: readonly RehearsedAccount[];
	/** In the order in which they fell. */
	readonly posts: readonly RehearsedPost[];
	readonly chart: { readonly stepMinutes: number; readonly steps: readonly RehearsedStep[] };
	readonly summary: RehearsalSummary;
	readonly assumptions: RehearsalAssumptions;
	/** What was done so that drive and rules fit: "The drive's gifts are moved to ...". */
	readonly notes: readonly string[];
	/** How long it took, milliseconds. */
	readonly tookMs: number;
};

/** Where the gifts come from. */
export type RehearsalSource =
	/** Another drive of the house, or this one so far. */
	| { readonly kind: "drive"; readonly campaignId: string }
	| {
			readonly kind: "generated";
			readonly gifts: number;
			readonly hours: number;
			/** How much comes in, as a part of the goal: 1 is all of it. */
			readonly partOfGoal: number;
			readonly seed: number;
	  }
	/** A file's text, as `carillon rehearse` reads it. */
	| { readonly kind: "file"; readonly name: string; readonly csv: string };

/** Which rules are rehearsed. */
export type RehearsalRules =
	| { readonly kind: "drive" }
	/** As they were saved then. */
	| { readonly kind: "version"; readonly version: number }
	| { readonly kind: "draft"; readonly rules: readonly RuleDraft[] };

/** POST /api/staff/campaigns/:campaign/rehearsals: answers a line of JSON for each RehearsalLine, as it comes. */
export type RehearsalRequest = {
	readonly source: RehearsalSource;
	readonly rules: RehearsalRules;
	/** A second set of rules, for the same drive. */
	readonly against: RehearsalRules | null;
	readonly assumptions: RehearsalAssumptions;
};

export type RehearsalLine =
	| { readonly kind: "progress"; readonly done: number; readonly of: number }
	| { readonly kind: "done"; readonly rehearsals: readonly Rehearsal[] }
	| { readonly kind: "failed"; readonly detail: string };

/** GET /api/staff/campaigns/:campaign/rehearsals/choices */
export type RehearsalChoices = {
	/** Drives with gifts; this one among them, the others newest first. */
	readonly drives: readonly {
		readonly id: string;
		readonly name: string;
		readonly gifts: number;
		readonly total: number;
		readonly opensAt: Instant;
		readonly closesAt: Instant;
	}[];
	/** Saves whose rules differ from the drive's now, newest first. */
	readonly versions: readonly {
		readonly version: number;
		readonly savedAt: Instant;
		readonly savedBy: string | null;
		readonly rules: number;
	}[];
	readonly accounts: number;
	readonly usual: RehearsalAssumptions;
};
