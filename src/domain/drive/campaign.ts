import type { NameRules } from "../gift/moderation-policy.ts";
import type { Instant } from "../plain/instant.ts";
import type { Language } from "../plain/language.ts";
import type { Look, PublicPage } from "./campaign-page.ts";
import type { Show } from "./campaign-show.ts";
import type { ChallengeMatch } from "./challenge-match.ts";
import type { MilestoneRule } from "./milestone-rule.ts";
import type { OnAirWindow } from "./on-air-window.ts";
import type { PowerHour } from "./power-hour.ts";
import type { Simulcast } from "./simulcast.ts";

export type CampaignState = "draft" | "live" | "closed" | "archived";
export type Station = {
	readonly id: string;
	readonly name: string;
	/** The station's own line, as its hosts say it; absent: the drive's. */
	readonly phone?: string;
	/** What its listeners text ("KLKV to 51555"); its first word names the station where a gift carries it. */
	readonly code?: string;
};

/** One drive, as staff set it up. Amounts are minor units of `currency`. */
export type Campaign = {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	readonly shortName: string;
	readonly hospital: string;
	/** Without the "#"; empty where there is none. */
	readonly hashtag: string;
	readonly goal: number;
	readonly currency: string;
	/** IANA name, e.g. "America/Chicago". */
	readonly timeZone: string;
	readonly opensAt: Instant;
	readonly closesAt: Instant;
	/** When the drive is on the air, in order; none: from opensAt to closesAt without a break. */
	readonly onAirWindows: readonly OnAirWindow[];
	readonly languages: readonly [Language, ...Language[]];
	readonly phone: string;
	readonly textCode: string;
	readonly donateUrl: string;
	readonly stations: readonly Station[];
	/** When stations went out together, in order; one at a time. Absent: never. */
	readonly simulcasts?: readonly Simulcast[];
	readonly state: CampaignState;
	/** Which Stripe mode may count here; the other one's money is kept as unplaced (invariant 9). */
	readonly livemode: boolean;
	/** Payment links ("plink_...") whose gifts belong here. */
	readonly paymentLinks: readonly string[];
	/** Takes gifts that name no campaign. At most one campaign has it. */
	readonly isDefault: boolean;
	/** "On air we say: paid gifts + monthly gifts x this". */
	readonly monthlyMultiplier: number;
	/** Facts older than this are counted and announce nothing: importing history stays silent. */
	readonly announceFrom: Instant;
	readonly rules: readonly MilestoneRule[];
	/** "On air we say": whether a pledge counts as it is promised, or only once it is paid. Absent: when promised. */
	readonly pledgesCount?: "when-promised" | "when-paid";
	/** In their order: the first answers a gift first. */
	readonly matches?: readonly ChallengeMatch[];
	readonly powerHours?: readonly PowerHour[];
	/** The announced total as staff froze it; the ledger goes on. Null or absent: it isn't. */
	readonly frozen?: { readonly at: Instant; readonly total: number } | null;
	readonly look: Look;
	readonly page: PublicPage;
	readonly show: Show;
	/** How names are let through; absent in drives that staff left as is usual. */
	readonly names?: NameRules;
};
