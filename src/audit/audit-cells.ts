import type pg from "pg";
import { type ChangeTerms, pathWords, valueWords, whatWords } from "../domain/drive/change-words.ts";
import { fieldChanges } from "../domain/drive/field-changes.ts";
import type { AuditEntry } from "../web/contract/staff/audit.ts";
import { type AuditFilter, everyAuditLine } from "./read-lines.ts";

type Cell = string | null | Date;

export const AUDIT_COLUMNS = ["time", "who", "role", "what", "drive", "subject", "changes", "request", "request id"];

/** The audit log for a spreadsheet: a row a line. */
export async function* auditCells(pool: pg.Pool, asked: AuditFilter): AsyncGenerator<readonly Cell[]> {
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
