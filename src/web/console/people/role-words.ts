import type { StaffRole } from "../../../domain/staff/staff-role.ts";

export const ROLE_NAMES: Readonly<Record<StaffRole, string>> = {
	admin: "Admin",
	editor: "Editor",
	approver: "Approver",
	moderator: "Moderator",
	"phone-bank": "Phone bank",
	host: "Host",
	"read-only": "Read-only",
};

/** What each may do, for whoever chooses one. */
export const ROLE_WORDS: Readonly<Record<StaffRole, string>> = {
	admin: "Everything, and who works here",
	editor: "Sets drives up: goal, rules, texts, links",
	approver: "Approves, edits and drops posts",
	moderator: "Looks after donors' names and messages",
	"phone-bank": "Takes pledges; sees no totals",
	host: "Sees the drive, stops posting, sends words to the studio",
	"read-only": "Sees the drive, changes nothing",
};
