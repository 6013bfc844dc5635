import type { Moderation } from "../../../domain/gift/gift-fact.ts";
import type { NameCause } from "../../../domain/gift/moderation-policy.ts";

/** Why a name is as it is. */
export function causeWords(cause: NameCause): string {
	switch (cause.kind) {
		case "person":
			return "Decided by a person.";
		case "blocked-word":
			return `Your list denies "${cause.word}".`;
		case "held-word":
			return `Your list holds "${cause.word}".`;
		case "built-in":
			return "Carillon's own list caught a word, maybe in disguise or as a joke read aloud.";
		case "all-wait":
			return "Every name waits in this drive.";
		case "big-gift":
			return "Names of big gifts wait in this drive.";
		case "nothing":
			return "Nothing is against it.";
		default:
			return cause satisfies never;
	}
}

export function standingWords(moderation: Moderation | null): { readonly label: string; readonly color: string } {
	switch (moderation) {
		case "pending":
			return { label: "Waits", color: "brass" };
		case "flagged":
			return { label: "Flagged", color: "brass" };
		case "approved":
			return { label: "Approved", color: "verdant" };
		case "denied":
			return { label: "Hidden everywhere", color: "ember" };
		case null:
			return { label: "Shown", color: "verdant" };
		default:
			return moderation satisfies never;
	}
}
