import type { Instant } from "../../../domain/plain/instant.ts";
import type { Lift } from "../../../domain/post/lift.ts";
import type { Platform } from "../../../domain/post/post.ts";

/** One post that went out, and what is known of what it brought. Amounts are minor units of the drive's currency. */
export type AmplifiedPost = {
	readonly id: number;
	readonly platform: Platform;
	readonly account: string;
	readonly text: string;
	/** Where people see it; null where the platform told none. */
	readonly url: string | null;
	readonly at: Instant;
	readonly pictureUrl: string | null;
	/** Counted one by one: who followed its link, and what they gave. Null where it carries none. */
	readonly link: {
		readonly code: string;
		readonly clicks: number;
		readonly gifts: number;
		readonly amount: number;
	} | null;
	/** Estimated: what came in beside it. */
	readonly lift: Lift;
	/** What the platform charged, in thousandths of a US dollar; null where it charges nothing. */
	readonly cost: number | null;
};

/** GET /api/staff/campaigns/:campaign/amplification */
export type AmplificationReport = {
	readonly posts: readonly AmplifiedPost[];
	readonly chart: {
		readonly stepMinutes: number;
		/** In order of time; steps in which nothing came are left out. */
		readonly steps: readonly { readonly at: Instant; readonly amount: number }[];
	};
};
