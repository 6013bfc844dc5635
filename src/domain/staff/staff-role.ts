/** What somebody on the staff is (product.md S25). */
export const STAFF_ROLES = ["admin", "editor", "approver", "moderator", "phone-bank", "host", "read-only"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

const SEES_DRIVE = ["admin", "editor", "approver", "moderator", "host", "read-only"] as const;
const SETS_UP = ["admin", "editor"] as const;

/**
 * Who may do what: the one table. Every route of the console names one of these permissions (src/http/staff-route.ts), the console
 * asks the same table what to show, and test/flows/staff-roles.test.ts walks every route with every role.
 */
const ROLES_BY_PERMISSION = {
	/** One's own account: who I am, password, second factor, sessions, notifications. */
	"account.own": STAFF_ROLES,
	/** Totals, milestones, posts, channels' health: everything but what names donors or staff. Volunteers see no totals. */
	"drive.read": SEES_DRIVE,
	/** The red button. Stopping harms nobody, so whoever is in the room may press it. */
	"posting.stop": ["admin", "editor", "approver", "moderator", "host"],
	"posting.resume": ["admin", "editor", "approver"],
	/** Approve, edit, drop, let a countdown go now. */
	"posts.approve": ["admin", "approver"],
	/** Check now, mark as published, try again. */
	"posts.settle": ["admin", "editor", "approver"],
	"campaign.edit": SETS_UP,
	/** Draft, live, closed, archived: what the world sees changes. */
	"campaign.state": SETS_UP,
	/** A whole drive against its rules, with nothing leaving the house. */
	rehearse: ["admin", "editor", "approver", "read-only"],
	"matches.edit": SETS_UP,
	/** Opens and ends a match, says whose it is, starts a power hour: what is done on the air, in the moment. */
	"matches.open": ["admin", "editor", "host"],
	"templates.edit": SETS_UP,
	/** Addresses of screens, which work without a sign-in. */
	"links.manage": SETS_UP,
	"channels.read": SEES_DRIVE,
	/** Connect, disconnect, budget: the hospital's own accounts. */
	"channels.edit": ["admin"],
	"channels.test": SETS_UP,
	/** Donors' names and messages as they wrote them. */
	"names.moderate": ["admin", "editor", "moderator"],
	"stories.edit": SETS_UP,
	"say-now": ["admin", "editor", "host"],
	/** Cheques, sponsors and cash: enter and correct, names of givers included; and release one from its embargo. */
	"offline.edit": SETS_UP,
	"offline.present": ["admin", "editor", "host"],
	/** Join and split a simulcast, move gifts from one station to another. */
	"stations.edit": SETS_UP,
	/** Who promised what, with names and contacts as they were told; links, reminders and ends. */
	"pledges.read": ["admin", "editor", "moderator"],
	"pledges.edit": SETS_UP,
	/** Write down what callers promise: the volunteers, and whoever sees pledges anyway and picks up a telephone when all of them ring. */
	"slips.take": ["admin", "editor", "moderator", "phone-bank"],
	/** Who is the same donor. */
	"donors.merge": SETS_UP,
	"checks.read": SEES_DRIVE,
	"checks.test-gift": SETS_UP,
	"people.manage": ["admin"],
	/** How the total is made up, and whether it agrees with Stripe: sums and Stripe's own ids, no names. */
	"money.read": ["admin", "editor", "approver", "read-only"],
	reconcile: SETS_UP,
	"audit.read": ["admin"],
	"events.place": ["admin", "editor"],
	"hooks.manage": ["admin"],
	"queues.see": ["admin"],
	/** Files from elsewhere: pledges, cheques, last year's drive. */
	import: SETS_UP,
	/** Gifts and pledges as a file; names in it only for who may moderate them. */
	"exports.read": ["admin", "editor", "approver", "moderator", "read-only"],
	/** With e-mail and phone, for the hospital's donor database. */
	"exports.donors": SETS_UP,
} as const satisfies Record<string, readonly StaffRole[]>;

export type Permission = keyof typeof ROLES_BY_PERMISSION;
export const PERMISSIONS = Object.keys(ROLES_BY_PERMISSION) as readonly Permission[];

export function mayDo(role: StaffRole, permission: Permission): boolean {
	const roles: readonly StaffRole[] = ROLES_BY_PERMISSION[permission];
	return roles.includes(role);
}

/** For "you need to be ... for this": who could do it. */
export function rolesFor(permission: Permission): readonly StaffRole[] {
	return ROLES_BY_PERMISSION[permission];
}
