import type { TickerBeat } from "../../domain/screen/ticker.ts";
import type { ScreenMessage, ScreenState } from "./screen-state.ts";

/** What a page says to the hub that holds the connections. */
export type ToHub =
	/** The page is there: said when it opens, and now and then for as long as it lives. */
	| { readonly type: "here"; readonly address: string }
	/** The page lost track and needs the whole state. */
	| { readonly type: "again"; readonly address: string }
	/** The network or the screen is back. */
	| { readonly type: "wake" }
	| { readonly type: "leave" };

/** What the hub last knew of time. `...At`: by this machine's wall clock, which worker and pages share. */
export type SeenMarks = {
	readonly beat: { readonly beat: TickerBeat; readonly at: number } | null;
	readonly itemAt: number | null;
};

export type FromHub =
	| {
			readonly type: "welcome";
			readonly state: ScreenState | null;
			readonly seen: SeenMarks;
			/** The on-air board's version; undefined where none was heard of. */
			readonly board: number | null | undefined;
	  }
	/** `isCaughtUp`: the connection has given everything that was missed, so this is what is happening now. */
	| { readonly type: "heard"; readonly message: ScreenMessage; readonly at: number; readonly isCaughtUp: boolean }
	| { readonly type: "board"; readonly version: number | null }
	/** Something that the console shows beside the ledger; "all" where nobody knows what. */
	| { readonly type: "changed"; readonly what: string }
	| { readonly type: "ended" }
	| { readonly type: "here" };
