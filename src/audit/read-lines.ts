import type pg from "pg";
import type { StaffRole } from "../domain/staff/staff-role.ts";
import type { AuditChoices, AuditEntry, AuditPage } from "../web/contract/staff/audit.ts";

export type AuditFilter = {
	/** A person's id, or the name of one who has none. */
	readonly by?: string;
	readonly campaign?: string;
	/** "posting.stopped", or "posting" for all of them. */
	readonly what?: string;
	/** Milliseconds since 1970, [from, to). */
	readonly from?: number;
	readonly to?: number;
	/** Part of the subject. */
	readonly text?: string;
};

type Row = Omit<AuditEntry, "at" | "by"> & {
	readonly at: Date;
	readonly byId: string | null;
	readonly byName: string;
	readonly byRole: StaffRole | null;
};

const COLUMNS = `id, at, by_id as "byId", by_name as "byName", by_role as "byRole", what, campaign_id as "campaignId", subject,
  request, request_id as "requestId", before, after`;

/** Newest first: those before the line `before`, or the newest. */
export async function readAuditPage(
	pool: pg.Pool,
	filter: AuditFilter,
	{ before = null, limit }: { readonly before?: number | null; readonly limit: number },
): Promise<AuditPage> {
	const { rows } = await pool.query<Row>(
		`select ${COLUMNS} from audit_line
		 where ($1::bigint is null or id < $1)
		   and ($2::text is null or by_id = $2 or (by_id is null and by_name = $2))
		   and ($3::text is null or campaign_id = $3)
		   and ($4::text is null or what = $4 or what like $5)
		   and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
		   and ($8::text is null or subject ilike $8 or what ilike $8)
		 order by id desc limit $9`,
		[
			...[before, filter.by ?? null, filter.campaign ?? null],
			...[filter.what ?? null, filter.what === undefined ? null : `${likely(filter.what)}.%`],
			...[instant(filter.from), instant(filter.to)],
			...[filter.text === undefined ? null : `%${likely(filter.text)}%`, limit + 1],
		],
	);
	const lines = rows.slice(0, limit).map(entryOf);
	return { lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null };
}

/** All that fit, newest first, page by page: for exports of any length. */
export async function* everyAuditLine(pool: pg.Pool, filter: AuditFilter): AsyncGenerator<AuditEntry> {
	for (let before: number | null = null; ; ) {
		const page: AuditPage = await readAuditPage(pool, filter, { before, limit: 1_000 });
		yield* page.lines;
		if (page.next === null) return;
		before = page.next;
	}
}

export async function readAuditChoices(pool: pg.Pool): Promise<AuditChoices> {
	const [people, kinds] = await Promise.all([
		// Somebody's name may have changed: the newest is theirs.
		pool.query<{ key: string; name: string }>(
			`select coalesce(by_id, by_name) as key, (array_agg(by_name order by id desc))[1] as name
			 from audit_line group by 1 order by 2 limit 500`,
		),
		pool.query<{ what: string }>("select distinct what from audit_line order by 1 limit 500"),
	]);
	return { people: people.rows, kinds: kinds.rows.map((row) => row.what) };
}

function entryOf({ byId, byName, byRole, at, ...row }: Row): AuditEntry {
	return { ...row, at: at.getTime(), by: { id: byId, name: byName, role: byRole } };
}

/** What was typed, with nothing in it that `like` would read as a pattern. */
function likely(text: string): string {
	return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

function instant(at: number | undefined): Date | null {
	return at === undefined ? null : new Date(at);
}
