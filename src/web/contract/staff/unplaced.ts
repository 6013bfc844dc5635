import type { UnplacedReason } from "../../../domain/counting/placement.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** A gift in no drive, or an event that could not be read. */
export type UnplacedItem = {
	/** "gift:pi_..." or "event:evt_..." */
	readonly key: string;
	readonly at: Instant;
	readonly livemode: boolean;
	/** Why, in plain words, and what helps. */
	readonly why: string;
	readonly dismissed: { readonly reason: string; readonly by: string; readonly at: Instant } | null;
} & (
	| {
			readonly kind: "gift";
			readonly reason: UnplacedReason;
			/** Minor units; null where no money came yet. */
			readonly amount: number | null;
			readonly currency: string | null;
			readonly monthly: boolean;
			/** The payment as Stripe's dashboard knows it. */
			readonly stripeId: string;
			/** What its source called the drive; null where it named none. */
			readonly named: string | null;
			readonly paymentLink: string | null;
	  }
	| {
			readonly kind: "event";
			readonly outcome: "set-aside" | "awaiting";
			readonly type: string;
			readonly stripeId: string;
			/** What stood in the way, without secrets. */
			readonly detail: string | null;
			readonly nextTryAt: Instant | null;
	  }
);

/** GET /api/staff/unplaced?show=open|dismissed&before */
export type UnplacedPage = {
	readonly items: readonly UnplacedItem[];
	readonly next: string | null;
	readonly open: number;
};

/** POST /api/staff/unplaced/assign. `takeLinks`: the drive takes gifts by these gifts' payment links from now on. */
export type AssignRequest = {
	readonly campaign: string;
	readonly keys: readonly string[];
	readonly takeLinks?: boolean;
};

/** One for each key, in their order. */
export type AssignAnswer = {
	readonly results: readonly { readonly key: string; readonly placed: boolean; readonly says: string }[];
	readonly links: readonly string[];
};

/** POST /api/staff/unplaced/dismiss */
export type DismissRequest = { readonly keys: readonly string[]; readonly reason: string };
/** POST /api/staff/unplaced/bring-back */
export type KeysRequest = { readonly keys: readonly string[] };
/** POST /api/staff/unplaced/try-again */
export type TryAgainAnswer = {
	readonly results: readonly { readonly key: string; readonly done: boolean; readonly says: string }[];
};
