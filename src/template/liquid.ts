import { Liquid, type Template } from "liquidjs";
import type { Language } from "../domain/plain/language.ts";
import { clockTime, formatNumber, writtenMoney } from "./wording.ts";

/** What filters need to know about the drive; not readable as variables. */
export type RenderSetting = { readonly currency: string; readonly language: Language; readonly timeZone: string };

export type ParsedTemplate = readonly Template[];

/** Tags that would read other files, and ones that keep state between renderings. */
const REFUSED_TAGS = ["include", "render", "layout", "block", "increment", "decrement", "tablerow"];
/** Filters that read the clock: a text must depend on the drive's figures alone. `time` is the one for times. */
const REFUSED_FILTERS = [
	"date",
	"date_to_xmlschema",
	"date_to_rfc822",
	"date_to_string",
	"date_to_long_string",
	"sample",
];

const engine = createEngine();

function createEngine(): Liquid {
	const liquid = new Liquid({
		strictVariables: true,
		strictFilters: true,
		ownPropertyOnly: true,
		templates: {},
		parseLimit: 20_000,
		// Milliseconds of the wall clock, so a busy machine counts against it: far above any text, far below a loop that has no end.
		renderLimit: 5_000,
		memoryLimit: 200_000,
	});
	for (const tag of REFUSED_TAGS) delete liquid.tags[tag];
	for (const filter of REFUSED_FILTERS) liquid.unregisterFilter(filter);
	liquid.registerFilter("money", function (value: unknown) {
		const { currency, language } = settingOf(this.context.globals);
		return writtenMoney({ amount: wholeNumber("money", value), currency }, language);
	});
	liquid.registerFilter("number", function (value: unknown) {
		return formatNumber(wholeNumber("number", value), settingOf(this.context.globals).language);
	});
	liquid.registerFilter("percent", (value: unknown) => `${wholeNumber("percent", value)}%`);
	liquid.registerFilter("time", function (value: unknown) {
		const { language, timeZone } = settingOf(this.context.globals);
		return clockTime(wholeNumber("time", value), timeZone, language);
	});
	liquid.registerFilter("plural", function (value: unknown, one: unknown, many: unknown) {
		if (typeof one !== "string" || typeof many !== "string")
			throw new Error(`plural needs two words: plural: "hour", "hours"`);
		const count = wholeNumber("plural", value);
		return `${formatNumber(count, settingOf(this.context.globals).language)} ${count === 1 ? one : many}`;
	});
	liquid.registerFilter("possessive", (value: unknown) => (String(value).endsWith("s") ? `${value}'` : `${value}'s`));
	return liquid;
}

/** Throws what LiquidJS throws: unknown tag or filter, or a syntax error with its line and column. */
export function parseTemplate(source: string): ParsedTemplate {
	return engine.parse(source);
}

/** Throws where a variable is missing, a filter is given the wrong thing, or a limit of time or memory is passed. */
export function renderTemplate(
	template: ParsedTemplate,
	variables: Readonly<Record<string, unknown>>,
	setting: RenderSetting,
): string {
	return String(engine.renderSync([...template], variables, { sync: true, globals: setting }));
}

/** The variables a template takes from outside, with their paths ("total", "total.size"), in branches never taken too. */
export function variablesOf(template: ParsedTemplate): readonly string[] {
	return engine.globalFullVariablesSync([...template]);
}

export type VariableUse = { readonly path: string; readonly line: number; readonly column: number };

/** As `variablesOf`, each time one is used, with its place; lines and columns count from 1. */
export function variableUses(template: ParsedTemplate): readonly VariableUse[] {
	const { globals } = engine.analyzeSync([...template], { partials: false });
	return Object.values(globals)
		.flat()
		.map((used) => ({ path: String(used), line: used.location.row, column: used.location.col }))
		.sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Where in the source the engine found fault, if it said so; `from` and `to` count UTF-16 units. */
export function placeOfError(error: unknown): { readonly from: number; readonly to: number } | null {
	if (typeof error !== "object" || error === null || !("token" in error)) return null;
	const { token } = error;
	if (typeof token !== "object" || token === null || !("begin" in token) || !("end" in token)) return null;
	return typeof token.begin === "number" && typeof token.end === "number"
		? { from: token.begin, to: Math.max(token.begin + 1, token.end) }
		: null;
}

function settingOf(globals: object): RenderSetting {
	return globals as RenderSetting;
}

function wholeNumber(filter: string, value: unknown): number {
	if (typeof value === "number" && Number.isSafeInteger(value)) return value;
	throw new Error(
		`the filter "${filter}" needs a bare number, such as total_value; it was given ${JSON.stringify(value)}`,
	);
}
