import type { Instant } from "../../../domain/plain/instant.ts";
import type { StaffRole } from "../../../domain/staff/staff-role.ts";

/** GET /api/auth/ways: what the sign-in page offers. */
export type SignInWays = {
	/** The button's words, where the hospital has a sign-in of its own. */
	readonly singleSignOn: string | null;
	/** Nobody has an account yet: the first one comes by the link that Carillon printed. */
	readonly isNew: boolean;
};

/** POST /api/auth/sign-in/email and the steps after it. */
export type SignInAnswer = { readonly next: "signed-in" | "code" };

export type LinkKind = "first" | "invitation" | "password";

/** POST /api/auth/link/look: what a link is for. */
export type LinkSeen = {
	readonly kind: LinkKind;
	readonly email: string | null;
	readonly name: string | null;
	readonly role: StaffRole | null;
	readonly expiresAt: Instant;
	/** Which drives it leads to: the page says whose house this is. */
	readonly hospital: string | null;
};

/** POST /api/auth/link/use */
export type LinkUse = {
	readonly token: string;
	readonly password: string;
	/** Where the link doesn't say them. */
	readonly name?: string;
	readonly email?: string;
};

/** A new password signs nobody in: the second factor would be passed by. */
export type LinkUsed = { readonly next: "signed-in" | "sign-in" };
