import type pg from "pg";
import type { ImportState } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type {
	ImportListItem,
	ImportProblem,
	ImportReport,
	ImportSettings,
	StartImportRequest,
} from "../web/contract/staff/imports.ts";

export type Db = Pick<pg.ClientBase, "query">;

/** Who brought it in; without an id: the command line. */
export type MadeBy = { readonly id: string | null; readonly name: string };

export type StoredImport = {
	readonly id: string;
	readonly campaignId: string;
	readonly fileName: string;
	readonly bytes: number;
	readonly digest: string | null;
	readonly state: ImportState;
	readonly settings: ImportSettings;
	readonly isRemembered: boolean;
	readonly report: ImportReport | null;
	readonly problem: ImportProblem | null;
	readonly cursorLine: number;
	readonly cursorId: string;
	readonly rowsDone: number;
	readonly takenRows: number;
	readonly takenAmount: number;
	readonly undoneRows: number;
	readonly paidMeanwhile: number;
	/** Last year's hours as they were before. */
	readonly before: readonly number[] | null;
	readonly stopAsked: boolean;
	readonly isLeased: boolean;
	readonly askedAt: Instant | null;
	readonly madeAt: Instant;
	readonly madeBy: string;
	readonly madeById: string | null;
	readonly endedAt: Instant | null;
};

function instant(column: string): string {
	return `trunc(extract(epoch from ${column}) * 1000)::float8`;
}

const COLUMNS = `id, campaign_id as "campaignId", file_name as "fileName", bytes, digest, state, settings,
	is_remembered as "isRemembered", report, problem, cursor_line as "cursorLine", cursor_id as "cursorId", rows_done as "rowsDone",
	taken_rows as "takenRows", taken_amount as "takenAmount", undone_rows as "undoneRows", paid_meanwhile as "paidMeanwhile", before,
	stop_asked as "stopAsked", lease_by is not null and lease_until > now() as "isLeased", ${instant("asked_at")} as "askedAt",
	${instant("made_at")} as "madeAt", made_by as "madeBy", made_by_id as "madeById", ${instant("ended_at")} as "endedAt"`;

/** The id; of the one that stands there where this request was sent before. */
export async function insertImport(
	db: Db,
	{ id, campaignId, settings }: { readonly id: string; readonly campaignId: string; readonly settings: ImportSettings },
	asked: StartImportRequest,
	{ by, now }: { readonly by: MadeBy; readonly now: Instant },
): Promise<{ readonly id: string; readonly isNew: boolean }> {
	const { rowCount } = await db.query(
		`insert into import (id, campaign_id, request_id, file_name, bytes, state, settings, made_at, made_by, made_by_id)
		 values ($1, $2, $3, $4, $5, 'uploading', $6, $7, $8, $9) on conflict (campaign_id, request_id) do nothing`,
		[
			...[id, campaignId, asked.requestId, asked.fileName, asked.bytes, JSON.stringify(settings)],
			...[new Date(now), by.name, by.id],
		],
	);
	if (rowCount === 1) return { id, isNew: true };
	const { rows } = await db.query<{ id: string }>("select id from import where campaign_id = $1 and request_id = $2", [
		campaignId,
		asked.requestId,
	]);
	return { id: rows[0]?.id ?? id, isNew: false };
}

export async function findImport(db: Db, campaignId: string, id: string): Promise<StoredImport | null> {
	const { rows } = await db.query<StoredImport>(`select ${COLUMNS} from import where campaign_id = $1 and id = $2`, [
		campaignId,
		id,
	]);
	return rows[0] ?? null;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockImport(db: Db, campaignId: string, id: string): Promise<StoredImport | null> {
	const { rows } = await db.query<StoredImport>(
		`select ${COLUMNS} from import where campaign_id = $1 and id = $2 for update`,
		[campaignId, id],
	);
	return rows[0] ?? null;
}

export async function listImports(db: Db, campaignId: string): Promise<ImportListItem[]> {
	const { rows } = await db.query<StoredImport>(
		`select ${COLUMNS} from import where campaign_id = $1 and state <> 'uploading' order by made_at desc limit 200`,
		[campaignId],
	);
	return rows.map(({ id, fileName, state, settings, takenRows, takenAmount, madeAt, madeBy }) => ({
		...{ id, fileName, state, madeAt, madeBy, kind: settings.kind },
		taken: { rows: takenRows, amount: takenAmount },
	}));
}

/** The same file, taken before in this drive and not undone since. */
export async function sameFileBefore(db: Db, one: StoredImport): Promise<{ madeAt: Instant; madeBy: string } | null> {
	const { rows } = await db.query<{ madeAt: Instant; madeBy: string }>(
		`select ${instant("made_at")} as "madeAt", made_by as "madeBy" from import
		 where campaign_id = $1 and digest = $2 and id <> $3 and taken_rows > 0 and state in ('running', 'done', 'cancelled')
		 order by made_at desc limit 1`,
		[one.campaignId, one.digest, one.id],
	);
	return rows[0] ?? null;
}

/** What is read of it changes: what was found by the settings before counts no more. */
export async function saveSettings(db: Db, id: string, settings: ImportSettings, isRemembered: boolean): Promise<void> {
	await db.query(
		`update import set settings = $2, is_remembered = $3, report = null, problem = null, state = 'open', rows_done = 0,
		   cursor_line = 0 where id = $1`,
		[id, JSON.stringify(settings), isRemembered],
	);
}

/** How a file with this header was read last time. */
export async function rememberedSettings(db: Db, header: string, kind: string): Promise<ImportSettings | null> {
	const { rows } = await db.query<{ settings: ImportSettings }>(
		"select settings from import_mapping where header = $1 and kind = $2",
		[header, kind],
	);
	return rows[0]?.settings ?? null;
}

export async function rememberSettings(db: Db, header: string, settings: ImportSettings, now: Instant): Promise<void> {
	await db.query(
		`insert into import_mapping (header, kind, settings, at) values ($1, $2, $3, $4)
		 on conflict (header, kind) do update set settings = excluded.settings, at = excluded.at`,
		[header, settings.kind, JSON.stringify(settings), new Date(now)],
	);
}
