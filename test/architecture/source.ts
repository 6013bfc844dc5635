import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "@swc/core";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type Import = { readonly from: string; readonly line: number; readonly typeOnly: boolean };
export type FunctionSpan = { readonly name: string; readonly line: number; readonly lines: number };
/** One thing seen in the code, where a rule may ask for it: `global:process`, `member:process.env`, `default-export`, `await`, ... */
export type Sighting = { readonly what: string; readonly line: number };

/** What the rules know about one file. Paths are relative to the checkout, with forward slashes. */
export type Source = {
	readonly path: string;
	readonly text: string;
	readonly lines: number;
	readonly imports: readonly Import[];
	readonly functions: readonly FunctionSpan[];
	readonly sightings: readonly Sighting[];
	/** Only `export ... from`: a barrel. */
	readonly onlyReExports: boolean;
};

/** Every TypeScript file under the folders named, read and parsed. */
export function readSources(folders: readonly string[]): Source[] {
	return folders.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
			.map((name) => posix.join(folder, name.replaceAll("\\", "/")))
			.filter((path) => /\.tsx?$/.test(path) && !path.includes("node_modules/"))
			.sort()
			.map((path) => readSource(path, readFileSync(join(ROOT, path), "utf8"))),
	);
}

type Node = { readonly type?: string; readonly span?: { start: number; end: number }; readonly [key: string]: unknown };

const FUNCTIONS = new Set(
	"FunctionDeclaration FunctionExpression ArrowFunctionExpression ClassMethod PrivateMethod MethodProperty Constructor GetterProperty SetterProperty".split(
		" ",
	),
);

/** Where names are only types: nothing there happens at run time. */
const TYPE_KEYS = new Set([
	"typeAnnotation",
	"typeParameters",
	"typeParams",
	"typeArguments",
	"typeArgs",
	"returnType",
	"superTypeParams",
	"implements",
]);
const TYPE_NODES = new Set(["TsTypeAliasDeclaration", "TsInterfaceDeclaration"]);

/** Parses one file; its syntax errors are the compiler's business, so they are thrown as they are. */
export function readSource(path: string, text: string): Source {
	const module = parseSync(text, { syntax: "typescript", tsx: path.endsWith(".tsx"), target: "es2022" });
	const lineAt = lineFinder(text);
	const found = { imports: [] as Import[], functions: [] as FunctionSpan[], sightings: [] as Sighting[] };

	const visit = (value: unknown, key: string, named: string, inType: boolean): void => {
		if (Array.isArray(value)) {
			for (const item of value) visit(item, key, named, inType);
			return;
		}
		if (typeof value !== "object" || value === null) return;
		const node = value as Node;
		const type = node.type ?? "";
		const types = inType || TYPE_KEYS.has(key) || TYPE_NODES.has(type);
		const line = node.span ? lineAt(node.span.start) : 0;
		noteImport(node, line, found.imports);
		if (!types) noteSightings(node, key, line, found.sightings);
		if (node.span && FUNCTIONS.has(type)) {
			const name = nameOf(node.identifier) ?? nameOf(node.key) ?? (named || "a function");
			found.functions.push({ name, line, lines: lineAt(node.span.end - 1) - line + 1 });
		}
		const childName =
			type === "VariableDeclarator"
				? (nameOf(node.id) ?? "")
				: type === "KeyValueProperty"
					? (nameOf(node.key) ?? "")
					: "";
		for (const [childKey, child] of Object.entries(node)) {
			if (childKey !== "span") visit(child, childKey, childName, types);
		}
	};
	visit(module.body, "body", "", false);

	return {
		path,
		text,
		lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
		...found,
		onlyReExports:
			module.body.length > 0 &&
			module.body.every((item) => "source" in item && item.source && item.type.startsWith("Export")),
	};
}

function noteImport(node: Node, line: number, imports: Import[]): void {
	const source = node.source as { value?: unknown } | undefined | null;
	if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type ?? "") && typeof source?.value === "string") {
		imports.push({ from: source.value, line, typeOnly: node.typeOnly === true });
		return;
	}
	if (node.type === "TsImportType") {
		const argument = node.argument as { value?: unknown };
		if (typeof argument?.value === "string") imports.push({ from: argument.value, line, typeOnly: true });
		return;
	}
	if (node.type !== "CallExpression") return;
	const callee = node.callee as Node;
	if (callee.type !== "Import" && nameOf(callee) !== "require") return;
	const first = (node.arguments as { expression: { value?: unknown } }[])[0]?.expression.value;
	if (typeof first === "string") imports.push({ from: first, line, typeOnly: false });
}

function noteSightings(node: Node, key: string, line: number, sightings: Sighting[]): void {
	const see = (what: string) => sightings.push({ what, line });
	switch (node.type) {
		case "Identifier":
			// A plain name: neither `.name` behind a dot nor `name:` in an object.
			if (key !== "property" && key !== "key" && key !== "imported" && key !== "orig") see(`name:${node.value}`);
			return;
		case "MemberExpression": {
			const object = nameOf(node.object);
			const property = nameOf(node.property);
			if (object && property) see(`member:${object}.${property}`);
			return;
		}
		case "NewExpression":
			if (nameOf(node.callee) === "Date" && ((node.arguments as unknown[] | null)?.length ?? 0) === 0)
				see("new Date()");
			return;
		case "CallExpression":
			if (nameOf(node.callee) === "Date") see("Date()");
			return;
		case "AwaitExpression":
			see("await");
			return;
		case "ExportDefaultDeclaration":
		case "ExportDefaultExpression":
			see("default-export");
			return;
		default:
			if (node.async === true) see("async");
	}
}

function nameOf(node: unknown): string | undefined {
	const { type, value, expression } = (node ?? {}) as { type?: string; value?: unknown; expression?: Node };
	// process["env"]
	if (type === "Computed" && expression?.type === "StringLiteral") return nameOf(expression);
	return (type === "Identifier" || type === "StringLiteral") && typeof value === "string" ? value : undefined;
}

/** The parser counts bytes of UTF-8 from 1; people count lines. */
function lineFinder(text: string): (position: number) => number {
	const starts = [0];
	const bytes = Buffer.from(text);
	for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
	return (position) => {
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((starts[middle] ?? 0) <= position - 1) low = middle;
			else high = middle - 1;
		}
		return low + 1;
	};
}
