import { posix } from "node:path";
import { FIGURES, PACKAGES, type Part, ROUTE_FILE } from "./house.ts";
import type { Source } from "./source.ts";

/** Each rule returns its complaints, as sentences that say what to do; none: the rule is kept. */
export type Complaint = string;

/** The part a path belongs to: the longest one that fits. */
export function partOf(path: string, parts: readonly Part[]): Part | undefined {
	return parts.filter((part) => fits(path, part.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

function fits(path: string, part: string): boolean {
	if (part.endsWith("/")) return path.startsWith(part);
	const [start, end] = part.split("*");
	if (start === undefined || end === undefined) return path === part;
	const middle = path.slice(start.length, -end.length);
	return path.startsWith(start) && path.endsWith(end) && !middle.includes("/");
}

/** Every relative import goes from a part to one that it may know. */
export function keepsDirections(sources: readonly Source[], parts: readonly Part[]): Complaint[] {
	return sources.flatMap((source) => {
		const own = partOf(source.path, parts);
		if (!own)
			return [`${source.path} belongs to no part of the house: add its folder to PARTS in test/architecture/house.ts`];
		return relativeImports(source).flatMap(({ target, line }) => {
			const other = partOf(target, parts);
			if (!other)
				return [`${source.path}:${line} imports ${target}, which belongs to no part in test/architecture/house.ts`];
			if (other.path === own.path || mayKnow(own, other)) return [];
			return [
				`${source.path}:${line} imports ${target}, but ${own.path} may only import ${allowedText(own)}. ` +
					"Pass what it needs as an argument, move the code down, or amend PARTS in test/architecture/house.ts with a reason",
			];
		});
	});
}

function mayKnow(own: Part, other: Part): boolean {
	if (own.may === "everything") return true;
	return other.may !== "everything" && own.may.includes(other.path);
}

function allowedText(part: Part): string {
	return part.may === "everything" ? "everything" : part.may.join(", ") || "itself";
}

/** Roots -> routes -> features: in a feature only its routes import src/http or Express. */
export function keepsHttpInRoutes(sources: readonly Source[], parts: readonly Part[]): Complaint[] {
	return sources
		.filter(({ path }) => !path.startsWith("src/http/") && partOf(path, parts)?.may !== "everything")
		.filter(({ path }) => !ROUTE_FILE.test(posix.basename(path)))
		.flatMap((source) => {
			const http = source.imports.filter(({ from }) => {
				const target = posix.join(posix.dirname(source.path), from);
				return from === "express" || (target.startsWith("src/http/") && target !== FIGURES);
			});
			return http.map(
				({ from, line }) =>
					`${source.path}:${line} imports ${from}, but only a feature's routes speak HTTP: return a value, and let a file named ...-route.ts answer with it`,
			);
		});
}

/** The plan itself has no cycle, so no two features can come to need each other. */
export function planHasNoCycle(parts: readonly Part[]): Complaint[] {
	const edges = new Map(parts.map((part) => [part.path, part.may === "everything" ? [] : part.may]));
	const unknown = [...edges].flatMap(([path, may]) =>
		may.filter((name) => !edges.has(name)).map((name) => `${path} may import ${name}, which is no part`),
	);
	return [...unknown, ...cycles(edges).map((cycle) => `PARTS has a cycle: ${cycle.join(" -> ")}`)];
}

/** No file needs itself through others, not even for a type. */
export function hasNoImportCycle(sources: readonly Source[]): Complaint[] {
	const known = new Set(sources.map((source) => source.path));
	const edges = new Map(
		sources.map((source) => [
			source.path,
			relativeImports(source)
				.map(({ target }) => target)
				.filter((target) => known.has(target)),
		]),
	);
	return cycles(edges).map(
		(cycle) => `these files import each other: ${cycle.join(" -> ")}. Move what they share to a third file`,
	);
}

function cycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
	const found: string[][] = [];
	const done = new Set<string>();
	const walk = (node: string, path: readonly string[]): void => {
		const at = path.indexOf(node);
		if (at !== -1) {
			found.push([...path.slice(at), node]);
			return;
		}
		if (done.has(node)) return;
		for (const next of edges.get(node) ?? []) walk(next, [...path, node]);
		done.add(node);
	};
	for (const node of edges.keys()) walk(node, []);
	return found;
}

/** Packages with a home are imported only there; the domain imports no package at all, not even Node's. */
export function keepsPackagesHome(sources: readonly Source[]): Complaint[] {
	return sources.flatMap((source) =>
		source.imports.flatMap(({ from, line, typeOnly }) => {
			if (from.startsWith(".")) return [];
			const at = `${source.path}:${line} imports ${from}`;
			if (source.path.startsWith("src/domain/")) return [`${at}: the domain imports only itself`];
			if (source.path.startsWith("src/web/") && from.startsWith("node:"))
				return [`${at}: there is no Node in a browser`];
			const home = PACKAGES.get(packageName(from));
			if (!home || typeOnly || source.path.startsWith("test/")) return [];
			const atHome = home.only.some((place) =>
				place.endsWith("/") ? source.path.startsWith(place) : source.path === place,
			);
			return atHome ? [] : [`${at}: only ${home.only.join(", ")} may (${home.why})`];
		}),
	);
}

function packageName(from: string): string {
	return from
		.split("/")
		.slice(0, from.startsWith("@") ? 2 : 1)
		.join("/");
}

/** Node runs the compiled files by their names, so relative imports carry their ending. */
export function namesImportsWithEnding(sources: readonly Source[]): Complaint[] {
	return sources.flatMap((source) =>
		source.imports
			.filter(({ from }) => from.startsWith(".") && !/\.(tsx?|json|css)$/.test(from))
			.map(({ from, line }) => `${source.path}:${line} imports "${from}": write the file's ending, .ts or .tsx`),
	);
}

function relativeImports(source: Source): { target: string; line: number }[] {
	return source.imports
		.filter(({ from }) => from.startsWith("."))
		.map(({ from, line }) => ({ target: posix.join(posix.dirname(source.path), from), line }));
}
