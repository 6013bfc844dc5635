import type pg from "pg";
import { minorDigits } from "../../domain/plain/money.ts";
import { pledgeDue } from "../../domain/pledge/pledge-state.ts";

import type { PledgeRow } from "../../web/contract/staff/pledges.ts";
import { type ReadRow, ROW_COLUMNS, rowOf } from "./list-pledges.ts";
import { filterSql, type PledgeFilter, showSql, standingSql, valuesFrom } from "./standing.ts";

type Drive = {
	readonly id: string;
	readonly currency: string;
	readonly stations: readonly { readonly id: string; readonly name: string }[];
};

export const CALL_LIST = [
	...[
		"Pledge",
		"Promised at",
		"Name",
		"Town",
		"E-mail",
		"Telephone",
		"Promised",
		"Every month",
		"Paid",
		"Still to come",
	],
	...[
		"Currency",
		"State",
		"Pay link",
		"Link sent at",
		"Reminders",
		"Last reminded at",
		"Source",
		"Station",
		"Taken by",
	],
];

/** A cell of the file: a Date is written in ISO 8601. */
type CallCell = string | number | Date | null;

type Read = ReadRow & { readonly email: string | null; readonly phone: string | null };
const AT_ONCE = 500;

/** For the call centre, the texting tool or a letter: whom to ask for what, and where it is paid. The longest waiting first. */
export async function* callList(
	pool: pg.Pool,
	drive: Drive,
	filter: PledgeFilter,
	linkOf: (pledgeId: string) => string,
): AsyncGenerator<readonly CallCell[]> {
	let last: Read | undefined;
	for (;;) {
		const { values, add } = valuesFrom([drive.id]);
		const filtered = filterSql(filter, drive.currency, add);
		const after =
			last === undefined
				? ""
				: `and (standing.promised_at, standing.id) > (select promised_at, id from pledge where id = ${add(last.id)})`;
		const { rows } = await pool.query<Read>(
			`${standingSql(filtered)} select ${ROW_COLUMNS}, standing.contact_email as email, standing.contact_phone as phone
			 from standing where ${showSql(filter.show)} ${after} order by standing.promised_at, standing.id limit ${AT_ONCE}`,
			values,
		);
		for (const row of rows) yield cellsOf(row, drive, linkOf);
		last = rows.at(-1);
		if (rows.length < AT_ONCE) return;
	}
}

function cellsOf(read: Read, { currency, stations }: Drive, linkOf: (pledgeId: string) => string): CallCell[] {
	const row = rowOf(read, currency);
	const major = (minor: number) => (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
	const day = (at: number | null) => (at === null ? null : new Date(at));
	return [
		...[row.id, day(row.promisedAt), row.name, row.town, read.email, read.phone, major(row.amount)],
		...[row.monthly ? "yes" : "no", major(row.paid), major(dueOf(row, read)), currency.toUpperCase(), row.state],
		...[linkOf(row.id), day(row.linkSentAt), row.reminders, day(row.remindedAt), row.source],
		...[stations.find(({ id }) => id === row.stationId)?.name ?? row.stationId, row.operator],
	];
}

function dueOf({ amount, monthly, paid, isSubscribed }: PledgeRow, { ended, undoneAt }: Read): number {
	return pledgeDue({ amount, monthly, ended, isUndone: undoneAt !== null, paid, isSubscribed });
}
