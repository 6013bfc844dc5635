/** What is different between two versions of a thing, field by field. Pure; for anything JSON can hold. */
export type FieldChange = {
	/** "rules.every-10000.priority": items of a list go by their id or name where they have one. */
	readonly path: readonly string[];
	/** Undefined: there was, or is, none. */
	readonly before: unknown;
	readonly after: unknown;
};

const MOST_CHANGES = 200;

/** In the order the fields stand in; what is alike is left out. */
export function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
	const found: FieldChange[] = [];
	collect(before ?? undefined, after ?? undefined, [], found);
	return found.slice(0, MOST_CHANGES);
}

function collect(before: unknown, after: unknown, path: readonly string[], found: FieldChange[]): void {
	if (isSame(before, after)) return;
	const [was, is] = [partsOf(before), partsOf(after)];
	// One side that has no parts of its own is shown whole on neither: its parts say more, unless there are none.
	if ((was === null && is === null) || (was ?? is)?.size === 0) {
		found.push({ path, before, after });
		return;
	}
	if ((was === null && before !== undefined) || (is === null && after !== undefined)) {
		found.push({ path, before, after });
		return;
	}
	const names = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
	for (const name of names) collect(was?.get(name), is?.get(name), [...path, name], found);
}

/** Null: it is one value. A list of plain values is one too. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> | null {
	if (typeof value !== "object" || value === null) return null;
	if (!Array.isArray(value)) return new Map(Object.entries(value));
	if (!value.some((item) => typeof item === "object" && item !== null)) return null;
	const names = value.map((item, index) => nameOf(item) ?? String(index + 1));
	// Two of a name can't be told apart by it.
	const isUnique = new Set(names).size === names.length;
	return new Map(value.map((item, index) => [isUnique ? (names[index] ?? "") : String(index + 1), item]));
}

function nameOf(item: unknown): string | null {
	if (typeof item !== "object" || item === null) return null;
	for (const field of ["id", "key", "name"]) {
		const name: unknown = Reflect.get(item, field);
		if (typeof name === "string" && name !== "") return name;
	}
	return null;
}

function isSame(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, inner]) => [name, sorted(inner)]),
	);
}
