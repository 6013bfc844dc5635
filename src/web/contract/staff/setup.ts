import type { CampaignState } from "../../../domain/drive/campaign.ts";
import type { ChangeLine } from "../../../domain/drive/change-line.ts";
import type { SetupStep } from "../../../domain/drive/setup-steps.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Language } from "../../../domain/plain/language.ts";
import type { CampaignListItem } from "./campaign.ts";

/** By what an edition was saved. "upgrade": it stood there before there was a history. */
export type SaveOrigin = "console" | "campaign-file" | "clone" | "restore" | "upgrade";

/** One line of a drive's history. */
export type SavedVersion = {
	readonly version: number;
	readonly what: string;
	readonly how: SaveOrigin;
	/** Null: the command line. */
	readonly savedBy: string | null;
	readonly savedAt: Instant;
};

/** Phone and code: the station's own; left out, or empty, the drive's. */
export type WrittenStation = {
	readonly id: string;
	readonly name: string;
	readonly phone?: string;
	readonly code?: string;
};
export type WrittenWindow = { readonly from: string; readonly to: string };
export type WrittenImpact = { readonly amount: string; readonly text: Readonly<Partial<Record<Language, string>>> };
export type WrittenScript = { readonly id: string; readonly title: string; readonly text: string };
export type WrittenSlot = {
	readonly id: string;
	readonly kind: "sponsor" | "guest" | "power-hour" | "story";
	readonly from: string;
	readonly to: string;
	readonly title: string;
	readonly say: string;
	/** A story's only. */
	readonly authorisation?: { readonly reference: string; readonly expiresAt: string };
};

/**
 * A drive as people write it: amounts in whole currency ("150000", "" where not said yet), times on the drive's own clock
 * ("2026-12-03T06:00"; with an offset only in an hour that the clocks pass twice).
 */
export type WrittenSetup = {
	readonly name: string;
	readonly shortName: string;
	readonly hospital: string;
	readonly hashtag: string;
	readonly slug: string;
	readonly colour: string;
	/** A data: address; "" for none. */
	readonly logo: string;
	readonly languages: readonly Language[];
	readonly timeZone: string;
	readonly opensAt: string;
	readonly closesAt: string;
	readonly announceFrom: string;
	/** None: on the air throughout. */
	readonly onAirWindows: readonly WrittenWindow[];
	readonly stations: readonly WrittenStation[];
	readonly currency: string;
	readonly goal: string;
	readonly monthlyMultiplier: number;
	readonly pledgesCount: "when-promised" | "when-paid";
	readonly phone: string;
	readonly textCode: string;
	readonly donateUrl: string;
	readonly paymentLinks: readonly string[];
	readonly isDefault: boolean;
	readonly livemode: boolean;
	readonly isGiving: boolean;
	readonly isOpen: boolean;
	readonly onceAmounts: readonly string[];
	readonly monthlyAmounts: readonly string[];
	readonly impact: readonly WrittenImpact[];
	readonly partners: readonly string[];
	readonly embedOrigins: readonly string[];
	readonly evergreen: readonly WrittenScript[];
	readonly runOfShow: readonly WrittenSlot[];
	readonly lastYear: readonly string[];
	readonly bigGift: string;
};

/** Where something can't be used, and what to write instead. `field`: "opensAt", "stations.0.name". */
export type FieldProblem = {
	readonly field: string;
	readonly says: string;
	/** What could be meant, to choose from (an hour that happens twice). */
	readonly choices?: readonly { readonly value: string; readonly label: string }[];
};

/** GET /api/staff/campaigns/:campaign/setup */
export type DriveSetup = {
	readonly id: string;
	readonly version: number;
	readonly state: CampaignState;
	readonly written: WrittenSetup;
	readonly steps: readonly SetupStep[];
	/** What this drive already counted; its currency and its money's mode can't change any more once there is something. */
	readonly gifts: number;
	readonly hasEntries: boolean;
	/** Gifts by station, as the thank-you list counts them. */
	readonly giftsByStation: Readonly<Record<string, number>>;
	/** The name of the drive that takes gifts naming none, where it is another one. */
	readonly otherDefault: string | null;
	/** Accounts that are on, for the step that leads to them. */
	readonly channels: number;
	readonly saved: { readonly savedBy: string | null; readonly savedAt: Instant; readonly how: SaveOrigin } | null;
	/** Where the world reaches us, without a trailing slash. */
	readonly publicBase: string;
};

/** PUT /api/staff/campaigns/:campaign; with ?preview it only says what would change (ChangePreview). */
export type SaveSetupRequest = { readonly version: number; readonly changes: Partial<WrittenSetup> };

/** 422: nothing was saved. A Problem with `fields` (FieldProblem). 409: somebody else saved meanwhile. */
export type SaveConflict = {
	readonly code: "conflict";
	readonly detail: string;
	readonly savedBy: string | null;
	readonly savedAt: Instant;
	readonly how: SaveOrigin;
	/** As it stands now. */
	readonly theirs: DriveSetup;
};

/** What saving would change, before it is saved. */
export type ChangePreview = { readonly lines: readonly ChangeLine[]; readonly announces: number };

/** POST /api/staff/campaigns */
export type NewDriveRequest = {
	readonly name: string;
	readonly hospital: string;
	readonly timeZone: string;
	readonly currency: string;
};

/** POST /api/staff/campaigns/:campaign/clone. `days`: how far every date moves; 364 keeps the weekdays, a year on. */
export type CloneRequest = { readonly name: string; readonly slug: string; readonly days: number };

/** The answer of both, and of a state change. */
export type DriveMade = {
	readonly id: string;
	readonly version: number;
	/** What needs a look after cloning: authorisations that have run out, hours the clocks skip. */
	readonly notes: readonly string[];
};

/** POST /api/staff/campaigns/:campaign/state */
export type StateRequest = { readonly to: CampaignState; readonly version: number };

/** GET /api/staff/campaigns/:campaign/versions */
export type VersionList = { readonly current: number; readonly versions: readonly SavedVersion[] };

/** GET /api/staff/drives: the list page. */
export type DriveListItem = CampaignListItem & {
	readonly hospital: string;
	readonly gifts: number;
	/** The next thing to do in setting it up; null where it is complete. */
	readonly nextStep: { readonly step: SetupStep["step"]; readonly says: string } | null;
	readonly stepsDone: number;
	readonly stepsInAll: number;
};
