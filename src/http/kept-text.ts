/** With the flag u a whole pair is one letter, and only a half of one is a surrogate. */
const NOT_KEPT = /[\0\p{Cs}]/gu;

/**
 * Text as every part of us can keep it: without NUL, which PostgreSQL takes in no text, and with a sign in place of each half of a
 * surrogate pair, which its JSON refuses. Nobody types either; a broken program sends them, and what came with them is not lost for that.
 */
export function keptText(text: string): string {
	return text.replace(NOT_KEPT, (one) => (one === "\0" ? "" : "\ufffd"));
}

/** For JSON.parse: every text in it so. */
export function keptTexts(_key: string, value: unknown): unknown {
	return typeof value === "string" ? keptText(value) : value;
}
