import type { TriggerKind } from "../../domain/drive/milestone-rule.ts";
import type { MatchState } from "../../domain/match/match-now.ts";
import type { PowerHourState } from "../../domain/match/power-hour-now.ts";
import type { SteerDo, SteerRefusal, TakeBackRefusal } from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";

/**
 * Matches and power hours steered from a producer's screen; every other link is answered 403. Amounts are minor units, sentences in the
 * drive's own language.
 *
 * GET  /on-air/:link/matches?reader=ID            -> SteerList
 * GET  /on-air/:link/matches/:id/:do              -> SteerForetold; nothing is done
 * POST /on-air/:link/matches        SteerPress    -> SteerAnswer; 200 where it stands so, 409 where it was refused
 * POST /on-air/:link/matches/undo   TakeBackPress -> TakeBackAnswer; likewise
 */
export type SteerItem = {
	readonly id: string;
	readonly about: "match" | "power-hour";
	/** The sponsor, also while hidden: who may reveal has to know whom. Empty: nobody was written down. Or the power hour's name. */
	readonly name: string;
	readonly isHidden: boolean;
	readonly state: MatchState | PowerHourState;
	/** What is to be said of it now. */
	readonly says: string;
	/** What can be done with it now. */
	readonly deeds: readonly SteerDo[];
	/** What this reader did with it within the last minutes. */
	readonly lately: {
		readonly do: SteerDo;
		readonly undoUntil: Instant;
		/** Null: it can be taken back. */
		readonly refused: TakeBackRefusal | null;
	} | null;
};

export type SteerList = { readonly items: readonly SteerItem[] };

export type SteerForetold = {
	readonly id: string;
	readonly do: SteerDo;
	/** Null: it can be done, and the rest says what happens. */
	readonly refused: SteerRefusal | null;
	/** Whoever did it, where it stands so already. */
	readonly by: string | null;
	/** The total after it, and by how much it moves: by nothing, mostly. */
	readonly total: number;
	readonly delta: number;
	/** Of a match: what is left of its pool then. Of a power hour: what counts towards its target already. */
	readonly match: { readonly left: number; readonly pool: number } | null;
	readonly hour: { readonly counted: number; readonly target: number; readonly to: Instant } | null;
	/** What its place on the screens says then. Null: it has none. */
	readonly says: string | null;
	/** What the drive's rules announce with it, and to how many accounts. */
	readonly announces: readonly TriggerKind[];
	readonly accounts: number;
};

type Sender = { readonly requestId: string; readonly readerId: string; readonly by?: string };
export type SteerPress = Sender & { readonly id: string; readonly do: SteerDo };
export type TakeBackPress = Sender & { readonly id: string };

/** `by`: whoever was first. */
export type SteerAnswer = { readonly done: boolean; readonly refused: SteerRefusal | null; readonly by: string | null };
export type TakeBackAnswer = { readonly done: boolean; readonly refused: TakeBackRefusal | null };
