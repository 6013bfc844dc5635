import type { RecentDeed } from "../../contract/staff/approvals.ts";

export const DONE_WORDS: Readonly<Record<RecentDeed["what"], string>> = {
	approved: "Approved",
	edited: "Words changed",
	dropped: "Dropped",
	stopped: "Countdown stopped",
};
