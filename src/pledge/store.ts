import type pg from "pg";
import type { GiftSource } from "../domain/gift/gift-source.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { SlipConsent } from "../domain/pledge/slip.ts";
import type { Earlier } from "../domain/pledge/slip-alike.ts";

type Db = Pick<pg.ClientBase, "query">;

/** Whom a pledge is for; only the hospital sees it. */
export type Dedication = { readonly kind: "honour" | "memory"; readonly name: string };

/** How a pledge stopped being a promise; null while it is one. */
export type PledgeEnded = "cancelled" | "lapsed" | "settled";

/** What was promised, and by whom. Amounts in minor units of the campaign's currency; a monthly one's for one month. */
export type PledgeSlip = {
	/** From the browser, unique in its campaign. */
	readonly clientId: string;
	readonly amount: number;
	readonly monthly: boolean;
	readonly source: GiftSource;
	readonly stationId: string | null;
	readonly operator: string;
	readonly linkLabel: string;
	readonly sessionId: string | null;
	readonly batchId: string | null;
	readonly name: string | null;
	readonly town: string | null;
	readonly pronunciation: string | null;
	readonly consent: SlipConsent;
	readonly dedication: Dedication | null;
	readonly email: string | null;
	readonly phone: string | null;
	readonly note: string | null;
	readonly promisedAt: Instant;
};

export type Pledge = PledgeSlip & {
	/** "pl_..." */
	readonly id: string;
	readonly campaignId: string;
	readonly ended: PledgeEnded | null;
	readonly recordedAt: Instant;
	/** When its operator took it back; then it is "cancelled" too, and lists of promises leave it out. */
	readonly undoneAt: Instant | null;
	readonly linkSentAt: Instant | null;
	readonly remindedAt: Instant | null;
	readonly reminders: number;
};

function instant(column: string): string {
	return `trunc(extract(epoch from ${column}) * 1000)::float8`;
}

/** A pledge's columns as a Pledge, for any `from pledge`. */
export const PLEDGE_COLUMNS = `
	pledge.id, pledge.campaign_id as "campaignId", pledge.client_id as "clientId", pledge.amount, pledge.monthly, pledge.source,
	pledge.station_id as "stationId", pledge.operator, pledge.link_label as "linkLabel", pledge.session_id as "sessionId",
	pledge.batch_id as "batchId", pledge.name, pledge.town, pledge.pronunciation, pledge.consent,
	case when pledge.honour_kind is null then null
		else json_build_object('kind', pledge.honour_kind, 'name', coalesce(pledge.honour, '')) end as dedication,
	pledge.contact_email as email, pledge.contact_phone as phone, pledge.note, pledge.ended,
	${instant("pledge.promised_at")} as "promisedAt", ${instant("pledge.recorded_at")} as "recordedAt",
	${instant("pledge.undone_at")} as "undoneAt", ${instant("pledge.link_sent_at")} as "linkSentAt",
	${instant("pledge.reminded_at")} as "remindedAt", pledge.reminders`;

const BY_CLIENT = `select ${PLEDGE_COLUMNS} from pledge where campaign_id = $1 and client_id = $2`;

/** Keeps a slip; false where the campaign has one of this client id already. The ledger is told in the same transaction, by the caller. */
export async function insertPledge(
	db: Db,
	{ id, campaignId, recordedAt }: Pick<Pledge, "id" | "campaignId" | "recordedAt">,
	slip: PledgeSlip,
): Promise<boolean> {
	const { rowCount } = await db.query(
		`insert into pledge (id, campaign_id, client_id, amount, monthly, source, station_id, operator, link_label, session_id, batch_id,
			name, town, pronunciation, consent, honour_kind, honour, contact_email, contact_phone, note, promised_at, recorded_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
			to_timestamp($21 / 1000.0), to_timestamp($22 / 1000.0))
		on conflict (campaign_id, client_id) do nothing`,
		[
			...[id, campaignId, slip.clientId, slip.amount, slip.monthly, slip.source, slip.stationId],
			...[slip.operator, slip.linkLabel, slip.sessionId, slip.batchId, slip.name, slip.town, slip.pronunciation],
			...[JSON.stringify(slip.consent), slip.dedication?.kind ?? null, slip.dedication?.name ?? null],
			...[slip.email, slip.phone, slip.note, slip.promisedAt, recordedAt],
		],
	);
	return rowCount === 1;
}

export async function findPledge(db: Db, id: string): Promise<Pledge | null> {
	const { rows } = await db.query<Pledge>(`select ${PLEDGE_COLUMNS} from pledge where id = $1`, [id]);
	return rows[0] ?? null;
}

/** The pledge that a browser's slip became. */
export async function findByClient(db: Db, campaignId: string, clientId: string): Promise<Pledge | null> {
	const { rows } = await db.query<Pledge>(BY_CLIENT, [campaignId, clientId]);
	return rows[0] ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockPledge(db: Db, campaignId: string, clientId: string): Promise<Pledge | null> {
	const { rows } = await db.query<Pledge>(`${BY_CLIENT} for update`, [campaignId, clientId]);
	return rows[0] ?? null;
}

/** Whoever took it takes it back; its total goes back by the ledger's "pledge-ended". */
export async function markUndone(db: Db, id: string, at: Instant): Promise<void> {
	await db.query("update pledge set ended = 'cancelled', undone_at = to_timestamp($2 / 1000.0) where id = $1", [
		id,
		at,
	]);
}

/** What was promised lately with this amount, to compare a new slip with; what was undone or cancelled isn't there to be doubled. */
export async function readLately(
	db: Db,
	campaignId: string,
	{ amount, since, but }: { readonly amount: number; readonly since: Instant; readonly but: string },
): Promise<Earlier[]> {
	const { rows } = await db.query<Earlier>(
		`select amount, monthly, name, contact_email as email, contact_phone as phone, session_id as "sessionId",
			batch_id as "batchId", ${instant("recorded_at")} as "recordedAt"
		from pledge
		where campaign_id = $1 and amount = $2 and recorded_at >= to_timestamp($3 / 1000.0) and id <> $4 and ended is null
		order by recorded_at desc limit 500`,
		[campaignId, amount, since, but],
	);
	return rows;
}

/** What of a pledge was paid and has not gone back, minor units. */
export async function readPaid(db: Db, { id, campaignId }: Pick<Pledge, "id" | "campaignId">): Promise<number> {
	const { rows } = await db.query<{ cash: number }>(
		`select coalesce((state->'booked'->$2->>'cash')::bigint, 0) as cash
		from gift where id = coalesce((select gift_id from gift_ref where ref = $1), $1)`,
		[id, campaignId],
	);
	return rows[0]?.cash ?? 0;
}
