import type { Language } from "../domain/plain/language.ts";
import { NEW_THANK, type Thank, takeOverFrom } from "../domain/screen/thanks.ts";
import { secondsToRead } from "../domain/screen/thanks-aloud.ts";
import { nameAndTown, type TickerEntry } from "../domain/screen/ticker.ts";
import { ENTRY_COLUMNS, ENTRY_JOINS, parseEntry } from "../ticker/entries.ts";
import type { ThankRow } from "../web/contract/board.ts";
import type { Db } from "./board-state.ts";
import { hostRow } from "./host-row.ts";

/** A gift on the list with what hosts did about it; whose deed it is, is for the server alone. */
export type ListedThank = {
	readonly giftId: string;
	readonly thank: Thank;
	readonly row: Omit<ThankRow, "mine">;
};

export type ListSetting = {
	readonly campaignId: string;
	readonly currency: string;
	readonly language: Language;
	readonly bigGift: number;
};

export type ThankColumns = {
	readonly state: Thank["state"];
	readonly reader_id: string | null;
	readonly reader: string | null;
	readonly since: Date | null;
	readonly claimed_until: Date | null;
	readonly pinned: boolean;
};

export const THANK_COLUMNS = "t.state, t.reader_id, t.reader, t.since, t.claimed_until, t.pinned";
/**
 * Held up by an outage, or by a browser without a network: the thanks come late, and not by the host's doing. History that is played again
 * is not late, and nothing held up what staff brought in with a file: a call centre's list comes when it comes.
 */
const IS_LATE = `coalesce(e.kind <> 'to-thank' and e.recorded_at - e.occurred_at > interval '15 minutes' and e.recorded_at < (
	select to_timestamp((config->>'closesAt')::float8 / 1000) from campaign where id = t.campaign_id
), false)`;
/** On the list: something of it counts. A gift that went back leaves it, and returns where the refund fails. */
export const IS_LISTED = "t.listed and t.counted > 0";

/**
 * The gifts that `which` gives (a query for rows of `thank t`, in their order), with their names as they may be said at this very
 * moment: those are read from the gifts and kept nowhere else.
 */
export async function readThanks(
	db: Db,
	setting: ListSetting,
	which: { readonly from: string; readonly values: readonly unknown[] },
): Promise<ListedThank[]> {
	const { rows } = await db.query<ThankColumns & { readonly late: boolean }>(
		`select ${ENTRY_COLUMNS}, ${THANK_COLUMNS}, ${IS_LATE} as late
		from (select row_number() over () as place, t.* from (${which.from}) t) t
		join lateral (select * from ledger_entry where campaign_id = t.campaign_id and seq = t.seq limit 1) e on true
		${ENTRY_JOINS} order by t.place`,
		[...which.values],
	);
	return rows.map((row) => listed(parseEntry(row), thankOf(row), { ...setting, isLate: row.late }));
}

/** A row of table `thank` as the domain has it. */
export function thankOf({ state, reader_id, reader, since, claimed_until, pinned }: ThankColumns): Thank {
	if (state === "waiting" || reader_id === null || since === null) return { ...NEW_THANK, pinned };
	const held = { by: { id: reader_id, name: reader ?? "" }, since: since.getTime(), pinned };
	return state === "read" || claimed_until === null
		? { state: "read", ...held }
		: { state: "claimed", ...held, until: claimed_until.getTime() };
}

type Listing = ListSetting & { readonly isLate: boolean };

function listed(entry: TickerEntry, thank: Thank, { currency, language, bigGift, isLate }: Listing): ListedThank {
	const gift = hostRow(entry, language);
	const amount = gift.amount ?? 0;
	const spoken = { ...nameAndTown(gift), amount, monthly: gift.monthly };
	const isHeld = thank.state !== "waiting";
	const row = {
		...spoken,
		giftId: gift.giftId,
		pronunciation: gift.host?.pronunciation ?? null,
		firstTime: gift.host?.firstTime ?? false,
		big: amount >= bigGift,
		late: isLate,
		stationId: gift.host?.stationId ?? null,
		at: gift.at,
		state: thank.state,
		by: isHeld ? thank.by.name : null,
		since: isHeld ? thank.since : null,
		takeOverFrom: thank.state === "claimed" ? takeOverFrom(thank) : null,
		givenBackAt: thank.state === "claimed" ? thank.until : null,
		pinned: thank.pinned,
		seconds: secondsToRead(spoken, { currency, language }),
	};
	return { giftId: gift.giftId, thank, row };
}

/** As this reader sees it. */
export function seenBy({ thank, row }: ListedThank, readerId: string | null): ThankRow {
	return { ...row, mine: thank.state !== "waiting" && readerId !== null && thank.by.id === readerId };
}
