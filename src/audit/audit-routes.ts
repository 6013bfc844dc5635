import type pg from "pg";
import { z } from "zod";
import { type ChangeTerms, pathWords, valueWords, whatWords } from "../domain/change-words.ts";
import { fieldChanges } from "../domain/field-changes.ts";
import { type CsvCell, csvAnswer, jsonFileAnswer } from "../http/csv.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { AuditEntry } from "../web/contract/staff/audit.ts";
import { type AuditFilter, everyAuditLine, readAuditChoices, readAuditPage } from "./read-lines.ts";

const PAGE_LINES = 50;

const word = z.string().trim().min(1).max(200).optional();
const instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000).optional();
const filter = z.object({ by: word, campaign: word, what: word, from: instant, to: instant, text: word });
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
			handle: async ({ query }) => csvAnswer("audit-log", COLUMNS, csvRows(pool, query)),
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

const COLUMNS = ["time", "who", "role", "what", "drive", "subject", "changes", "request", "request id"];

async function* csvRows(pool: pg.Pool, asked: AuditFilter): AsyncGenerator<readonly CsvCell[]> {
	const terms = await termsByDrive(pool);
	for await (const line of everyAuditLine(pool, asked)) {
		const { by, campaignId, subject, request, requestId } = line;
		const drive = terms.get(campaignId ?? "") ?? { currency: null, timeZone: "UTC" };
		yield [
			...[new Date(line.at), by.name, by.role, whatWords(line.what), campaignId, subject],
			...[changesText(line, drive), request, requestId],
		];
	}
}

async function* jsonItems(pool: pg.Pool, asked: AuditFilter) {
	for await (const line of everyAuditLine(pool, asked)) yield { ...line, at: new Date(line.at).toISOString() };
}

async function termsByDrive(pool: pg.Pool): Promise<ReadonlyMap<string, ChangeTerms>> {
	const { rows } = await pool.query<{ id: string; currency: string; zone: string }>(
		"select id, config->>'currency' as currency, config->>'timeZone' as zone from campaign",
	);
	return new Map(rows.map(({ id, currency, zone }) => [id, { currency, timeZone: zone }]));
}

function changesText({ before, after }: AuditEntry, terms: ChangeTerms): string {
	return fieldChanges(before, after)
		.map(({ path, before: was, after: is }) => {
			return `${pathWords(path)}: ${valueWords(was, path, terms)} -> ${valueWords(is, path, terms)}`;
		})
		.join("; ");
}
