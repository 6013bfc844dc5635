import type { StaffRole } from "../../../domain/staff/staff-role.ts";

/** GET /api/staff/me: who is signed in. */
export type Me = {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: StaffRole;
	/** This installation asks their role for a second factor and they have none: until then only their account's page answers. */
	readonly needsSecondFactor: boolean;
};
