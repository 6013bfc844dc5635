import { randomUUID } from "node:crypto";
import type { StaffRole } from "../domain/staff/staff-role.ts";
import { redacted, redactedText } from "./redact.ts";

/** Enough of a pool, or of a client inside a transaction. */
type Db = { query(text: string, values: unknown[]): Promise<unknown> };

/** Who did it. Nobody's e-mail address is kept here. */
export type AuditActor = { readonly id: string | null; readonly name: string; readonly role: StaffRole | null };

type Change = {
	readonly what: string;
	readonly campaignId?: string | null;
	readonly subject?: string | null;
	readonly before?: unknown;
	readonly after?: unknown;
};

type Line = Change & {
	readonly by: AuditActor;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly requestId: string;
	readonly request: string;
};

/** Whoever runs `carillon ...` on the machine itself. */
export const COMMAND_LINE: AuditActor = { id: null, name: "command line", role: null };
/** A sign-in that failed, or a first one. */
export const NOBODY: AuditActor = { id: null, name: "nobody signed in", role: null };

/** Writes lines of the audit log; with `db` in the caller's own transaction, so that change and line stand or fall together. */
export function writeAuditLine(pool: Db): (line: Line, db?: Db) => Promise<void> {
	return async ({ by, at, what, campaignId, subject, request, requestId, before, after }, db = pool) => {
		await db.query(
			`insert into audit_line (at, by_id, by_name, by_role, what, campaign_id, subject, request, request_id, before, after)
			 values (to_timestamp($1::double precision / 1000), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			[
				...[at, by.id, redactedText(by.name), by.role, what, campaignId ?? null],
				...[subject === undefined || subject === null ? null : redactedText(subject), request, requestId],
				...[asJson(before), asJson(after)],
			],
		);
	};
}

/**
 * For changes that come by another way than the console's routes: `auditAs(pool, COMMAND_LINE, "carillon posting stop")`, then
 * `await note({ what: "posting.stopped", campaignId })`. One call of `auditAs` is one request: its lines share an id.
 */
export function auditAs(
	pool: Db,
	by: AuditActor,
	request: string,
	{ requestId = randomUUID(), now = Date.now }: { readonly requestId?: string; readonly now?: () => number } = {},
): (change: Change, db?: Db) => Promise<void> {
	const write = writeAuditLine(pool);
	return (change, db) => write({ ...change, by, at: now(), request, requestId }, db);
}

function asJson(value: unknown): string | null {
	return value === undefined || value === null ? null : (JSON.stringify(redacted(value)) ?? null);
}
