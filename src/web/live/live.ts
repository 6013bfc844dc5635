import type { TickerScript } from "../../domain/screen/ticker.ts";
import type { ScreenState } from "./screen-state.ts";

/**
 * `connecting`: nothing known yet. `live`. `stale`: the ledger was not seen for 10 seconds. `remembered`: shown from the last visit,
 * nothing heard in this one. `ended`: the link was switched off, or the page closed, for good; nothing more will come.
 */
export type LiveStanding = "connecting" | "live" | "stale" | "remembered" | "ended";

export type Live = {
	/** Called after anything changed, the age in whole seconds included; gives the function that stops it. */
	subscribe(listener: () => void): () => void;
	/** Never changed in place: the same object until something in it changes. Null before anything is known. */
	state(): ScreenState | null;
	/** Whole seconds since the ledger was last known to be seen; null before anything arrived. */
	ageSeconds(): number | null;
	standing(): LiveStanding;
	/** By the server's clock, in milliseconds. */
	now(): number;
	/** The on-air board's version (host stream): each one that comes, and at once the last known one. Null: unknown, ask. */
	onBoard(listener: (version: number | null) => void): () => void;
	/** A script just fell: neither one from the snapshot, nor an old one made up for after a drop. */
	onScript(listener: (script: TickerScript) => void): () => void;
	/** Something beside the ledger has changed (the console's stream): what to ask for again, "all" where nobody knows. */
	onChanged(listener: (what: string) => void): () => void;
};
