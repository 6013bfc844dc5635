import type { Finding } from "../../../domain/counting/reconciliation.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** GET /api/staff/reconcile -> ReconcileView; POST the same to compare now -> ReconcileView; amounts in minor units of the finding's currency. */
export type ReconcileView = {
	/** False where no key of Stripe's is set: then nothing can be compared or fetched. */
	readonly canRead: boolean;
	/** What never came by itself is fetched every minute; null: it hasn't been asked for yet. */
	readonly backFill: { readonly at: Instant; readonly brought: number; readonly error: string | null } | null;
	/** Newest first. */
	readonly runs: readonly ReconciliationRun[];
	/** Of the newest run that came to its end. */
	readonly findings: readonly ReconciliationFinding[];
};

export type ReconciliationRun = {
	readonly id: number;
	readonly askedAt: Instant;
	/** Null: by itself, at night. */
	readonly askedBy: string | null;
	readonly from: Instant;
	readonly to: Instant;
	readonly startedAt: Instant | null;
	readonly endedAt: Instant | null;
	readonly checked: Readonly<Record<string, number>>;
	readonly error: string | null;
	readonly found: number;
	readonly open: number;
};

export type ReconciliationFinding = Finding & {
	readonly id: number;
	readonly repairedAt: Instant | null;
	readonly repairedBy: string | null;
};

/** POST /api/staff/reconcile/findings/:finding/repair, .../repair-all */
export type RepairAnswer = { readonly done: number; readonly says: string };
