import type { PostCounts } from "./compare-posts.ts";

/** Milliseconds; null where nothing was measured. */
export type Percentiles = { readonly p50: number | null; readonly p99: number | null };

/** What `carillon replay --json` ends with; other programs read these names. Amounts are minor units. */
export type ReplaySummary = {
	readonly gifts: number;
	/** Counted on the ledger: the announced total. */
	readonly total_minor: number;
	readonly announcements: number;
	readonly posts: { readonly x: PostCounts; readonly facebook: PostCounts };
	readonly webhook: { readonly p50_ms: number | null; readonly p99_ms: number | null; readonly per_second: number };
	/** Webhook sent -> the entry received by a host's screen. */
	readonly to_screen_ms: Percentiles;
	/** Webhook that passed the milestone sent -> the platform received the post. */
	readonly to_post_ms: Percentiles;
	readonly ok: boolean;
};

export type ReplayResult = {
	readonly summary: ReplaySummary;
	/** What differs, in sentences; empty where all is well. */
	readonly problems: readonly string[];
	readonly currency: string;
	readonly seconds: number;
	readonly restarts: number;
	readonly kills: number;
};

/** 0 where it is ok, 1 where anything differs. */
export function exitCodeOf(summary: ReplaySummary): 0 | 1 {
	return summary.ok ? 0 : 1;
}
