import type { TickerScript } from "../../domain/ticker.ts";
import { CLOCKS, type Clocks } from "./elapsed.ts";
import { openFreshness, STALE_AFTER_S } from "./freshness.ts";
import type { LastKnown } from "./last-known.ts";
import { openListeners } from "./listeners.ts";
import type { Live, LiveStanding } from "./live.ts";
import type { FromHub } from "./live-messages.ts";
import { applyMessage, type ScreenState } from "./screen-state.ts";

export type LiveScreen = {
	readonly live: Live;
	/** Takes one message of the hub; "lost" where the whole state is needed again. */
	take(message: FromHub): "taken" | "lost";
	/** Time went by. */
	tick(): void;
	/** What is worth keeping; null where nothing was heard in this visit. */
	known(): LastKnown | null;
};

/** A script older than this when it arrives was made up for after a drop. */
const JUST_NOW_MS = 30_000;

/** One page's view of the stream: state, age, and who wants to hear of it. */
export function openLiveScreen(remembered: LastKnown | null, clocks: Clocks = CLOCKS): LiveScreen {
	const freshness = openFreshness(clocks, remembered?.ahead ?? 0);
	const changes = openListeners<void>();
	const boards = openListeners<number | null>();
	const scripts = openListeners<TickerScript>();
	let heard: ScreenState | null = null;
	let board: number | null | undefined;
	let isEnded = false;
	let told = "";

	const lateness = (at: number) => Math.max(0, clocks.wall() - at);
	const ageSeconds = () =>
		freshness.age() ?? (remembered && Math.max(0, Math.floor((clocks.wall() - remembered.seenAt) / 1000)));
	const standing = (): LiveStanding => {
		if (isEnded) return "ended";
		const age = freshness.age();
		if (heard === null || age === null) return remembered ? "remembered" : "connecting";
		return age >= STALE_AFTER_S ? "stale" : "live";
	};
	const tick = () => {
		const now = `${standing()} ${ageSeconds()}`;
		if (now === told) return;
		told = now;
		changes.tell();
	};
	const changed = () => {
		told = `${standing()} ${ageSeconds()}`;
		changes.tell();
	};

	function hearBoard(version: number | null | undefined): void {
		board = version;
		if (version !== undefined) boards.tell(version);
	}

	function welcome({ state, seen, board: version }: Extract<FromHub, { type: "welcome" }>): void {
		// A page that was frozen may have been further than a hub that has just opened.
		if (state !== null || remembered === null) heard = state ?? heard;
		if (seen.beat) freshness.beat(seen.beat.beat, lateness(seen.beat.at));
		if (seen.itemAt !== null) freshness.touch(lateness(seen.itemAt));
		if (version !== board) hearBoard(version);
	}

	function hear({ message, at, isCaughtUp }: Extract<FromHub, { type: "heard" }>): "taken" | "lost" {
		const { state, gap } = applyMessage(heard, message);
		if (gap) return "lost";
		const isNew = state !== heard;
		heard = state;
		if (message.type === "beat") freshness.beat(message.beat, lateness(at));
		else if (message.type === "item" && isCaughtUp) freshness.touch(lateness(at));
		if (isNew) changed();
		else tick();
		const script = state?.scripts[0];
		if (isNew && message.type === "item" && message.item.type === "script" && script?.seq === message.item.seq) {
			if (freshness.now() - script.at < JUST_NOW_MS) scripts.tell(script);
		}
		return "taken";
	}

	function take(message: FromHub): "taken" | "lost" {
		if (isEnded) return "taken";
		switch (message.type) {
			case "welcome":
				welcome(message);
				break;
			case "heard":
				return hear(message);
			case "board":
				hearBoard(message.version);
				break;
			case "ended":
				isEnded = true;
				break;
			case "here":
				return "taken";
			default:
				return message satisfies never;
		}
		changed();
		return "taken";
	}

	return {
		live: {
			subscribe: changes.add,
			state: () => heard ?? remembered?.state ?? null,
			ageSeconds,
			standing,
			now: freshness.now,
			onBoard(listener) {
				if (board !== undefined) listener(board);
				return boards.add(listener);
			},
			onScript: scripts.add,
		},
		take,
		tick,
		known() {
			const age = freshness.ageMs();
			if (heard === null || age === null || isEnded) return null;
			return { state: heard, seenAt: clocks.wall() - age, ahead: freshness.ahead() ?? 0 };
		},
	};
}
