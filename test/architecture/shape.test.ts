import { describe, expect, test } from "@jest/globals";
import {
	exportsByName,
	hasNoBarrels,
	keepsDomainPure,
	keepsFilesShort,
	keepsFunctionsShort,
	leavesNothingUnfinished,
	namesFilesWell,
	readsSettingsInOnePlace,
} from "./shape-rules.ts";
import { readSource, readSources } from "./source.ts";

const house = readSources(["src", "workers", "config", "test"]);
const lines = (count: number) => "\tcount += 1;\n".repeat(count);

describe("the domain is pure", () => {
	test("no clock, no chance, no waiting, no world", () => {
		expect(keepsDomainPure(house)).toEqual([]);
	});

	test.each([
		"export const now = () => Date.now();",
		"export const now = () => new Date();",
		"export const now = () => Date();",
		"export const dice = () => Math.random();",
		"export const tell = () => console.log(1);",
		"export const name = () => process.env.NAME;",
		"export const later = (then: () => void) => setTimeout(then, 1);",
		"export async function load() { return 1; }",
		"export const load = async () => 1;",
		"export const ask = () => fetch('x');",
	])("it refuses %s", (text) => {
		expect(keepsDomainPure([readSource("src/domain/gift.ts", text)]).length).toBeGreaterThan(0);
	});

	test("it lets an instant become a date, and leaves words that only look alike alone", () => {
		const text = [
			"export const day = (at: number) => new Date(at).getUTCDay();",
			"export type Job = { process: string; console: Promise<void> };",
			"export const job = (given: Job) => ({ process: given.process });",
			"// Date.now() would be wrong here",
		];
		expect(keepsDomainPure([readSource("src/domain/gift.ts", text.join("\n"))])).toEqual([]);
	});
});

describe("settings", () => {
	test("only config/env.ts reads process.env", () => {
		expect(readsSettingsInOnePlace(house)).toEqual([]);
	});

	test.each([
		"export const port = process.env.PORT;",
		'export const port = process["env"].PORT;',
		"export const { PORT } = process.env;",
		'import { env } from "node:process"; export const port = env.PORT;',
	])("it refuses %s", (text) => {
		expect(readsSettingsInOnePlace([readSource("src/server.ts", text)])).toHaveLength(1);
	});
});

describe("size", () => {
	test("no file over 250 lines, no function over 60, tests aside", () => {
		expect(keepsFilesShort(house)).toEqual([]);
		expect(keepsFunctionsShort(house)).toEqual([]);
	});

	test("it counts a file's lines to the last", () => {
		const file = (count: number) =>
			readSource("src/domain/a.ts", "export const a = 1;\n".repeat(1) + "// why\n".repeat(count - 1));
		expect(keepsFilesShort([file(250)])).toEqual([]);
		expect(keepsFilesShort([file(251)])).toEqual([expect.stringContaining("251 lines")]);
	});

	test.each([
		["a function", (body: string) => `export function add(count: number) {\n${body}}\n`],
		["an arrow", (body: string) => `export const add = (count: number) => {\n${body}};\n`],
		["a method", (body: string) => `export class Adder {\n add(count: number) {\n${body}}\n}\n`],
		["a constructor", (body: string) => `export class Adder {\n constructor(count: number) {\n${body}}\n}\n`],
		["an object's method", (body: string) => `export const adder = {\n add(count: number) {\n${body}},\n};\n`],
		["a callback", (body: string) => `export const all = [1].map((count) => {\n${body}});\n`],
	])("it measures %s", (_what, wrap) => {
		expect(keepsFunctionsShort([readSource("src/domain/a.ts", wrap(lines(58)))])).toEqual([]);
		expect(keepsFunctionsShort([readSource("src/domain/a.ts", wrap(lines(59)))])).toEqual([
			expect.stringContaining("61 lines"),
		]);
	});

	test("braces in text, comments, templates and regular expressions don't mislead it, nor do letters beyond ASCII", () => {
		const text = `// ünï {{{ ¡hola!\nexport function add(count: number) {\n\tconst s = "}" + \`}\${count}}\` + /[}]/.source;\n${lines(58)}\treturn s;\n}\n`;
		expect(keepsFunctionsShort([readSource("src/domain/a.ts", text)])).toEqual([
			"src/domain/a.ts:2 add has 62 lines, over 60: name its steps",
		]);
	});
});

describe("names and exports", () => {
	test("the house exports by name, has no barrels and names its files in kebab-case", () => {
		expect(exportsByName(house)).toEqual([]);
		expect(hasNoBarrels(house)).toEqual([]);
		expect(namesFilesWell(house)).toEqual([]);
	});

	test("it refuses a default export, but not a tool's settings", () => {
		expect(exportsByName([readSource("src/a.ts", "export default function a() {}")])).toHaveLength(1);
		expect(exportsByName([readSource("src/a.ts", "export default 1;")])).toHaveLength(1);
		expect(exportsByName([readSource("config/vite.config.ts", "export default {};")])).toEqual([]);
	});

	test("it refuses a barrel under any name", () => {
		expect(hasNoBarrels([readSource("src/db/index.ts", "export const a = 1;")])).toHaveLength(1);
		expect(
			hasNoBarrels([readSource("src/db/all.ts", 'export * from "./a.ts";\nexport { b } from "./b.ts";')]),
		).toHaveLength(1);
		expect(hasNoBarrels([readSource("src/db/a.ts", 'export { b } from "./b.ts";\nexport const a = 1;')])).toEqual([]);
	});

	test.each([
		"src/db/groupCommit.ts",
		"src/Db/pool.ts",
		"src/db/group_commit.ts",
		"src/db/db-utils.ts",
		"src/db/post-manager.ts",
	])("it refuses %s", (path) => {
		expect(namesFilesWell([readSource(path, "export const a = 1;")])).toHaveLength(1);
	});
});

describe("nothing is left unfinished", () => {
	test("in the house", () => {
		expect(leavesNothingUnfinished(house)).toEqual([]);
	});

	// Pieced together, so that this file does not trip over itself.
	test.each([
		["TO", "DO"],
		["FIX", "ME"],
		["@ts-", "ignore"],
		["@ts-", "expect-error"],
		["biome", "-ignore lint: because"],
	])("it refuses a comment with %s%s", (first, second) => {
		expect(leavesNothingUnfinished([readSource("src/a.ts", `// ${first}${second}\nexport const a = 1;`)])).toHaveLength(
			1,
		);
	});

	test.each([
		["test", ".only('a', run);"],
		["describe", ".skip('a', run);"],
		["it", ".todo('a');"],
		["x", "test('a', run);"],
	])("it refuses a test that is %s%s", (first, second) => {
		expect(leavesNothingUnfinished([readSource("test/a.test.ts", `${first}${second}`)])).toHaveLength(1);
	});
});
