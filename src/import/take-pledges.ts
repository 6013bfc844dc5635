import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { GIFT_SOURCES } from "../domain/gift/gift-source.ts";
import { pledgedFact } from "../pledge/slip-facts.ts";
import type { PledgeSlip } from "../pledge/store.ts";
import type { ReadRow } from "./read-row.ts";

/** The same row is the same pledge, however often it is taken. */
export function pledgeIdOf(importId: string, line: number): string {
	return `pl_${importId.replace("imp_", "i")}n${line}`;
}

/** As if somebody had written it on a slip; without a consent that wasn't said. */
export function slipOf(importId: string, row: ReadRow): PledgeSlip {
	const { amount, monthly, stationId, name, town, onAir, social, honour, email, phone, note, line, at } = row;
	return {
		clientId: `import:${importId}:${line}`,
		...{ amount, monthly, stationId, name, town, email, phone, note },
		source: GIFT_SOURCES.find((source) => source === row.source) ?? "import",
		...{ operator: "", linkLabel: "", sessionId: null, batchId: null, pronunciation: null },
		consent: { onAir, social, town: false, amount: false },
		dedication: honour === null ? null : { kind: "honour", name: honour },
		promisedAt: at,
	};
}

/** What the ledger is told: counted, and nothing said of it. */
export function pledgeFact(importId: string, row: ReadRow, campaign: Campaign): GiftFact {
	const fact = pledgedFact(pledgeIdOf(importId, row.line), slipOf(importId, row), campaign);
	return { ...fact, sourceId: `import:${importId}:${row.line}`, silent: true };
}

/** A batch as `insertPledges` writes it. */
export function pledgeRows(importId: string, rows: readonly ReadRow[]): string {
	const slips = rows.map((row) => {
		const { dedication, clientId, stationId, promisedAt, email, phone, ...slip } = slipOf(importId, row);
		return {
			...slip,
			...{
				id: pledgeIdOf(importId, row.line),
				client_id: clientId,
				station_id: stationId,
				promised_at: new Date(promisedAt),
			},
			...{ contact_email: email, contact_phone: phone, honour_kind: dedication?.kind, honour: dedication?.name },
		};
	});
	return JSON.stringify(slips);
}

/** All of a batch at once; a row that is there already stays as it is. @param rows as pledgeRows gives them */
export async function insertPledges(
	client: pg.ClientBase,
	{ importId, campaignId }: { readonly importId: string; readonly campaignId: string },
	rows: string,
): Promise<void> {
	await client.query(
		`insert into pledge (id, campaign_id, client_id, amount, monthly, source, station_id, name, town, consent, honour_kind, honour,
		   contact_email, contact_phone, note, promised_at, import_id)
		 select id, $2, client_id, amount, monthly, source, station_id, name, town, consent, honour_kind, honour, contact_email,
		   contact_phone, note, promised_at, $3
		 from jsonb_to_recordset($1::jsonb) as r (id text, client_id text, amount bigint, monthly boolean, source text, station_id text,
		   name text, town text, consent jsonb, honour_kind text, honour text, contact_email text, contact_phone text, note text,
		   promised_at timestamptz)
		 on conflict do nothing`,
		[rows, campaignId, importId],
	);
}
