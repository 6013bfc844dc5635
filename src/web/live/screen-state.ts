import { HOUR } from "../../domain/instant.ts";
import type {
	CampaignCard,
	GiftRow,
	TickerBeat,
	TickerItem,
	TickerScript,
	TickerSnapshot,
} from "../../domain/ticker.ts";

/** `seq`: the entry that brought it; null for one that stood in the snapshot. */
export type ListedGift = GiftRow & { readonly seq: number | null };

/** What the screen knows. Amounts are minor units. */
export type ScreenState = {
	readonly seq: number;
	/** The snapshot that it began with. */
	readonly snapshotSeq: number;
	readonly campaign: CampaignCard;
	readonly total: number;
	readonly peak: number;
	readonly gifts: number;
	readonly hour: TickerSnapshot["hour"];
	readonly rows: readonly ListedGift[];
	/** Newest first; for the host only. */
	readonly scripts: readonly TickerScript[];
};

export type ScreenMessage =
	| { readonly type: "snapshot"; readonly snapshot: TickerSnapshot }
	| { readonly type: "item"; readonly item: TickerItem }
	| { readonly type: "campaign"; readonly campaign: CampaignCard }
	| { readonly type: "beat"; readonly beat: TickerBeat };

/** `gap`: something between what we have and what came is missing; ask again from `seq`. */
export type Applied = { readonly state: ScreenState | null; readonly gap: boolean };

const MOST_ROWS = 60;
const MOST_SCRIPTS = 10;

/**
 * Takes one message. Every ledger entry gives one item with the next seq, so the screen itself can tell that it missed or already
 * has one: an old message changes nothing, and the total never goes back to an old one.
 */
export function applyMessage(state: ScreenState | null, message: ScreenMessage): Applied {
	switch (message.type) {
		case "snapshot": {
			const { snapshot } = message;
			if (state !== null && snapshot.seq < state.seq && !snapshot.reset) return { state, gap: false };
			const { seq, campaign, total, peak, gifts, hour, latest, scripts } = snapshot;
			const rows = latest.map((row): ListedGift => ({ ...row, seq: null }));
			const known = { seq, snapshotSeq: seq, campaign, total, peak, gifts, hour, rows };
			return { state: { ...known, scripts: scripts.slice(0, MOST_SCRIPTS) }, gap: false };
		}
		case "item":
			if (state === null) return { state, gap: true };
			if (message.item.seq <= state.seq) return { state, gap: false };
			if (message.item.seq > state.seq + 1) return { state, gap: true };
			return { state: withItem(state, message.item), gap: false };
		case "campaign":
			return { state: state && { ...state, campaign: message.campaign }, gap: state === null };
		case "beat":
			return { state, gap: state === null || message.beat.seq > state.seq };
		default:
			return message satisfies never;
	}
}

function withItem(state: ScreenState, item: TickerItem): ScreenState {
	const next: ScreenState = {
		...state,
		seq: item.seq,
		total: item.total,
		peak: Math.max(state.peak, item.total),
		hour: withCounted(state.hour, item.at, item.total - state.total),
	};
	switch (item.type) {
		case "gift":
		case "monthly":
			return { ...next, gifts: next.gifts + item.gifts, rows: withRow(next.rows, { ...rowOf(item), seq: item.seq }) };
		case "described":
			return {
				...next,
				rows: next.rows.map((row) => (row.giftId === item.giftId ? { ...rowOf(item), at: row.at, seq: row.seq } : row)),
				scripts: stillSaid(next, item),
			};
		case "adjusted": {
			const rows = item.gone ? next.rows.filter((row) => row.giftId !== item.giftId) : next.rows;
			return { ...next, gifts: next.gifts + item.gifts, rows };
		}
		case "script": {
			const script = { seq: item.seq, text: item.script, at: item.at, giftId: item.giftId };
			return { ...next, scripts: [script, ...next.scripts].slice(0, MOST_SCRIPTS) };
		}
		case "note":
			return next;
		default:
			return item satisfies never;
	}
}

/** A script that names a giver goes when they don't want to be named so any more; what it says can't be unsaid in part. */
function stillSaid(state: ScreenState, { giftId, name }: GiftRow): readonly TickerScript[] {
	const before = state.rows.find((row) => row.giftId === giftId);
	const isRenamed = before !== undefined && before.name !== name;
	const mayStay = (script: TickerScript) =>
		script.giftId !== giftId || (!isRenamed && script.text.toLowerCase().includes(name.toLowerCase()));
	return state.scripts.every(mayStay) ? state.scripts : state.scripts.filter(mayStay);
}

function rowOf(item: GiftRow): GiftRow {
	const { giftId, name, amount, monthly, at, host } = item;
	return { giftId, name, amount, monthly, at, host };
}

/** A gift that is listed already keeps its place: it became monthly, or was described again. */
function withRow(rows: readonly ListedGift[], row: ListedGift): readonly ListedGift[] {
	if (rows.some((one) => one.giftId === row.giftId)) {
		return rows.map((one) => (one.giftId === row.giftId ? { ...row, at: one.at, seq: one.seq } : one));
	}
	return [row, ...rows].slice(0, MOST_ROWS);
}

function withCounted(hour: ScreenState["hour"], at: number, counted: number): ScreenState["hour"] {
	if (at < hour.startsAt) return hour;
	if (at < hour.startsAt + HOUR) return { ...hour, counted: hour.counted + counted };
	const hours = Math.floor((at - hour.startsAt) / HOUR);
	return { startsAt: hour.startsAt + hours * HOUR, counted };
}
