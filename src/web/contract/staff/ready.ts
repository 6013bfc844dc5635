import type { Instant } from "../../../domain/plain/instant.ts";

/** One line of the check before a drive. */
export type ReadyLine = {
	readonly what: string;
	readonly state: "ok" | "warning" | "broken";
	/** What was found and what it means. */
	readonly says: string;
	/** Where to mend it: a page of the drive ("channels"), or of the console ("/people"). Null where it is nowhere in here. */
	readonly fix: { readonly says: string; readonly page: string } | null;
};

/** GET /api/staff/campaigns/:campaign/ready */
export type ReadyView = {
	readonly checkedAt: Instant;
	readonly groups: readonly { readonly title: string; readonly lines: readonly ReadyLine[] }[];
	readonly lastTest: TestGift | null;
};

export const TEST_STEPS = [
	"received",
	"on-ledger",
	"on-stream",
	"announced",
	"rendered",
	"gate-passed",
	"recorded",
] as const;
export type TestStepName = (typeof TEST_STEPS)[number];

export type TestStep = {
	readonly name: TestStepName;
	readonly state: "waiting" | "done" | "failed";
	/** Milliseconds from the press; null while it waits. */
	readonly afterMs: number | null;
	/** What happened, or why it failed and what to do. */
	readonly says: string | null;
};

/** POST /api/staff/campaigns/:campaign/test-gifts -> TestGift; GET .../test-gifts/:test */
export type TestGift = {
	readonly id: string;
	readonly startedAt: Instant;
	readonly startedBy: string;
	readonly finishedAt: Instant | null;
	readonly ok: boolean | null;
	readonly steps: readonly TestStep[];
};
