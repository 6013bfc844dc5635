import type pg from "pg";
import { z } from "zod";
import { instantInQuery } from "../http/asked-shapes.ts";
import { csvAnswer, jsonFileAnswer } from "../http/csv.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { AUDIT_COLUMNS, auditCells } from "./audit-cells.ts";
import { type AuditFilter, everyAuditLine, readAuditChoices, readAuditPage } from "./read-lines.ts";

const PAGE_LINES = 50;

const word = z.string().trim().min(1).max(200).optional();
const filter = z.object({
	by: word,
	campaign: word,
	what: word,
	from: instantInQuery.optional(),
	to: instantInQuery.optional(),
	text: word,
});
const pageQuery = filter.extend({ before: z.coerce.number().int().positive().optional() });

/** The audit log, for those who answer for what was done. */
export function auditRoutes({ pool }: { readonly pool: pg.Pool }): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/audit",
			may: "audit.read",
			says: "What was changed, by whom and when, newest first; fifty lines at a time.",
			query: pageQuery,
			handle: async ({ query: { before = null, ...asked } }) =>
				staffJson(await readAuditPage(pool, asked, { before, limit: PAGE_LINES })),
		}),
		staffRoute({
			method: "get",
			path: "/api/staff/audit/choices",
			may: "audit.read",
			says: "The people and the kinds of change that the audit log has lines of.",
			handle: async () => staffJson(await readAuditChoices(pool)),
		}),
		staffRoute({
			method: "get",
			path: "/api/staff/audit/export.csv",
			may: "audit.read",
			says: "The audit log as a CSV file that is safe to open in a spreadsheet.",
			query: filter,
			handle: async ({ query }) => csvAnswer("audit-log", AUDIT_COLUMNS, auditCells(pool, query)),
		}),
		staffRoute({
			method: "get",
			path: "/api/staff/audit/export.json",
			may: "audit.read",
			says: "The audit log as one JSON array, with what was before and after.",
			query: filter,
			handle: async ({ query }) => jsonFileAnswer("audit-log", jsonItems(pool, query)),
		}),
	];
}

async function* jsonItems(pool: pg.Pool, asked: AuditFilter) {
	for await (const line of everyAuditLine(pool, asked)) yield { ...line, at: new Date(line.at).toISOString() };
}
