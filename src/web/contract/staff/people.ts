import type { Instant } from "../../../domain/plain/instant.ts";
import type { StaffRole } from "../../../domain/staff/staff-role.ts";
import type { SignInWay } from "./account.ts";

/** GET /api/staff/people */
export type People = {
	readonly people: readonly Person[];
	readonly invitations: readonly Invitation[];
	/** Roles that this installation asks for a second factor. */
	readonly secondFactorRoles: readonly StaffRole[];
};

export type Person = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: StaffRole;
	readonly isDisabled: boolean;
	readonly lastSeenAt: Instant | null;
	readonly hasCodeApp: boolean;
	readonly passkeys: number;
	readonly sessions: number;
	/** The only one who can still manage people. */
	readonly isLastAdmin: boolean;
	/** By which they last came in; null before the first time. */
	readonly lastWay: SignInWay | null;
};

export type Invitation = {
	readonly id: number;
	readonly email: string;
	readonly name: string | null;
	readonly role: StaffRole;
	readonly madeAt: Instant;
	readonly expiresAt: Instant;
	readonly hasExpired: boolean;
};

/** POST /api/staff/people/invitations */
export type NewInvitation = {
	readonly email: string;
	readonly name?: string;
	readonly role: StaffRole;
	readonly days: number;
};

/** A link is shown once; only its hash is kept. */
export type ShownLink = { readonly url: string; readonly expiresAt: Instant };

/** PATCH /api/staff/people/:person */
export type PersonChange = { readonly role?: StaffRole; readonly isDisabled?: boolean };
