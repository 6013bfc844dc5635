import fc from "fast-check";

type Schema = {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: Schema | boolean;
	readonly items?: Schema | boolean;
	readonly prefixItems?: readonly Schema[];
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly pattern?: string;
	readonly format?: string;
	readonly default?: unknown;
};

/** What people and programs send that was never meant: signs that databases, spreadsheets and clocks stumble over. */
const ODD_WORDS = [
	"",
	" ",
	"\u0000",
	"a\u0000b",
	"\ud800",
	"🔔",
	"Ñandú",
	"=1+1",
	"../../x",
	"1e999",
	"NaN",
	"2026-13-45T99:99",
	"\u202e",
	"1".repeat(400),
];
const USUAL_WORDS = ["some-words", "some-words-and-more", "2026-11-24T10:00:00Z"];
const ODD_NUMBERS = [0, -1, 1, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 1e21, 0.1];

const ANYTHING = fc.constantFrom(null, 1, "x", {}, []);

/** Values that fit a JSON Schema, with a liking for its edges. What it can't say (a pattern, a format) is only sometimes kept to. */
export function jsonOf(described: object | boolean): fc.Arbitrary<unknown> {
	if (typeof described === "boolean") return ANYTHING;
	const schema: Schema = described;
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
	const several = schema.anyOf ?? schema.oneOf;
	if (several !== undefined) return fc.oneof(...several.map(jsonOf));
	if (schema.allOf !== undefined) {
		return fc.tuple(...schema.allOf.map(jsonOf)).map((all) => Object.assign({}, ...(all as object[])));
	}
	return ofType(Array.isArray(schema.type) ? schema.type[0] : (schema.type as string | undefined), schema);
}

function ofType(type: string | undefined, schema: Schema): fc.Arbitrary<unknown> {
	switch (type) {
		case "object":
			return ofObject(schema);
		case "array":
			return ofArray(schema);
		case "string":
			return ofString(schema);
		case "integer":
		case "number":
			return ofNumber(schema, type === "integer");
		case "boolean":
			return fc.boolean();
		case "null":
			return fc.constant(null);
		default:
			return ANYTHING;
	}
}

function ofObject({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
	const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, jsonOf(one)]));
	const known = fc.record(fields, { requiredKeys: Object.keys(fields).filter((name) => required.includes(name)) });
	if (typeof additionalProperties !== "object") return known;
	const more = fc.dictionary(
		fc.constantFrom("x", "en", "__proto__", "constructor", "a.b", "\u0000", "\ud800"),
		jsonOf(additionalProperties),
	);
	return fc.tuple(known, more).map(([own, others]) => ({ ...others, ...own }));
}

function ofArray({ items = true, prefixItems, minItems = 0, maxItems }: Schema): fc.Arbitrary<unknown> {
	if (prefixItems !== undefined) return fc.tuple(...prefixItems.map(jsonOf));
	return fc.array(jsonOf(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems ?? 3, 3)) });
}

function ofString({ minLength = 0, maxLength = 500, format, pattern }: Schema): fc.Arbitrary<string> {
	const odd = ODD_WORDS.map((word) => word.padEnd(minLength, "x").slice(0, maxLength));
	const usual = USUAL_WORDS.map((word) => word.padEnd(minLength, "x").slice(0, maxLength));
	const wanted = pattern === undefined ? null : new RegExp(pattern, "u");
	const fitting = [...usual, ...odd].filter((word) => wanted === null || wanted.test(word));
	const email = format === "email" ? ["a@hospital.example"] : [];
	const any = fc.constantFrom(...email, ...usual, ...odd);
	return fitting.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, any);
}

function ofNumber({ minimum, maximum, exclusiveMinimum }: Schema, isInteger: boolean): fc.Arbitrary<number> {
	const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
	const fitting = [...ODD_NUMBERS, least, maximum].filter(
		(one): one is number =>
			one !== undefined &&
			one >= (least ?? -Infinity) &&
			one <= (maximum ?? Infinity) &&
			(!isInteger || Number.isInteger(one)),
	);
	return fitting.length === 0 ? fc.constant(least ?? maximum ?? 0) : fc.constantFrom(...fitting);
}
