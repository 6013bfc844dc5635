import type pg from "pg";
import type { OfflineKind, OfflineStanding } from "../domain/gift/offline-money.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type {
	EnterOfflineRequest,
	OfflineConsent,
	OfflineDetails,
	OfflineStep,
} from "../web/contract/staff/offline.ts";

export type Db = Pick<pg.Pool, "query"> | Pick<pg.PoolClient, "query">;

/** Who does it: somebody on the staff, or a producer's screen by its reader's id. */
export type By = { readonly id: string; readonly name: string };

/** One entry as the database has it. Minor units. */
export type OfflineGift = OfflineStanding & {
	readonly id: string;
	readonly campaignId: string;
	readonly kind: OfflineKind;
	readonly entered: number;
	readonly givenBy: string;
	readonly consent: OfflineConsent;
	readonly stationId: string | null;
	readonly dated: Instant | null;
	readonly note: string;
	readonly paysMatch: string | null;
	readonly presentations: number;
	/** The ledger's entries of its last presentation. */
	readonly entries: { readonly first: number; readonly last: number } | null;
	/** What of it stands on the ledger now. */
	readonly booked: number;
	readonly created: { readonly at: Instant; readonly by: string };
};

type Row = {
	id: string;
	campaign_id: string;
	kind: OfflineKind;
	amount: number;
	given_by: string;
	consent: OfflineConsent;
	station_id: string | null;
	dated: Date | null;
	note: string;
	embargoed: boolean;
	presented_at: Date | null;
	presented_by: string | null;
	presented_by_id: string | null;
	presentations: number;
	first_entry: number | null;
	last_entry: number | null;
	pays_match: string | null;
	created_at: Date;
	created_by: string;
	changed: number;
	booked: number;
};

const STEPS = "left join lateral (select sum(amount) as changed, sum(booked) as booked from offline_step";
const COLUMNS = "g.*, coalesce(s.changed, 0)::bigint as changed, coalesce(s.booked, 0)::bigint as booked";
const MOST = 1_000;

export async function listOffline(db: Db, campaignId: string): Promise<OfflineGift[]> {
	const { rows } = await db.query<Row>(
		`select ${COLUMNS} from offline_gift g ${STEPS} where offline_id = g.id) s on true
		 where g.campaign_id = $1 order by g.created_at desc, g.id limit ${MOST}`,
		[campaignId],
	);
	return rows.map(giftOf);
}

/** Nobody else does anything to it until the transaction ends. Null where the drive has none of this id. */
export async function lockOffline(client: pg.PoolClient, campaignId: string, id: string): Promise<OfflineGift | null> {
	// First the lock and then the sums: one statement would add up the steps as they were before the wait.
	const held = await client.query("select from offline_gift where campaign_id = $1 and id = $2 for update", [
		campaignId,
		id,
	]);
	return held.rowCount === 0 ? null : findOffline(client, campaignId, id);
}

export async function findOffline(db: Db, campaignId: string, id: string): Promise<OfflineGift | null> {
	const { rows } = await db.query<Row>(
		`select ${COLUMNS} from offline_gift g ${STEPS} where offline_id = g.id) s on true
		 where g.campaign_id = $1 and g.id = $2`,
		[campaignId, id],
	);
	return rows[0] === undefined ? null : giftOf(rows[0]);
}

/** The id; of the one that stands there where this request was sent before. */
export async function insertOffline(
	client: pg.PoolClient,
	{
		id,
		campaignId,
		draft,
		by,
		now,
	}: { id: string; campaignId: string; draft: EnterOfflineRequest; by: By; now: Instant },
): Promise<{ readonly id: string; readonly isNew: boolean }> {
	const { rowCount } = await client.query(
		`insert into offline_gift (id, campaign_id, request_id, kind, amount, given_by, consent, station_id, dated, note, embargoed,
		   pays_match, created_at, created_by, created_by_id)
		 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (campaign_id, request_id) do nothing`,
		[
			...[id, campaignId, draft.requestId, draft.kind, draft.amount, draft.givenBy, JSON.stringify(draft.consent)],
			...[draft.stationId, draft.dated === null ? null : new Date(draft.dated), draft.note, draft.embargoed],
			...[draft.paysMatch, new Date(now), by.name, by.id],
		],
	);
	if (rowCount === 1) return { id, isNew: true };
	const { rows } = await client.query<{ id: string }>(
		"select id from offline_gift where campaign_id = $1 and request_id = $2",
		[campaignId, draft.requestId],
	);
	return { id: rows[0]?.id ?? id, isNew: false };
}

export type NewStep = Pick<OfflineStep, "kind" | "reason"> & { readonly amount?: number; readonly booked?: number };

export async function addStep(
	client: pg.PoolClient,
	offlineId: string,
	{ kind, amount = 0, booked = 0, reason }: NewStep,
	{ by, now }: { readonly by: By; readonly now: Instant },
): Promise<number> {
	const { rows } = await client.query<{ id: number }>(
		`insert into offline_step (offline_id, kind, amount, booked, reason, at, by_name, by_id)
		 values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
		[offlineId, kind, amount, booked, reason, new Date(now), by.name, by.id],
	);
	return rows[0]?.id ?? 0;
}

export async function updateDetails(client: pg.PoolClient, id: string, details: OfflineDetails): Promise<void> {
	const { givenBy, consent, stationId, dated, note } = details;
	await client.query(
		"update offline_gift set given_by = $2, consent = $3, station_id = $4, dated = $5, note = $6 where id = $1",
		[id, givenBy, JSON.stringify(consent), stationId, dated === null ? null : new Date(dated), note],
	);
}

export async function readSteps(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly OfflineStep[]>> {
	const { rows } = await db.query<Omit<OfflineStep, "at"> & { offlineId: string; at: Date }>(
		`select offline_id as "offlineId", id, kind, amount, booked, reason, at, by_name as by
		 from offline_step where offline_id = any($1) order by offline_id, id`,
		[ids],
	);
	const byGift = new Map<string, OfflineStep[]>();
	for (const { offlineId, at, ...step } of rows) {
		byGift.set(offlineId, [...(byGift.get(offlineId) ?? []), { ...step, at: at.getTime() }]);
	}
	return byGift;
}

/** How many milestones were announced by these entries of the ledger. */
export async function countAnnounced(db: Db, { campaignId, entries }: OfflineGift): Promise<number> {
	if (entries === null) return 0;
	const { rows } = await db.query<{ count: number }>(
		"select count(*) as count from announcement where campaign_id = $1 and entry_seq between $2 and $3",
		[campaignId, entries.first, entries.last],
	);
	return rows[0]?.count ?? 0;
}

function giftOf(row: Row): OfflineGift {
	const { presented_at: at, presented_by: by, presented_by_id: byId, first_entry: first, last_entry: last } = row;
	return {
		...{ id: row.id, campaignId: row.campaign_id, kind: row.kind, embargoed: row.embargoed, note: row.note },
		entered: row.amount,
		amount: row.amount + row.changed,
		booked: row.booked,
		givenBy: row.given_by,
		consent: row.consent,
		stationId: row.station_id,
		dated: row.dated?.getTime() ?? null,
		paysMatch: row.pays_match,
		presentations: row.presentations,
		presented: at === null || by === null || byId === null ? null : { at: at.getTime(), by, byId },
		entries: first === null || last === null ? null : { first, last },
		created: { at: row.created_at.getTime(), by: row.created_by },
	};
}
