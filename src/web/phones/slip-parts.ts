import type { SlipField } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { Draft } from "./draft.ts";
import type { PhoneWords } from "./english-words.ts";
import type { Settings } from "./use-desk.ts";

/** What a field of the form has to say for itself. */
export type ProblemOf = (field: SlipField) => string | undefined;

/** What every part of the form is given. */
export type SlipParts = {
	readonly draft: Draft;
	readonly change: (more: Partial<Draft>) => void;
	readonly words: PhoneWords;
	readonly problemOf: ProblemOf;
	readonly room: PhoneRoom;
	readonly desk: Settings;
};
