import type { TickerScript } from "../../domain/screen/ticker.ts";
import { CLOCKS, type Clocks } from "./elapsed.ts";
import { openFreshness, STALE_AFTER_S } from "./freshness.ts";
import type { LastKnown } from "./last-known.ts";
import { openListeners } from "./listeners.ts";
import type { Live, LiveStanding } from "./live.ts";
import type { FromHub } from "./live-messages.ts";
import { applyMessage, type ScreenMessage, type ScreenState } from "./screen-state.ts";

export type LiveScreen = {
	readonly live: Live;
	/** Takes one message of the hub; "lost" where the whole state is needed again. */
	take(message: FromHub): "taken" | "lost";
	/** What was kept from the visit before; shown until something is heard. */
	recall(known: LastKnown): void;
	/** Time went by. */
	tick(): void;
	/** What is worth keeping; null where nothing was heard in this visit, or nothing may be kept any more. */
	known(): LastKnown | null;
};

/** A script older than this when it arrives was made up for after a drop. */
const JUST_NOW_MS = 30_000;

/** One page's view of the stream: state, age, and who wants to hear of it. */
export function openLiveScreen(clocks: Clocks = CLOCKS): LiveScreen {
	return new HeardScreen(clocks);
}

class HeardScreen implements LiveScreen {
	readonly live: Live;
	readonly #clocks: Clocks;
	readonly #freshness;
	readonly #changes = openListeners<void>();
	readonly #boards = openListeners<number | null>();
	readonly #news = openListeners<string>();
	readonly #scripts = openListeners<TickerScript>();
	#remembered: LastKnown | null = null;
	#heard: ScreenState | null = null;
	#board: number | null | undefined;
	#isEnded = false;
	#told = "";

	constructor(clocks: Clocks) {
		this.#clocks = clocks;
		this.#freshness = openFreshness(clocks);
		this.live = {
			subscribe: this.#changes.add,
			state: () => this.#heard ?? this.#remembered?.state ?? null,
			ageSeconds: () => this.#ageSeconds(),
			standing: () => this.#standing(),
			now: () => this.#freshness.now(this.#remembered?.ahead),
			onBoard: (listener) => {
				if (this.#board !== undefined) listener(this.#board);
				return this.#boards.add(listener);
			},
			onScript: this.#scripts.add,
			onChanged: this.#news.add,
		};
	}

	take(message: FromHub): "taken" | "lost" {
		if (this.#isEnded) return "taken";
		switch (message.type) {
			case "welcome":
				this.#welcome(message);
				break;
			case "heard":
				return this.#hear(message);
			case "board":
				this.#hearBoard(message.version);
				break;
			case "changed":
				this.#news.tell(message.what);
				return "taken";
			case "ended":
				this.#isEnded = true;
				break;
			case "here":
				return "taken";
			default:
				return message satisfies never;
		}
		this.#changed();
		return "taken";
	}

	recall(known: LastKnown): void {
		if (this.#heard !== null || this.#isEnded) return;
		this.#remembered = known;
		this.#changed();
	}

	tick(): void {
		if (this.#toTell() !== this.#told) this.#changed();
	}

	known(): LastKnown | null {
		const age = this.#freshness.ageMs();
		if (this.#heard === null || age === null || this.#isEnded) return null;
		return { state: this.#heard, seenAt: this.#clocks.wall() - age, ahead: this.#freshness.ahead() ?? 0 };
	}

	#welcome({ state, seen, board }: Extract<FromHub, { type: "welcome" }>): void {
		// A hub that has just opened knows nothing yet; a page that was frozen meanwhile still shows what it had.
		this.#heard = state ?? this.#heard;
		if (seen.beat) this.#freshness.beat(seen.beat.beat, this.#lateness(seen.beat.at));
		if (seen.itemAt !== null) this.#freshness.touch(this.#lateness(seen.itemAt));
		if (board !== undefined && board !== this.#board) this.#hearBoard(board);
	}

	#hear({ message, at, isCaughtUp }: Extract<FromHub, { type: "heard" }>): "taken" | "lost" {
		const { state, gap } = applyMessage(this.#heard, message);
		if (gap) return "lost";
		const isNew = state !== this.#heard;
		this.#heard = state;
		if (message.type === "beat") this.#freshness.beat(message.beat, this.#lateness(at));
		else if (message.type === "item" && isCaughtUp) this.#freshness.touch(this.#lateness(at));
		if (!isNew) this.tick();
		else {
			this.#changed();
			this.#tellScript(message);
		}
		return "taken";
	}

	#tellScript(message: ScreenMessage): void {
		const script = this.#heard?.scripts[0];
		if (message.type !== "item" || message.item.type !== "script" || !script) return;
		if (this.#freshness.now() - script.at < JUST_NOW_MS) this.#scripts.tell(script);
	}

	#hearBoard(version: number | null): void {
		this.#board = version;
		this.#boards.tell(version);
	}

	#standing(): LiveStanding {
		if (this.#isEnded) return "ended";
		const age = this.#freshness.age();
		if (this.#heard === null || age === null) return this.#remembered ? "remembered" : "connecting";
		return age >= STALE_AFTER_S ? "stale" : "live";
	}

	#ageSeconds(): number | null {
		const age = this.#freshness.age();
		if (age !== null || this.#remembered === null) return age;
		return Math.max(0, Math.floor((this.#clocks.wall() - this.#remembered.seenAt) / 1000));
	}

	#lateness(at: number): number {
		return Math.max(0, this.#clocks.wall() - at);
	}

	#toTell(): string {
		return `${this.#standing()} ${this.#ageSeconds()}`;
	}

	#changed(): void {
		this.#told = this.#toTell();
		this.#changes.tell();
	}
}
