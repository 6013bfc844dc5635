import type { Instant } from "../../../domain/plain/instant.ts";

/** What came through one station, or in one group. Minor units of the drive's currency. */
export type StationSum = { readonly total: number; readonly gifts: number };

export type StationRow = StationSum & {
	readonly id: string;
	readonly name: string;
	readonly phone: string | null;
	readonly code: string | null;
	/** False: gifts carry this station and the set-up doesn't know it (any more). */
	readonly known: boolean;
};

/** GET /api/staff/campaigns/:campaign/stations. The rows, groups, `none` and `matched` add up to `grand`, to the cent. */
export type StationBoard = {
	/** Highest first. */
	readonly stations: readonly StationRow[];
	/** Gifts without a station of their own, given while these went out together. */
	readonly simulcasts: readonly (StationSum & {
		readonly key: string;
		readonly name: string;
		readonly stationIds: readonly string[];
	})[];
	/** Gifts that belong to no station and no simulcast. */
	readonly none: StationSum;
	/** What challenge matches added. */
	readonly matched: number;
	readonly grand: StationSum;
	/** In order. */
	readonly spans: readonly SimulcastSpan[];
	readonly isShownToPublic: boolean;
	readonly version: number;
	readonly now: Instant;
};

export type SimulcastSpan = {
	readonly from: Instant;
	/** Null: they are out together now. */
	readonly to: Instant | null;
	readonly stationIds: readonly string[];
};

/** PUT .../stations/simulcasts. Answered with what the groups come to then; 409 where somebody saved meanwhile. */
export type SaveSimulcastsRequest = { readonly version: number; readonly spans: readonly SimulcastSpan[] };

/** POST .../stations/join, POST .../stations/split */
export type JoinRequest = { readonly stationIds: readonly string[] };

/** Which gifts: those of a station, "" for gifts without one; in this time; or these. */
export type GiftFilter = {
	readonly station?: string;
	readonly from?: Instant;
	readonly to?: Instant;
	readonly gifts?: readonly string[];
};

/** GET .../stations/gifts?station&from&to&before */
export type StationGift = {
	readonly id: string;
	readonly at: Instant;
	readonly amount: number;
	readonly monthly: boolean;
	readonly stationId: string | null;
	/** Who said so: "staff" where somebody moved it. */
	readonly saidBy: "donor" | "staff" | null;
	readonly source: string;
};

export type StationGiftList = {
	readonly gifts: readonly StationGift[];
	readonly next: string | null;
	/** All that the filter means, not only this page. */
	readonly count: number;
	readonly amount: number;
};

/** POST .../stations/move. `to` null: to no station. `count` and `amount`: what the page said would move. */
export type MoveGiftsRequest = {
	readonly filter: GiftFilter;
	readonly to: string | null;
	readonly count: number;
};

export type StationMove = {
	readonly id: number;
	readonly at: Instant;
	readonly by: string;
	readonly to: string | null;
	readonly count: number;
	readonly amount: number;
	readonly undone: { readonly at: Instant; readonly by: string } | null;
};

/** The answer of a move and of its undo; GET .../stations/moves gives the last ones. */
export type MoveAnswer = { readonly move: StationMove; readonly left: number };
