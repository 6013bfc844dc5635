import type pg from "pg";
import type { LedgerEntry } from "../domain/counting/ledger-entry.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { GiftFact } from "../domain/gift/gift-fact.ts";
import { OFFLINE_KINDS } from "../domain/gift/offline-money.ts";
import { receivedFact } from "../offline/offline-facts.ts";
import type { MadeBy } from "./import-store.ts";
import type { ReadRow } from "./read-row.ts";

export function offlineIdOf(importId: string, line: number): string {
	return `off_${importId.replace("imp_", "i")}n${line}`;
}

const UNNAMED = "Without a name";

function giftOf(importId: string, row: ReadRow) {
	const { onAir, social, name, amount, stationId } = row;
	const isNamed = name !== null && (onAir || social);
	return {
		id: offlineIdOf(importId, row.line),
		kind: OFFLINE_KINDS.find((kind) => kind === row.source) ?? "cash",
		...{ amount, stationId, paysMatch: null, givenBy: name ?? UNNAMED },
		consent: {
			name: isNamed,
			amount: false,
			onAir: isNamed && onAir,
			page: isNamed && social,
			social: isNamed && social,
		},
	} as const;
}

/** The money is there, since its day: counted, and nothing said of it. */
export function offlineFact(importId: string, row: ReadRow, campaign: Campaign): GiftFact {
	const fact = receivedFact(campaign, giftOf(importId, row), 1, row.at);
	const told = { ...fact, sourceId: `import:${importId}:${row.line}`, silent: true } as const;
	if (row.name !== null) return told;
	// Nobody is named: no name to approve, and no two of them are one donor.
	const { name: _, donorKey: __, ...giver } = fact.giver ?? {};
	const { verdict: ___, ...rest } = told;
	return { ...rest, giver };
}

/** All of a batch at once, as the office would have entered them and presented them at once. */
export async function insertOfflineGifts(
	client: pg.ClientBase,
	{ importId, campaignId, by }: { readonly importId: string; readonly campaignId: string; readonly by: MadeBy },
	rows: readonly ReadRow[],
	entries: readonly LedgerEntry[],
): Promise<void> {
	const seqs = new Map(entries.map(({ giftId, seq }) => [giftId, seq]));
	const gifts = rows.map((row) => {
		const { id, kind, amount, givenBy, consent, stationId } = giftOf(importId, row);
		const requestId = `import:${importId}:${row.line}`;
		return {
			...{ id, kind, amount, consent, given_by: givenBy, station_id: stationId, request_id: requestId },
			...{ dated: new Date(row.at), note: row.note ?? "", seq: seqs.get(id) ?? null },
		};
	});
	await client.query(
		`with entered as (
		   insert into offline_gift (id, campaign_id, request_id, kind, amount, given_by, consent, station_id, dated, note, embargoed,
		     presentations, first_entry, last_entry, created_at, created_by, created_by_id, import_id)
		   select id, $2, request_id, kind, amount, given_by, consent, station_id, dated, note, false, 1, seq, seq, now(), $4, $5, $3
		   from jsonb_to_recordset($1::jsonb) as r (id text, request_id text, kind text, amount bigint, given_by text, consent jsonb,
		     station_id text, dated timestamptz, note text, seq bigint)
		   on conflict do nothing returning id, amount
		 )
		 insert into offline_step (offline_id, kind, booked, reason, at, by_name, by_id)
		 select id, 'presented', amount, 'Brought in with a file.', now(), $4, $5 from entered`,
		[JSON.stringify(gifts), campaignId, importId, by.name, by.id ?? ""],
	);
}
