import type { OfflineKind, PresentRefusal } from "../../domain/gift/offline-money.ts";
import type { Instant } from "../../domain/plain/instant.ts";

/** One under embargo. How much it is, and from whom where they didn't agree to it, is for the producer alone. */
export type Presentation = {
	readonly id: string;
	readonly kind: OfflineKind;
	readonly from: string | null;
	readonly amount: number | null;
	readonly note: string | null;
	/** For when it is announced. */
	readonly dated: Instant | null;
	readonly station: string | null;
};

export type PresentedLately = {
	readonly id: string;
	readonly from: string | null;
	readonly amount: number;
	readonly at: Instant;
	readonly undoUntil: Instant;
};

/** POST /on-air/:link/present and /on-air/:link/present/undo, by a producer's screen. */
export type PresentRequest = {
	readonly requestId: string;
	readonly readerId: string;
	readonly by?: string;
	readonly id: string;
};

/** 200 where it stands so now (also when it did before), 409 with the reason where it was refused. */
export type PresentAnswer = {
	readonly done: boolean;
	readonly refused: PresentRefusal | null;
	/** Whoever presented it, where another was first. */
	readonly by: string | null;
};
