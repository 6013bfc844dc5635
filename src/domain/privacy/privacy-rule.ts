/** What a finding would reveal: HIPAA's identifiers as far as a rule can see them, and two of our own (mention, story). */
export type IdentifierClass =
	| "name"
	| "address"
	| "date"
	| "age"
	| "phone"
	| "email"
	| "social-security"
	| "medical-record"
	| "health-plan"
	| "account"
	| "licence"
	| "vehicle"
	| "device"
	| "link"
	| "ip-address"
	| "other-number"
	| "location"
	| "mention"
	| "story";

export type PrivacyRule = {
	readonly code: IdentifierClass;
	/** What it is and what to do, for staff. */
	readonly explanation: string;
	/** Global; they read the comparable form of a text (see comparable-text.ts). */
	readonly patterns: readonly RegExp[];
	/** What of this kind belongs to the drive itself. */
	readonly allowedAs?: "phone" | "link";
	/** May be about the drive and not about a person ("until May 12"): somebody who approves posts may answer for it by name. */
	readonly answerable?: true;
	/** A way to reach somebody: even inside an allowed name it is not allowed. */
	readonly givesContact?: true;
};
