import { HOUR } from "../../domain/plain/instant.ts";
import type {
	CampaignCard,
	GiftRow,
	TickerBeat,
	TickerItem,
	TickerScript,
	TickerSnapshot,
} from "../../domain/screen/ticker.ts";

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
	/** What each match has given, and what each power hour has counted, by id. */
	readonly matched: Readonly<Record<string, number>>;
	readonly spans: Readonly<Record<string, number>>;
	readonly rows: readonly ListedGift[];
	/** Newest first; for the host only. */
	readonly scripts: readonly TickerScript[];
};

export type ScreenMessage =
	| { readonly type: "snapshot"; readonly snapshot: TickerSnapshot }
	| { readonly type: "item"; readonly item: TickerItem }
	| { readonly type: "campaign"; readonly campaign: CampaignCard }
	| { readonly type: "beat"; readonly beat: TickerBeat };

/** `gap`: something between what we have and what came is missing; ask again from the state's seq, or for all where there is none. */
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
			const { seq, campaign, total, peak, gifts, hour, matched, spans, latest, scripts } = snapshot;
			const rows = latest.map((row): ListedGift => ({ ...row, seq: null }));
			const known = { seq, snapshotSeq: seq, campaign, total, peak, gifts, hour, matched, spans, rows };
			return { state: { ...known, scripts: scripts.slice(0, MOST_SCRIPTS) }, gap: false };
		}
		case "item":
			if (state === null) return { state, gap: true };
			if (message.item.seq <= state.seq) return { state, gap: false };
			if (message.item.seq > state.seq + 1) return { state, gap: true };
			return { state: withItem(state, message.item), gap: false };
		case "campaign":
			// What another span of time has brought so far, no item tells: it comes with the whole state.
			if (state === null || !areSameSpans(state.campaign, message.campaign)) return { state: null, gap: true };
			return { state: { ...state, campaign: message.campaign }, gap: false };
		case "beat":
			return { state, gap: state === null || message.beat.seq > state.seq };
		default:
			return message satisfies never;
	}
}

function areSameSpans(a: CampaignCard, b: CampaignCard): boolean {
	const spans = ({ powerHours }: CampaignCard) =>
		JSON.stringify(powerHours.map(({ id, from, to }) => [id, from, to]).sort());
	return spans(a) === spans(b);
}

function withItem(state: ScreenState, item: TickerItem): ScreenState {
	const next: ScreenState = {
		...state,
		seq: item.seq,
		total: item.total,
		peak: Math.max(state.peak, item.total),
		hour: withCounted(state.hour, item.at, item.total - state.total),
		spans: withSpans(state, item.givenAt ?? item.at, item.total - state.total),
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
		case "matched":
			return {
				...next,
				matched: { ...next.matched, [item.matchId]: (next.matched[item.matchId] ?? 0) + item.amount },
			};
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

function withSpans({ spans, campaign }: ScreenState, at: number, counted: number): ScreenState["spans"] {
	const touched = campaign.powerHours.filter(({ from, to }) => at >= from && at < to);
	if (counted === 0 || touched.length === 0) return spans;
	return { ...spans, ...Object.fromEntries(touched.map(({ id }) => [id, (spans[id] ?? 0) + counted])) };
}

function withCounted(hour: ScreenState["hour"], at: number, counted: number): ScreenState["hour"] {
	if (at < hour.startsAt) return hour;
	if (at < hour.startsAt + HOUR) return { ...hour, counted: hour.counted + counted };
	const hours = Math.floor((at - hour.startsAt) / HOUR);
	return { startsAt: hour.startsAt + hours * HOUR, counted };
}
