import { type Instant, MINUTE } from "../../../domain/plain/instant.ts";
import type { RehearsedOutcome } from "../../contract/staff/rehearsal.ts";

export const OUTCOME_WORDS: Readonly<Record<RehearsedOutcome, { readonly words: string; readonly color: string }>> = {
	published: { words: "Out", color: "verdant" },
	superseded: { words: "Spoken for", color: "ink" },
	expired: { words: "Too late", color: "ember" },
	held: { words: "Held", color: "brass" },
	dropped: { words: "Dropped", color: "ember" },
	refused: { words: "No words", color: "ember" },
};

/** "2 h 5 min", "12 min", "40 s". */
export function spanWords(milliseconds: number): string {
	if (milliseconds < MINUTE) return `${Math.round(milliseconds / 1000)} s`;
	const minutes = Math.round(milliseconds / MINUTE);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) return `${minutes} min`;
	return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function spanOf({ from, to }: { readonly from: Instant; readonly to: Instant }): string {
	return spanWords(to - from);
}
