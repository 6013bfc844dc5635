import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { localTimeColumn, localTimes, major, yesNo } from "./cells.ts";
import type { Export, Sees } from "./gift-export.ts";

const columns = ({ timeZone }: Campaign) => [
	...[
		"pledge",
		localTimeColumn(timeZone),
		"time (UTC)",
		"amount",
		"currency",
		"monthly",
		"status",
		"paid",
		"source",
		"station",
		"taken by",
	],
	...["name", "town", "email", "phone", "may be named on air", "may be named in posts", "in honour of", "note"],
	...["link sent (UTC)", "reminders", "import"],
];

type Row = {
	/** The moment to the microsecond, which a Date would lose. */
	moment: string;
	id: string;
	at: Date;
	amount: number;
	monthly: boolean;
	ended: string | null;
	undone: boolean;
	cash: number;
	source: string;
	stationId: string | null;
	operator: string;
	name: string | null;
	town: string | null;
	email: string | null;
	phone: string | null;
	consent: { onAir?: boolean; social?: boolean };
	honour: string | null;
	note: string | null;
	linkSentAt: Date | null;
	reminders: number;
	importId: string | null;
};

const PAGE = 1_000;

/** Every promise of a drive as it was taken, oldest first, with what was paid on it; those taken back are left out. */
export function pledgeExport(pool: pg.Pool, campaign: Campaign, sees: Sees): Export {
	return { columns: columns(campaign), rows: pledgeCells(pool, campaign, sees) };
}

async function* pledgeCells(pool: pg.Pool, campaign: Campaign, sees: Sees) {
	const local = localTimes(campaign.timeZone);
	const money = (amount: number) => major(amount, campaign.currency);
	for await (const row of everyPledge(pool, campaign.id)) {
		const station = campaign.stations.find(({ id }) => id === row.stationId)?.name ?? row.stationId;
		const status = row.ended ?? (row.cash === 0 ? "open" : row.cash >= row.amount ? "paid" : "partly paid");
		yield [
			...[
				row.id,
				local(row.at.getTime()),
				row.at,
				money(row.amount),
				campaign.currency.toUpperCase(),
				yesNo(row.monthly),
			],
			...[status, money(row.cash), row.source, station, row.operator],
			...(sees.names ? [row.name, row.town] : ["", ""]),
			...(sees.contacts ? [row.email, row.phone] : ["", ""]),
			...[yesNo(row.consent.onAir), yesNo(row.consent.social)],
			...(sees.names ? [row.honour, row.note] : ["", ""]),
			...[row.linkSentAt, row.reminders, row.importId],
		];
	}
}

async function* everyPledge(pool: pg.Pool, campaignId: string): AsyncGenerator<Row> {
	let [moment, id]: [string | null, string] = [null, ""];
	for (;;) {
		const { rows }: { rows: Row[] } = await pool.query<Row>(
			`select p.id, p.promised_at::text as moment, p.promised_at as at, p.amount, p.monthly, p.ended, p.source, p.station_id as "stationId", p.operator, p.name,
			   p.town, p.contact_email as email, p.contact_phone as phone, p.consent, p.honour, p.note,
			   p.link_sent_at as "linkSentAt", p.reminders, p.import_id as "importId",
			   coalesce((g.state->'booked'->$1->>'cash')::bigint, 0) as cash
			 from (select * from pledge where campaign_id = $1 and undone_at is null
			     and ($2::timestamptz is null or (promised_at, id) > ($2, $3)) order by promised_at, id limit ${PAGE}) p
			 left join gift_ref r on r.ref = p.id
			 left join gift g on g.id = coalesce(r.gift_id, p.id)
			 order by p.promised_at, p.id`,
			[campaignId, moment, id],
		);
		yield* rows;
		const last = rows.at(-1);
		if (last === undefined || rows.length < PAGE) return;
		[moment, id] = [last.moment, last.id];
	}
}
