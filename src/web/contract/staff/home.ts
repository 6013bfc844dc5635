import type { CampaignState } from "../../../domain/drive/campaign.ts";
import type { Projection } from "../../../domain/milestone/projection.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Platform } from "../../../domain/post/post.ts";
import type { SayNow } from "../board.ts";
import type { PostingStatus } from "./posting.ts";
import type { PostListItem } from "./posts.ts";

/** Where the drive is in its life, as the page is built around it. */
export type DrivePhase = "draft" | "before" | "running" | "over";

export type HourBar = {
	readonly startsAt: Instant;
	readonly counted: number;
	/** Null where there was no drive last year, or not that hour. */
	readonly lastYear: number | null;
};

/** Something that may keep the drive from running well, with where to mend it. */
export type HomeLine = {
	readonly what: string;
	readonly says: string;
	/** A page of the console: "/c/radiothon/channels"; null where none of them helps. */
	readonly to: string | null;
	readonly action: string | null;
};

export type ChannelLine = {
	readonly id: string;
	readonly platform: Platform;
	readonly name: string;
	readonly health: "well" | "resting" | "needs-person" | "off";
	/** "Last post 4 minutes ago", "Waits until 2:40 PM CST for X's limit", in one line. */
	readonly says: string;
	readonly lastPostAt: Instant | null;
	readonly restsUntil: Instant | null;
	readonly waiting: number;
};

/** GET /api/staff/campaigns/:campaign/home */
export type DriveHome = {
	readonly now: Instant;
	/** The ledger's seq these figures are of: the live stream goes on from there. */
	readonly seq: number;
	readonly state: CampaignState;
	readonly phase: DrivePhase;
	readonly total: number;
	readonly goal: number;
	readonly gifts: number;
	readonly donors: number;
	readonly monthlyDonors: number;
	/** "On air we say: paid gifts + monthly gifts x 12." */
	readonly definition: string;
	readonly hour: HourBar & { readonly target: number | null; readonly gifts: number };
	readonly lastHour: { readonly counted: number; readonly gifts: number };
	/** The drive's hours up to now, the oldest first; at most two days. */
	readonly hours: readonly HourBar[];
	readonly projection: Projection;
	readonly next: readonly { readonly amount: number; readonly toGo: number; readonly isGoal: boolean }[];
	readonly coming: readonly { readonly at: Instant; readonly words: string }[];
	readonly posting: PostingStatus;
	readonly posted: readonly PostListItem[];
	readonly published: number;
	/** Those that wait for a person's yes, and those with a countdown. */
	readonly held: { readonly count: number; readonly first: readonly PostListItem[] };
	readonly trouble: {
		readonly count: number;
		readonly posts: readonly PostListItem[];
		readonly lines: readonly HomeLine[];
	};
	readonly channels: readonly ChannelLine[];
	readonly sayNow: (SayNow & { readonly expiresAt: Instant }) | null;
	/** Before the drive: what is left to do. Empty where nothing is. */
	readonly toDo: readonly (HomeLine & { readonly isDone: boolean })[];
	/** After it: what it came to. */
	readonly sums: DriveSums | null;
};

export type DriveSums = {
	readonly average: number;
	readonly largest: number;
	readonly bestHour: HourBar | null;
	readonly lastYearTotal: number | null;
	readonly posts: {
		readonly published: number;
		readonly superseded: number;
		readonly expired: number;
		readonly other: number;
	};
};

/** POST .../say-now */
export type SayNowRequest = {
	readonly text: string;
	readonly minutes?: number;
	/** Said although the privacy gate found something in it; kept with the name of whoever sent it. */
	readonly despite?: boolean;
	/** The same twice is said once. */
	readonly requestId: string;
};
