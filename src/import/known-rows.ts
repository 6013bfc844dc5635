import type pg from "pg";
import type { ImportKind } from "../domain/gift/import-kind.ts";
import { DAY, type Instant, MINUTE } from "../domain/plain/instant.ts";
import { cardGifts } from "./card-gifts.ts";
import { plainHeader } from "./header-words.ts";
import type { StoredImport } from "./import-store.ts";
import type { ReadRow } from "./read-row.ts";
import { type RowKey, rowKey } from "./row-key.ts";

/** Where a row was before. */
export type Like =
	| { readonly kind: "line"; readonly line: number }
	/** `was`: the amount it has on the ledger by that file, where this one says another. */
	| { readonly kind: "import"; readonly at: Instant; readonly by: string; readonly was: number | null }
	/** card: through Stripe, counted without the file. */
	| { readonly kind: "slip" | "offline" | "card"; readonly at: Instant };

/** What rows are compared with at all; asked once, because most drives have nothing of the kind. */
export type Neighbours = { readonly imports: boolean; readonly byHand: boolean; readonly cards: boolean };

export async function neighboursOf(
	pool: pg.Pool,
	{ id, campaignId, settings: { kind } }: StoredImport,
): Promise<Neighbours> {
	const { rows } = await pool.query<Neighbours>(
		`select exists (select from import where campaign_id = $1 and id <> $2 and taken_rows > 0 and settings->>'kind' = $3
		     and state in ('running', 'done', 'cancelled')) as imports,
		   case $3 when 'pledges' then exists (select from pledge where campaign_id = $1 and import_id is null)
		     when 'offline' then exists (select from offline_gift where campaign_id = $1 and import_id is null) else false end as "byHand",
		   $3 in ('pledges', 'offline') and exists (select from gift where campaign_id = $1 and json_array_length(state->'payments') > 0
		     and state->'broughtIn' is null) as cards`,
		[campaignId, id, kind],
	);
	return rows[0] ?? { imports: false, byHand: false, cards: false };
}

/** Which of these rows were there before, by their lines: earlier in this file, in a file that was taken, written by hand, or paid through Stripe. */
export async function knownRows(
	pool: pg.Pool,
	one: StoredImport,
	rows: readonly ReadRow[],
	{ imports, byHand, cards }: Neighbours,
): Promise<ReadonlyMap<number, Like>> {
	const known = new Map<number, Like>();
	if (rows.length === 0) return known;
	const keys = rows.map((row) => ({ row, key: rowKey(row) }));
	await inThisFile(pool, one, keys, known);
	if (cards) for (const [line, at] of await cardGifts(pool, one, rows)) known.set(line, { kind: "card", at });
	if (byHand) await writtenByHand(pool, one, rows, known);
	if (imports) await inOtherFiles(pool, one, keys, known);
	return known;
}

type Keyed = { readonly row: ReadRow; readonly key: RowKey };

/** The check notes the first line of each key; from then on a row that isn't the first of its own was there before. */
async function inThisFile(
	pool: pg.Pool,
	one: StoredImport,
	keys: readonly Keyed[],
	known: Map<number, Like>,
): Promise<void> {
	const lines = keys.map(({ row }) => row.line);
	if (one.state === "checking") {
		await pool.query(
			`insert into import_row (import_id, key, line, campaign_id)
			 select $1, decode(key, 'hex'), line::int, $4
			 from unnest(string_to_array($2, ','), string_to_array($3, ',')) as r (key, line) on conflict do nothing`,
			[one.id, keys.map(({ key }) => key.hex).join(","), lines.join(","), one.campaignId],
		);
	}
	const { rows: firsts } = await pool.query<{ line: number }>(
		"select line from import_row where import_id = $1 and line between $2 and $3",
		[one.id, lines[0], lines.at(-1)],
	);
	const isFirst = new Set(firsts.map(({ line }) => line));
	const later = keys.filter(({ row, key }) => key.names && !isFirst.has(row.line));
	if (later.length === 0) return;
	const { rows } = await pool.query<{ key: string; line: number }>(
		`select encode(key, 'hex') as key, line from import_row
		 where import_id = $1 and key = any(select decode(hex, 'hex') from unnest(string_to_array($2, ',')) as h (hex))`,
		[one.id, later.map(({ key }) => key.hex).join(",")],
	);
	const lineOf = new Map(rows.map(({ key, line }) => [key, line]));
	for (const { row, key } of later) {
		const line = lineOf.get(key.hex);
		if (line !== undefined && line < row.line) known.set(row.line, { kind: "line", line });
	}
}

async function inOtherFiles(
	pool: pg.Pool,
	one: StoredImport,
	keys: readonly Keyed[],
	known: Map<number, Like>,
): Promise<void> {
	const { rows } = await pool.query<{ key: string; at: number; by: string; amount: number | null }>(
		`select encode(r.key, 'hex') as key, trunc(extract(epoch from i.made_at) * 1000)::float8 as at, i.made_by as by,
		   coalesce(p.amount, o.amount) as amount
		 from unnest(string_to_array($2, ',')) as h (hex)
		 join import_row r on r.campaign_id = $3 and r.key = decode(h.hex, 'hex') and r.import_id <> $1 and not r.skipped
		 join import i on i.id = r.import_id and i.settings->>'kind' = $4 and r.line <= i.cursor_line
		   and i.state in ('running', 'done', 'cancelled')
		 left join pledge p on p.import_id = i.id and p.id = 'pl_' || replace(i.id, 'imp_', 'i') || 'n' || r.line
		 left join offline_gift o on o.import_id = i.id and o.id = 'off_' || replace(i.id, 'imp_', 'i') || 'n' || r.line`,
		[one.id, keys.map(({ key }) => key.hex).join(","), one.campaignId, one.settings.kind],
	);
	const byKey = new Map(rows.map((row) => [row.key, row]));
	for (const { row, key } of keys) {
		const told = byKey.get(key.hex);
		if (told === undefined) continue;
		const { at, by, amount } = told;
		known.set(row.line, { kind: "import", at, by, was: amount === row.amount ? null : amount });
	}
}

type Candidate = { line: number; at: number; name: string | null; email: string | null; phone: string | null };

/** Slips and cheques that people wrote down themselves: the same amount by the same person at about the same time. */
async function writtenByHand(
	pool: pg.Pool,
	{ campaignId, settings: { kind } }: StoredImport,
	rows: readonly ReadRow[],
	known: Map<number, Like>,
): Promise<void> {
	const question = QUESTIONS[kind];
	const named = rows.filter(({ name, email, phone }) => name !== null || email !== null || phone !== null);
	if (question === null || named.length === 0) return;
	const around = ({ hasTime }: ReadRow) => (hasTime && kind === "pledges" ? MINUTE : DAY);
	const { rows: candidates } = await pool.query<Candidate>(question, [
		campaignId,
		named.map(({ line }) => line),
		named.map(({ amount }) => amount),
		named.map((row) => new Date(row.at - around(row))),
		named.map((row) => new Date(row.at + around(row))),
	]);
	const byLine = new Map(named.map((row) => [row.line, row]));
	for (const candidate of candidates) {
		const row = byLine.get(candidate.line);
		if (row === undefined || !isSamePerson(row, candidate)) continue;
		known.set(row.line, { kind: kind === "offline" ? "offline" : "slip", at: candidate.at });
	}
}

function isSamePerson(row: ReadRow, { name, email, phone }: Candidate): boolean {
	return (
		(row.email !== null && row.email === email) ||
		(row.phone !== null && row.phone === phone) ||
		(row.name !== null && name !== null && plainHeader(row.name) === plainHeader(name))
	);
}

/** `amount + 0`: found by the time, of which there are few, and not by an amount that a thousand gave. */
const QUESTIONS: Record<ImportKind, string | null> = {
	pledges: `select r.line, trunc(extract(epoch from p.promised_at) * 1000)::float8 as at, p.name, p.contact_email as email,
		  p.contact_phone as phone
		from unnest($2::int[], $3::bigint[], $4::timestamptz[], $5::timestamptz[]) as r (line, amount, earliest, latest)
		join pledge p on p.campaign_id = $1 and p.promised_at between r.earliest and r.latest and p.amount + 0 = r.amount
		  and p.undone_at is null and p.import_id is null`,
	offline: `select r.line, trunc(extract(epoch from coalesce(g.dated, g.created_at)) * 1000)::float8 as at, g.given_by as name,
		  null as email, null as phone
		from unnest($2::int[], $3::bigint[], $4::timestamptz[], $5::timestamptz[]) as r (line, amount, earliest, latest)
		join offline_gift g on g.campaign_id = $1 and g.import_id is null and g.amount = r.amount
		  and coalesce(g.dated, g.created_at) between r.earliest and r.latest`,
	"last-year": null,
};

/** These lines were left out although their keys are noted: another file's row like them is not known by this one. */
export async function noteSkipped(client: pg.ClientBase, importId: string, lines: readonly number[]): Promise<void> {
	if (lines.length === 0) return;
	await client.query("update import_row set skipped = true where import_id = $1 and line = any($2::int[])", [
		importId,
		lines,
	]);
}
