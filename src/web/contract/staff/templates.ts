import type { TriggerKind } from "../../../domain/drive/milestone-rule.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import type { Language } from "../../../domain/plain/language.ts";
import type { Platform } from "../../../domain/post/post.ts";

/** Platforms that have texts of their own; a dry run says what X would. */
export type WordedPlatform = Exclude<Platform, "dry-run">;

/** Where texts belong: a rule on a platform in a language; `accountId` for one account's own, else null. */
export type TemplatePlace = {
	readonly ruleId: string;
	readonly platform: WordedPlatform;
	readonly language: Language;
	readonly accountId: string | null;
};

/** Something wrong at a place in the text; `from` and `to` count UTF-16 units, as a text field does. */
export type TemplateProblem = {
	readonly says: string;
	readonly at: { readonly line: number; readonly column: number; readonly from: number; readonly to: number } | null;
	/** What could stand there instead. */
	readonly instead: readonly string[];
};

export type TemplateVariant = {
	/** Stable: uses are counted by it. */
	readonly id: string;
	readonly source: string;
	readonly isOn: boolean;
	/** As it would go out with today's figures; empty where it can't be used. */
	readonly text: string;
	/** Weighted characters on X, else characters: today, and at most. */
	readonly length: number;
	readonly longest: number;
	readonly hasLink: boolean;
	readonly uses: number;
	readonly lastUsedAt: Instant | null;
	readonly problems: readonly TemplateProblem[];
};

/** All variants of one place, in the order of their turns. */
export type PlaceTexts = {
	readonly place: TemplatePlace;
	/** "starter": nobody has changed anything here. "shared": an account that says what the platform's others do. */
	readonly origin: "starter" | "own" | "kind" | "shared";
	/** Sent back with a change, so that nobody writes over what somebody else has just saved; 0 before the first. */
	readonly revision: number;
	readonly changedAt: Instant | null;
	readonly changedBy: string | null;
	readonly variants: readonly TemplateVariant[];
	/** What is true of all of them: "Two X accounts share these...". */
	readonly notes: readonly string[];
};

export type TemplateRule = {
	readonly id: string;
	readonly kind: TriggerKind;
	/** "Every $10,000". */
	readonly words: string;
	readonly isOff: boolean;
	/** Of all its places. */
	readonly own: number;
	readonly broken: number;
	readonly uses: number;
};

export type TemplateAccount = {
	readonly id: string;
	readonly name: string;
	readonly platform: Platform;
	readonly language: Language;
	readonly isOn: boolean;
};

/** GET /api/staff/campaigns/:campaign/templates */
export type TemplatesOverview = {
	readonly rules: readonly TemplateRule[];
	readonly languages: readonly Language[];
	readonly accounts: readonly TemplateAccount[];
};

/** GET .../templates/rule?ruleId&platform: every language, and each account's own. */
export type RuleTexts = { readonly places: readonly PlaceTexts[] };

/** PUT .../templates/place -> PlaceTexts. `variants` null: back to what Carillon brings along. */
export type SaveTextsRequest = {
	readonly place: TemplatePlace;
	readonly revision: number;
	readonly variants: readonly { readonly id: string | null; readonly source: string; readonly isOn: boolean }[] | null;
};

/** GET .../templates/history?ruleId&platform&language&accountId -> { revisions } newest first */
export type TemplateRevision = {
	readonly id: number;
	readonly at: Instant;
	readonly by: string;
	readonly what: "saved" | "restored" | "reset" | "copied";
	readonly variants: readonly { readonly id: string; readonly source: string; readonly isOn: boolean }[] | null;
};

/** POST .../templates/restore -> PlaceTexts. `to` 0: as it was before anybody changed it. */
export type RestoreTextsRequest = { readonly place: TemplatePlace; readonly revision: number; readonly to: number };

/** POST .../templates/check, while somebody types; nothing is saved. `variantId`: which of the place's own it is to replace. */
export type CheckTextRequest = {
	readonly place: TemplatePlace;
	readonly source: string;
	readonly variantId: string | null;
};

export type RenderingName = "today" | "smallest" | "largest" | "no-name" | "with-link";

export type TemplateRendering = {
	readonly name: RenderingName;
	readonly text: string;
	readonly length: number;
	/** Where it gets too long, in UTF-16 units; null where it fits. */
	readonly tooLongFrom: number | null;
	/** What the privacy gate would hold it for. */
	readonly findings: readonly { readonly words: string; readonly says: string }[];
	readonly hasLink: boolean;
	/** Thousandths of a US dollar; null where the platform charges nothing. */
	readonly cost: number | null;
};

export type TemplateVariable = {
	readonly name: string;
	readonly means: string;
	/** As it would read now; null where there is nothing to say. */
	readonly today: string | null;
	readonly group: "drive" | "milestone" | "match" | "power-hour" | "figures" | "time" | "giving";
};

export type CheckedText = {
	readonly problems: readonly TemplateProblem[];
	/** Worth knowing, no reason not to save. */
	readonly notes: readonly string[];
	readonly longest: number;
	readonly most: number;
	readonly renderings: readonly TemplateRendering[];
	readonly variables: readonly TemplateVariable[];
	/** On whose account it is shown, as an example. */
	readonly account: string;
};

/** GET .../templates/picture?ruleId&language; null where pictures can't be drawn. */
export type TemplatePicture = { readonly url: string; readonly alt: string } | null;
