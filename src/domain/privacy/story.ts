import { HOUR, type Instant } from "../plain/instant.ts";

/** Where an authorisation lets a story be told. */
export const STORY_CHANNELS = ["on-air", "x", "facebook", "page"] as const;
export type StoryChannel = (typeof STORY_CHANNELS)[number];

/** The statements that 45 CFR 164.508(c)(2) wants on the form itself; staff tick what they have read on it. */
export const STORY_STATEMENTS = ["may-revoke", "treatment-not-conditioned", "may-be-redisclosed"] as const;
export type StoryStatement = (typeof STORY_STATEMENTS)[number];

/** What stands on the signed form (45 CFR 164.508(c)(1)). The form itself stays with the hospital: `reference` says where. */
export type Authorisation = {
	/** What may be told, as the form describes it. */
	readonly description: string;
	readonly disclosedBy: string;
	readonly disclosedTo: string;
	readonly purpose: string;
	/** Null: it names an event instead, in `expiryEvent`; until somebody records that it happened, `expiresAt` is what counts. */
	readonly expiresAt: Instant | null;
	readonly expiryEvent: string;
	readonly signedAt: Instant | null;
	readonly signedBy: string;
	/** Empty where the patient signed; else what gives the signer the right: "mother of a minor". */
	readonly authority: string;
	readonly isRepresentative: boolean;
	readonly reference: string;
	readonly channels: readonly StoryChannel[];
	readonly statements: readonly StoryStatement[];
};

/** A story as far as the rules about it need it. */
export type StoryRecord = {
	readonly title: string;
	readonly authorisation: Authorisation;
	readonly revokedAt: Instant | null;
};

/** What the record lacks, in plain words, at the field where it is missing. */
export type Missing = { readonly field: keyof Authorisation; readonly says: string };

const TEXTS = [
	["description", "Say what may be told, as the signed form describes it."],
	["disclosedBy", "Name who gives the information away, usually the hospital."],
	["disclosedTo", "Name who it may be given to: the stations, the public."],
	["purpose", "Say what for, as the form does: the radiothon's fundraising."],
	["signedBy", "Name who signed: the patient, or the parent of a minor."],
	["reference", "Say where the signed form lies, so that it can be found: a file number, a folder."],
] as const;

const STATEMENT_WORDS: Readonly<Record<StoryStatement, string>> = {
	"may-revoke": "The form says that it can be revoked in writing at any time, and how.",
	"treatment-not-conditioned": "The form says that treatment and payment don't depend on signing.",
	"may-be-redisclosed": "The form says that what is published can be passed on and is no longer protected.",
};

export function statementWords(statement: StoryStatement): string {
	return STATEMENT_WORDS[statement];
}

/** Empty: the authorisation is whole, and the story may be told while it lasts. */
export function missingIn(authorisation: Authorisation): Missing[] {
	const texts = TEXTS.filter(([field]) => authorisation[field].trim() === "").map(([field, says]) => ({ field, says }));
	const missing: Missing[] = [...texts];
	if (authorisation.signedAt === null) missing.push({ field: "signedAt", says: "Enter the day it was signed." });
	if (authorisation.expiresAt === null && authorisation.expiryEvent.trim() === "")
		missing.push({ field: "expiresAt", says: "Enter the day it ends, or the event that ends it." });
	if (authorisation.isRepresentative && authorisation.authority.trim() === "")
		missing.push({
			field: "authority",
			says: "Say what gives the signer the right: mother of a minor, legal guardian.",
		});
	if (authorisation.channels.length === 0)
		missing.push({ field: "channels", says: "Tick where the form lets the story be told." });
	if (STORY_STATEMENTS.some((one) => !authorisation.statements.includes(one)))
		missing.push({ field: "statements", says: "Read the form for all three statements and tick them." });
	return missing;
}

export type StoryState =
	| { readonly kind: "incomplete"; readonly missing: readonly Missing[] }
	| { readonly kind: "revoked"; readonly at: Instant }
	| { readonly kind: "expired"; readonly at: Instant }
	| { readonly kind: "not-yet"; readonly at: Instant }
	| { readonly kind: "valid"; readonly until: Instant | null; readonly endsSoon: boolean };

const SOON = 7 * 24 * HOUR;

export function storyState({ authorisation, revokedAt }: StoryRecord, now: Instant): StoryState {
	if (revokedAt !== null) return { kind: "revoked", at: revokedAt };
	const missing = missingIn(authorisation);
	if (missing.length > 0) return { kind: "incomplete", missing };
	const { expiresAt, signedAt } = authorisation;
	if (signedAt !== null && signedAt > now) return { kind: "not-yet", at: signedAt };
	if (expiresAt !== null && expiresAt <= now) return { kind: "expired", at: expiresAt };
	return { kind: "valid", until: expiresAt, endsSoon: expiresAt !== null && expiresAt - now < SOON };
}

const CHANNEL_WORDS: Readonly<Record<StoryChannel, string>> = {
	"on-air": "on air",
	x: "on X",
	facebook: "on Facebook",
	page: "on the public page",
};

export function channelWords(channel: StoryChannel): string {
	return CHANNEL_WORDS[channel];
}

/** Why this story may not be told there now, with what to do; null where it may. Asked at the moment of sending. */
export function whyNotTold(story: StoryRecord, channel: StoryChannel, now: Instant): string | null {
	const state = storyState(story, now);
	const which = `The story "${story.title}"`;
	switch (state.kind) {
		case "revoked":
			return `${which} was revoked. Take it out; it may not be told any more.`;
		case "expired":
			return `The authorisation of the story "${story.title}" has run out. Take the story out, or record a new authorisation.`;
		case "not-yet":
			return `${which} is signed for a later day. Correct the date in its record, or wait.`;
		case "incomplete":
			return `${which} has an authorisation that isn't complete: ${state.missing[0]?.says ?? ""} Complete it on the stories page.`;
		case "valid":
			return story.authorisation.channels.includes(channel)
				? null
				: `The authorisation of the story "${story.title}" doesn't cover telling it ${channelWords(channel)}. Take the story out, or have the family sign for it.`;
		default:
			return state satisfies never;
	}
}
