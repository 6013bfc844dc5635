import type { Instant } from "../../../domain/plain/instant.ts";
import type { StaffRole } from "../../../domain/staff/staff-role.ts";

/** One line of the audit log. */
export type AuditEntry = {
	readonly id: number;
	readonly at: Instant;
	/** `id` null: nobody was signed in (the command line, a failed sign-in). */
	readonly by: { readonly id: string | null; readonly name: string; readonly role: StaffRole | null };
	/** "posting.stopped" */
	readonly what: string;
	readonly campaignId: string | null;
	readonly subject: string | null;
	readonly request: string;
	readonly requestId: string;
	readonly before: unknown;
	readonly after: unknown;
};

/** GET /api/staff/audit?by&campaign&what&from&to&text&before */
export type AuditPage = {
	readonly lines: readonly AuditEntry[];
	/** Send as `before` for the older ones; null at the end. */
	readonly next: number | null;
};

/** GET /api/staff/audit/choices: what there is to filter by. */
export type AuditChoices = {
	/** `key` goes into `by`: the person's id, or the name of who has none. */
	readonly people: readonly { readonly key: string; readonly name: string }[];
	readonly kinds: readonly string[];
};
