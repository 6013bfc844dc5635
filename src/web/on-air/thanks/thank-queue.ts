import { nameAndTown } from "../../../domain/screen/ticker.ts";
import type { Board, ThankAnswer, ThankFilter, ThankRow } from "../../contract/board.ts";
import type { ListedGift, ScreenState } from "../../live/screen-state.ts";

/** Which of the list is shown. */
export type Chosen = { readonly filter: ThankFilter; readonly town: string | null };

/**
 * Whom to thank: what the board knows, with the names of this moment, and above it the gifts that came after the board was made.
 * Pinned ones stay on top, then newest first, as on the board.
 */
export function queueOf(board: Board | null, state: ScreenState, chosen: Chosen): readonly ThankRow[] {
	// Remembered from the visit before, or the board is on its way: the gifts alone.
	if (board === null) return state.rows.map((row) => newcomer(row, Number.POSITIVE_INFINITY));
	const current = new Map(state.rows.map((row) => [row.giftId, row]));
	const known = new Set([...board.rows, ...board.lately].map(({ giftId }) => giftId));
	const came = state.rows
		.filter((row) => row.seq !== null && row.seq > board.seq && !known.has(row.giftId))
		.map((row) => newcomer(row, board.campaign.bigGift))
		.filter((row) => isChosen(row, chosen) && isOfStation(row, board));
	const rows = board.rows.map((row) => describedNow(row, current.get(row.giftId)));
	return [...rows.filter(({ pinned }) => pinned), ...came, ...rows.filter(({ pinned }) => !pinned)];
}

/** The board is too old to go on with: made before the stream began anew, or so many gifts ago that some have left the stream's memory. */
export function isBehind(board: Board, state: ScreenState): boolean {
	return board.seq < state.snapshotSeq || state.seq - board.seq > 40;
}

/** The board with what an action has just changed, until the next whole one comes. */
export function afterAnswer(board: Board, answer: ThankAnswer): Board {
	const changed = new Map(answer.rows.map((row) => [row.giftId, row]));
	const gone = new Set(answer.refused.filter(({ reason }) => reason === "gone").map(({ giftId }) => giftId));
	const newRead = answer.rows.filter(({ state }) => state === "read");
	const onList = new Set(board.rows.map(({ giftId }) => giftId));
	const toAdd = answer.rows.filter(({ giftId, state }) => state !== "read" && !onList.has(giftId));
	const rows = board.rows
		.filter(({ giftId }) => !gone.has(giftId))
		.map((row) => changed.get(row.giftId) ?? row)
		.filter(({ state }) => state !== "read");
	const lately = board.lately.filter(({ giftId }) => !changed.has(giftId));
	// Not the answer's version: others may have changed something that this answer doesn't tell of.
	return { ...board, rows: [...toAdd, ...rows], lately: [...newRead, ...lately] };
}

function newcomer(row: ListedGift, bigGift: number): ThankRow {
	const { host } = row;
	const amount = row.amount ?? 0;
	return {
		giftId: row.giftId,
		...nameAndTown(row),
		pronunciation: host?.pronunciation ?? null,
		amount,
		monthly: row.monthly,
		firstTime: host?.firstTime ?? false,
		big: amount >= bigGift,
		// The board's own answer says so, a moment later.
		late: false,
		stationId: host?.stationId ?? null,
		at: row.at,
		state: "waiting",
		by: null,
		mine: false,
		since: null,
		takeOverFrom: null,
		givenBackAt: null,
		pinned: false,
		seconds: 0,
	};
}

/** A name that was hidden a moment ago is hidden here as well, whatever the board still says. */
function describedNow(row: ThankRow, now: ListedGift | undefined): ThankRow {
	if (now === undefined) return row;
	return { ...row, ...nameAndTown(now), pronunciation: now.host?.pronunciation ?? null };
}

function isChosen(row: ThankRow, { filter, town }: Chosen): boolean {
	if (town !== null && row.town !== town) return false;
	switch (filter) {
		case "all":
			return true;
		case "big":
			return row.big;
		case "monthly":
			return row.monthly;
		case "first-time":
			return row.firstTime;
		default:
			return filter satisfies never;
	}
}

function isOfStation(row: ThankRow, board: Board): boolean {
	return board.link.station === null || row.stationId === board.link.station.id;
}
