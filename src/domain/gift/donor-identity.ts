/** Two keys that are one person: because one gift came under both, or because staff say so. */
export type SameDonor = readonly [string, string];

/**
 * Who is the same donor, from one-way keys: of an e-mail, else of a telephone number, else of Stripe's customer. Answers for each key that
 * is tied to another one the name of its person: the least of their keys, whatever the order of the ties.
 */
export function personsFrom(ties: readonly SameDonor[]): ReadonlyMap<string, string> {
	const parent = new Map<string, string>();
	const find = (key: string): string => {
		let at = key;
		for (;;) {
			const above = parent.get(at) ?? at;
			if (above === at) return at;
			at = above;
		}
	};
	for (const [a, b] of ties) {
		const [first, second] = [find(a), find(b)].sort();
		if (first !== undefined && second !== undefined) parent.set(second, first);
		if (!parent.has(a)) parent.set(a, a);
		if (!parent.has(b)) parent.set(b, b);
	}
	return new Map([...parent.keys()].map((key) => [key, find(key)]));
}

/** A name or a town as it is compared: letters and figures, small, without accents. */
export function alikeText(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}
