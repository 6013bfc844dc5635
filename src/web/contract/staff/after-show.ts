import type { TotalLine } from "../../../domain/counting/gift-lines.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Platform, PostState } from "../../../domain/post/post.ts";
import type { AmplifiedPost } from "./amplification.ts";

/**
 * GET /api/staff/campaigns/:campaign/after-show: the drive as one hands it to the board. Amounts are minor units of `currency`.
 * A sponsor that is not to be named, and a name that is no longer said, stands nowhere in it.
 */
export type AfterShow = {
	readonly now: Instant;
	readonly head: AfterShowHead;
	readonly made: AfterShowMade;
	readonly timeline: readonly TimelineRow[];
	readonly hours: AfterShowHours;
	/** The five that brought most: through their links first, what came beside them second. */
	readonly best: readonly AmplifiedPost[];
	readonly published: number;
	readonly log: readonly PostLogRow[];
	readonly sponsors: readonly SponsorProof[];
};

export type AfterShowHead = {
	readonly name: string;
	readonly hospital: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly timeZone: string;
	readonly currency: string;
	readonly phase: "before" | "during" | "after";
	/** What is said and shown outside. */
	readonly announced: number;
	readonly frozen: { readonly at: Instant } | null;
	readonly goal: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	readonly bestHour: { readonly startsAt: Instant; readonly counted: number } | null;
	readonly largestStation: { readonly name: string; readonly amount: number } | null;
	readonly lastYearTotal: number | null;
};

/** What the ledger's total is made of; `total` differs from what is announced once that is frozen. */
export type AfterShowMade = {
	readonly lines: readonly { readonly line: TotalLine; readonly amount: number; readonly count: number }[];
	/** `sponsor` null: not to be named. */
	readonly matches: readonly { readonly id: string; readonly sponsor: string | null; readonly amount: number }[];
	readonly refunded: number;
	readonly disputed: number;
	readonly total: number;
};

export type TimelineRow = {
	readonly id: number;
	readonly at: Instant;
	/** "Passed $40,000". */
	readonly what: string;
	/** Who the match or power hour was by; null where it was about neither, or they are not to be named. */
	readonly about: string | null;
	/** As the hosts were given it; null where there was none, or it says a name that is no longer said. */
	readonly script: string | null;
	readonly posts: readonly { readonly platform: Platform; readonly account: string; readonly url: string | null }[];
};

export type AfterShowHours = {
	readonly rows: readonly HourRow[];
	/** Of the hours listed. */
	readonly counted: number;
	/** Last year's same hours; null where none of them is known. */
	readonly lastYear: number | null;
	/** Counted before the first and after the last of them. */
	readonly outside: number;
};

export type HourRow = {
	readonly startsAt: Instant;
	readonly counted: number;
	readonly lastYear: number | null;
	/** False for the one under way. */
	readonly isOver: boolean;
};

export type PostLogRow = {
	readonly id: string;
	readonly platform: Platform;
	readonly name: string;
	readonly states: readonly { readonly state: PostState; readonly count: number }[];
	readonly count: number;
};

export type SponsorProof = {
	/** Its place in the list. */
	readonly id: number;
	/** Null: not to be named, and so without proof. */
	readonly name: string | null;
	readonly matches: readonly { readonly id: string; readonly pool: number; readonly given: number }[];
	readonly powerHours: readonly {
		readonly name: string;
		readonly from: Instant;
		readonly to: Instant;
		readonly target: number;
		readonly counted: number;
	}[];
	/** Money of theirs that is no gift of a match; and of it, what paid a match. */
	readonly gave: number;
	readonly paid: number;
	/** In order of time. */
	readonly mentions: readonly Mention[];
};

export type Mention =
	| {
			readonly kind: "post";
			readonly id: number;
			readonly at: Instant;
			readonly platform: Platform;
			readonly account: string;
			readonly text: string;
			readonly url: string | null;
	  }
	/** A sentence for the hosts, when it was given to them. */
	| { readonly kind: "script"; readonly id: number; readonly at: Instant; readonly text: string }
	/** A slot of the run of show that has begun. */
	| {
			readonly kind: "slot";
			readonly id: string;
			readonly at: Instant;
			readonly to: Instant;
			readonly title: string;
			readonly text: string;
	  };

/** GET .../after-show.csv?part= */
export const AFTER_SHOW_PARTS = ["timeline", "hours", "posts", "sponsors"] as const;
export type AfterShowPart = (typeof AFTER_SHOW_PARTS)[number];
