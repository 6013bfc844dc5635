/** Two words at least: one alone may be a firm's, whose letters are its own (IBM). */
const ALL_CAPITALS = /^[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$/u;
const INITIALS = /^(?:[^AEIOUY]{2}|[IVX]{1,4})$/;

/** "DANA MCKAY-O'BRIEN" as people write it, "Dana McKay-O'Brien": a screen and a card say a name as it stands, and this one would shout. */
export function written(name: string | null): string | null {
	if (name === null || !name.includes(" ") || !ALL_CAPITALS.test(name)) return name;
	return name.replace(/[\p{L}\p{M}]+/gu, (word, at: number) => {
		if (word.length === 1 && name[at - 1] === "'") return word.toLowerCase();
		if (INITIALS.test(word)) return word;
		const small = capital(word);
		return small.startsWith("Mc") && small.length > 3 ? `Mc${capital(small.slice(2))}` : small;
	});
}

function capital(word: string): string {
	return `${word[0]?.toUpperCase()}${word.slice(1).toLowerCase()}`;
}
