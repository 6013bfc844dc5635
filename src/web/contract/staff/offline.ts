import type { MilestoneTrigger } from "../../../domain/drive/milestone-rule.ts";
import type { OfflineKind, OfflineState } from "../../../domain/gift/offline-money.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** What the giver agreed to have said and shown. Without the name it is "A generous listener". */
export type OfflineConsent = {
	readonly name: boolean;
	readonly amount: boolean;
	readonly onAir: boolean;
	readonly page: boolean;
	readonly social: boolean;
};

/** A cheque, a sponsor's money, cash, the opening balance. Amounts are minor units of the drive's currency. */
export type OfflineItem = {
	readonly id: string;
	readonly kind: OfflineKind;
	readonly state: OfflineState;
	readonly givenBy: string;
	/** What it comes to, after every correction. */
	readonly amount: number;
	/** What was entered at first. */
	readonly entered: number;
	readonly consent: OfflineConsent;
	readonly stationId: string | null;
	/** When it came in, or for when it is announced. */
	readonly dated: Instant | null;
	readonly note: string;
	readonly embargoed: boolean;
	readonly presented: { readonly at: Instant; readonly by: string } | null;
	/** Until then the one who asks may take the presentation back; null where they may not. */
	readonly undoUntil: Instant | null;
	/** The match whose pool it pays: cash, never counted again. */
	readonly paysMatch: string | null;
	readonly created: { readonly at: Instant; readonly by: string };
	/** Oldest first. */
	readonly steps: readonly OfflineStep[];
};

export type OfflineStep = {
	readonly id: number;
	readonly kind: "presented" | "corrected" | "cancelled" | "undone" | "described";
	readonly amount: number;
	/** What it changed on the ledger. */
	readonly booked: number;
	readonly reason: string;
	readonly at: Instant;
	readonly by: string;
};

export type OfflineSum = { readonly amount: number; readonly count: number };

/** GET /api/staff/campaigns/:campaign/offline */
export type OfflineList = {
	/** Waiting ones by when they are announced, then the newest first. */
	readonly items: readonly OfflineItem[];
	readonly sums: { readonly waiting: OfflineSum; readonly counted: OfflineSum; readonly cancelled: OfflineSum };
};

/** What somebody writes of it; everything but the money can be changed later (PUT .../offline/:gift). */
export type OfflineDetails = {
	readonly givenBy: string;
	readonly consent: OfflineConsent;
	readonly stationId: string | null;
	readonly dated: Instant | null;
	readonly note: string;
};

/** POST /api/staff/campaigns/:campaign/offline; with ?foretell nothing is written and Foretold is answered. */
export type EnterOfflineRequest = OfflineDetails & {
	/** Made by the page, the same when it is sent again. */
	readonly requestId: string;
	readonly kind: OfflineKind;
	readonly amount: number;
	readonly embargoed: boolean;
	readonly paysMatch: string | null;
};

/** What counting it would do at this moment. Everything but `amount` is null-like where nothing would be announced. */
export type Foretold = {
	readonly amount: number;
	readonly total: number;
	readonly totalAfter: number;
	/** What matches would add; part of totalAfter. */
	readonly matched: number;
	/** Milestones that would fall, lowest first. `value`: minor units for amounts, percent for "percent", a count for counts. */
	readonly passes: readonly { readonly kind: MilestoneTrigger["kind"]; readonly value: number }[];
};

/** GET .../offline/:gift/foretell, POST .../present, POST .../undo-presenting */
export type PresentAnswer = {
	readonly done: boolean;
	/** In plain words: what happened, or why not. */
	readonly says: string;
	readonly item: OfflineItem;
};

/** POST .../offline/:gift/correct. `from`: what the page showed, so that two people's corrections don't add up. */
export type CorrectOfflineRequest = { readonly from: number; readonly to: number; readonly reason: string };
