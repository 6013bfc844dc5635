import type { TemplateProblem } from "../web/contract/staff/templates.ts";
import { type ParsedTemplate, parseTemplate, placeOfError, variableUses } from "./liquid.ts";
import { VARIABLES } from "./variables.ts";

export type ReadSource = {
	/** Null where it can't be used. */
	readonly parsed: ParsedTemplate | null;
	readonly problems: readonly TemplateProblem[];
};

/** Reads what somebody wrote: whether Liquid understands it, and whether every variable in it exists. Never throws. */
export function readSource(source: string): ReadSource {
	if (source.trim() === "") return { parsed: null, problems: [{ says: "it is empty", at: null, instead: [] }] };
	try {
		const parsed = parseTemplate(source);
		const problems = unknownVariables(source, parsed);
		return { parsed: problems.length > 0 ? null : parsed, problems };
	} catch (error) {
		return { parsed: null, problems: [engineProblem(source, error)] };
	}
}

/** What the engine found wrong, at its place. */
export function engineProblem(source: string, error: unknown, words = parseWords): TemplateProblem {
	const place = placeOfError(error);
	return { says: words(error), at: place === null ? null : placeFrom(source, place.from, place.to), instead: [] };
}

function unknownVariables(source: string, parsed: ParsedTemplate): TemplateProblem[] {
	const starts = lineStarts(source);
	return variableUses(parsed)
		.filter(({ path }) => !Object.hasOwn(VARIABLES, path))
		.map(({ path, line, column }) => {
			const from = (starts[line - 1] ?? 0) + column - 1;
			return { ...unknownVariable(path), at: placeFrom(source, from, from + path.length) };
		});
}

function unknownVariable(name: string): Omit<TemplateProblem, "at"> {
	const root = name.split(/[.[]/)[0] ?? name;
	if (Object.hasOwn(VARIABLES, root))
		return { says: `{{ ${name} }}: "${root}" has no parts, write {{ ${root} }}`, instead: [root] };
	const close = closeNames(root);
	const hint =
		close.length > 0
			? `did you mean ${close.slice(0, 3).join(", ")}?`
			: `there are ${Object.keys(VARIABLES).join(", ")}`;
	return { says: `there is no variable "${name}": ${hint}`, instead: close.slice(0, 3) };
}

/** Those that begin alike; else those that a slip of the fingers or two away. */
function closeNames(name: string): string[] {
	const all = Object.keys(VARIABLES);
	const alike = all.filter((known) => known.startsWith(name.slice(0, 3)));
	if (alike.length > 0) return alike;
	return all.filter((known) => slips(known, name) <= 2);
}

/** Letters to change, add or leave out to get from one to the other (Levenshtein). */
function slips(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const same = one[i - 1] === other[j - 1] ? 0 : 1;
			next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
		}
		row = next;
	}
	return row[other.length] ?? 0;
}

function placeFrom(source: string, from: number, to: number): TemplateProblem["at"] {
	const before = source.slice(0, from).split("\n");
	return {
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		from: Math.min(from, source.length),
		to: Math.min(to, source.length),
	};
}

function lineStarts(source: string): number[] {
	const starts = [0];
	for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}

function parseWords(error: unknown): string {
	const line = firstLine(error);
	const filter = /undefined filter: (\S+?)(?:,|$)/.exec(line);
	if (filter) return `there is no filter "${filter[1]}"`;
	const unclosed = /(?:output|tag) "?(.+?)"? not closed/.exec(line);
	if (unclosed && !line.startsWith("output")) return `${unclosed[1]} is opened and never closed`;
	const tag = /tag "?([\w-]+)"? not found/.exec(line);
	if (tag) return `the tag {% ${tag[1]} %} can't be used here`;
	return `Liquid doesn't understand it: ${line}`;
}

export function firstLine(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
