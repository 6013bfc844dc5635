/**
 * Columns of many rows as one text each: `unnest(${textsIn(1)}, ${integersIn(2)})`. As arrays, pg would escape every value and PostgreSQL
 * read every quote, which costs a gift's way to the ledger more than all of its own rules. Texts are ids and words of ours: they hold no
 * control characters.
 */
const BETWEEN = "\x01";
const NOTHING = "\x02";

export function texts(values: readonly (string | null)[]): string {
	return values.map((value) => value ?? NOTHING).join(BETWEEN);
}

export function integers(values: readonly number[]): string {
	return values.join(",");
}

/** The parameter's place in the statement. */
export function textsIn(place: number): string {
	return `string_to_array($${place}, E'\\x01', E'\\x02')`;
}

export function integersIn(place: number): string {
	return `string_to_array($${place}, ',')::bigint[]`;
}
