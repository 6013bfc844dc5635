import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Gift } from "../domain/gift/gift.ts";
import { localTimeColumn, localTimes, major, yesNo } from "./cells.ts";
import { type GiftRow, giftRows } from "./gift-rows.ts";

export type Cell = string | number | boolean | null | undefined | Date;
export type Export = { readonly columns: readonly string[]; readonly rows: AsyncIterable<readonly Cell[]> };

/** What whoever asks may see: names as they were written, and e-mail and phone. */
export type Sees = { readonly names: boolean; readonly contacts: boolean };

const giftColumns = ({ timeZone }: Campaign) => [
	...[
		"gift",
		localTimeColumn(timeZone),
		"time (UTC)",
		"kind",
		"source",
		"station",
		"currency",
		"promised",
		"paid",
		"gone back",
	],
	...["counts on air", "name", "may be named on air", "may be named on the page", "may be named in posts", "town"],
	...["pledge", "pledge ended", "payments", "link code"],
];

/** For spreadsheets: a row a gift, as it stands now. */
export function giftExport(pool: pg.Pool, campaign: Campaign, sees: Sees): Export {
	return { columns: giftColumns(campaign), rows: giftCells(pool, campaign, sees) };
}

async function* giftCells(pool: pg.Pool, campaign: Campaign, sees: Sees) {
	const local = localTimes(campaign.timeZone);
	const money = (amount: number) => major(amount, campaign.currency);
	for await (const row of giftRows(pool, campaign)) {
		const { gift, pledge } = row;
		const { consent = {} } = gift.giver;
		yield [
			...[
				gift.id,
				local(gift.at),
				new Date(gift.at),
				kindOf(row),
				gift.giver.source ?? "web",
				stationOf(gift, campaign),
			],
			...[
				campaign.currency.toUpperCase(),
				promisedOf(row, money),
				money(row.paid),
				money(row.gone),
				money(row.counted),
			],
			sees.names ? nameOf(row) : "",
			...[yesNo(consent.onAir), yesNo(consent.page ?? consent.name), yesNo(consent.social)],
			...[gift.giver.town ?? (sees.names ? pledge?.town : null), gift.pledges?.[0], pledge?.ended, paymentsOf(gift)],
			gift.giver.via,
		];
	}
}

const DONOR_COLUMNS = [
	...["donor key", "name", "email", "phone", "town", "may be named", "may be named on air", "may be named in posts"],
	...["gift", "gift date", "time (UTC)", "amount", "currency", "gift type", "fund", "appeal", "source", "station"],
	...["tribute", "pledge", "pledge amount", "pledge status", "payment references"],
];

/** For donor databases, in no system's own words: a row a gift with money, or a promise that is still open. */
export function donorExport(pool: pg.Pool, campaign: Campaign, sees: Sees): Export {
	return { columns: DONOR_COLUMNS, rows: donorCells(pool, campaign, sees) };
}

async function* donorCells(pool: pg.Pool, campaign: Campaign, sees: Sees) {
	const local = localTimes(campaign.timeZone);
	const money = (amount: number) => major(amount, campaign.currency);
	for await (const row of giftRows(pool, campaign)) {
		const { gift, pledge } = row;
		const { consent = {}, donorKey, town } = gift.giver;
		const isOpen = pledge !== null && pledge.ended === null;
		if (row.cash === 0 && !isOpen) continue;
		const status = pledge === null ? null : (pledge.ended ?? keptOf(row.cash, pledge.amount));
		yield [
			...[
				donorKey,
				sees.names ? nameOf(row) : "",
				sees.contacts ? pledge?.email : "",
				sees.contacts ? pledge?.phone : "",
			],
			...[town ?? pledge?.town, yesNo(consent.name), yesNo(consent.onAir), yesNo(consent.social)],
			...[gift.id, local(gift.at).slice(0, 10), new Date(gift.at), money(row.cash), campaign.currency.toUpperCase()],
			...[kindOf(row), campaign.hospital, campaign.shortName, gift.giver.source ?? "web", stationOf(gift, campaign)],
			...[pledge?.honour, gift.pledges?.[0], pledge === null ? null : money(pledge.amount), status, paymentsOf(gift)],
		];
	}
}

function keptOf(cash: number, promised: number): string {
	if (cash <= 0) return "open";
	return cash >= promised ? "paid" : "partly paid";
}

function kindOf({ gift, pledge }: GiftRow): string {
	if (gift.subscriptions.length > 0 || pledge?.monthly === true || gift.promised?.value.monthly === true)
		return "monthly";
	return gift.pledges === undefined ? "single" : "pledge";
}

function promisedOf({ gift, pledge }: GiftRow, money: (amount: number) => string): string {
	const promised = gift.promised?.value.amount ?? gift.promise?.value.amount ?? pledge?.amount;
	return promised === undefined ? "" : money(promised);
}

function nameOf({ gift, pledge }: GiftRow): string {
	return gift.giver.name ?? pledge?.name ?? "";
}

function stationOf({ giver: { stationId } }: Gift, { stations }: Campaign): string {
	return stations.find(({ id }) => id === stationId)?.name ?? stationId ?? "";
}

/** As the payment's own system calls them. */
function paymentsOf({ payments }: Gift): string {
	return payments.flatMap(({ refs }) => refs.filter((ref) => /^(?:pi|off)_/.test(ref))).join(" ");
}
