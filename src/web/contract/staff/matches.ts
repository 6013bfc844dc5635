import type { CampaignState, Station } from "../../../domain/drive/campaign.ts";
import type { ChallengeMatch } from "../../../domain/drive/challenge-match.ts";
import type { PowerHour } from "../../../domain/drive/power-hour.ts";
import type { MatchNow } from "../../../domain/match/match-now.ts";
import type { PowerHourNow } from "../../../domain/match/power-hour-now.ts";
import type { MatchDraft, OfferChange, PowerHourDraft } from "../../../domain/offer/change-offers.ts";
import type { OfferProblem } from "../../../domain/offer/offer-problems.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

/** Amounts are minor units of the drive's currency, everywhere. */
export type MatchItem = {
	/** As it was set up; a hidden sponsor's name only for those who may open matches, else empty. */
	readonly match: ChallengeMatch;
	readonly now: MatchNow;
	/** What every screen says of it now. */
	readonly says: string;
	/** How many gifts it has answered. */
	readonly gifts: number;
	/** What has come in from its sponsor, as offline money that pays this match. */
	readonly paid: number;
};

export type PowerHourItem = { readonly hour: PowerHour; readonly now: PowerHourNow; readonly says: string };

/** GET /api/staff/campaigns/:campaign/matches */
export type MatchesView = {
	readonly version: number;
	readonly currency: string;
	readonly timeZone: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	readonly state: CampaignState;
	readonly stations: readonly Station[];
	readonly total: number;
	readonly matches: readonly MatchItem[];
	readonly powerHours: readonly PowerHourItem[];
};

/**
 * POST .../matches/try: what a change would do; nothing is saved. -> OfferTrial
 * POST .../matches: saves it ("matches.edit"). -> MatchesView; 409 where somebody else saved since `version`, 422 with `fields`
 * POST .../matches/steer: the same for open, close, reveal, start and end ("matches.open"), whatever the version.
 */
export type SaveOfferRequest = { readonly version: number; readonly change: WrittenChange };
/** `sponsorEmail`: gifts given with it are not answered; kept only as a donor's key. Left out: as it was; empty: nobody's. */
export type WrittenMatch = MatchDraft & { readonly sponsorEmail?: string };
export type WrittenChange =
	| Exclude<OfferChange, { do: "put-match" | "take-back" }>
	| { readonly do: "put-match"; readonly match: WrittenMatch };
export type SteerRequest = {
	readonly change: Extract<OfferChange, { do: "open" | "close" | "reveal" | "start" | "end" }>;
};

export type OfferTrial = {
	readonly problems: readonly OfferProblem[];
	/** What it does in money, a sentence a line; empty where there are problems. */
	readonly lines: readonly string[];
	/** Signed, minor units: by so much the announced total would change. */
	readonly delta: number;
	/** What every screen would say; null where nothing would be said of it now. */
	readonly says: string | null;
};

/** GET .../matches/:match/gifts[?before=N]: what it gave to which gift, newest first, 100 at once; .../gifts.csv: all of it. */
export type MatchedGifts = {
	readonly gifts: readonly MatchedGift[];
	/** For the next page; null: that was all. */
	readonly next: number | null;
};
export type MatchedGift = {
	/** The gift's id; empty for a challenge, which gives to the drive. */
	readonly giftId: string;
	readonly at: Instant | null;
	readonly counted: number | null;
	readonly amount: number;
};

export type { MatchDraft, OfferChange, PowerHourDraft };
