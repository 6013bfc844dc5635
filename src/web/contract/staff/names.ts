import type { Consent, KnownVerdict, Moderation } from "../../../domain/gift/gift-fact.ts";
import type { NameCause, NameRules } from "../../../domain/gift/moderation-policy.ts";
import type { Instant } from "../../../domain/plain/instant.ts";

export type NameTab = "pending" | "flagged" | "approved" | "denied" | "all";

/** What a name reads like in each place. Null: "A generous listener" stands there. */
export type NamePlaces = {
	readonly onAir: string | null;
	readonly page: string | null;
	readonly social: string | null;
};

/** One giver's name as the people who moderate see it. Amount in minor units. */
export type NameItem = {
	/** The gift's id. */
	readonly id: string;
	readonly name: string;
	/** As the donor wrote it, where staff show another one. */
	readonly original: string | null;
	readonly town: string | null;
	readonly isCardName: boolean;
	readonly moderation: Moderation | null;
	readonly cause: NameCause;
	readonly consent: Required<Consent>;
	/** As it reads now, and as it would once approved. */
	readonly now: NamePlaces;
	readonly approved: NamePlaces;
	readonly amount: number;
	readonly monthly: boolean;
	readonly at: Instant;
	readonly stationId: string | null;
	/** In whose honour or memory, as the donor wrote it. Stays on this page. */
	readonly message: string | null;
	/** Posts that are out and may bear this name: they can only be deleted where they are. */
	readonly postsOut: readonly PostOut[];
	readonly last: { readonly by: string; readonly at: Instant; readonly deed: NameDeed } | null;
};

export type PostOut = { readonly id: number; readonly platform: string; readonly url: string | null };
export type NameDeed = Exclude<KnownVerdict, "none"> | "alias" | "undo";

/** GET /api/staff/campaigns/:campaign/names?tab&search&before */
export type NameQueue = {
	readonly counts: Readonly<Record<Exclude<NameTab, "all">, number>>;
	readonly items: readonly NameItem[];
	/** Send as `before` for those that follow; null at the end. */
	readonly next: string | null;
};

/** POST .../names/verdicts. "approved" shows it where the donor agreed; "denied" hides it everywhere. */
export type VerdictRequest = { readonly gifts: readonly string[]; readonly is: Exclude<KnownVerdict, "none"> };
/** For undo: the deeds that were just written. */
export type VerdictAnswer = { readonly deeds: readonly number[]; readonly postsOut: readonly PostOut[] };

/** GET .../names/:gift/history */
export type NameHistory = {
	readonly deeds: readonly {
		readonly id: number;
		readonly at: Instant;
		readonly by: string;
		readonly deed: NameDeed;
		readonly before: NameState;
		readonly after: NameState;
		readonly isUndone: boolean;
	}[];
};
export type NameState = { readonly name: string; readonly moderation: Moderation | null };

/** GET and PUT .../names/rules */
export type NameRulesView = { readonly rules: NameRules; readonly waiting: number };
/** PUT's answer: how many waiting names were looked at again, and how many of them stand differently now. */
export type NameRulesSaved = { readonly examined: number; readonly changed: number };

/** POST .../names/try: what would happen to this name. */
export type NameTrial = { readonly name: string; readonly amount: number; readonly rules: NameRules };
export type NameTrialAnswer = {
	readonly moderation: Moderation | null;
	readonly cause: NameCause;
	readonly places: NamePlaces;
};
