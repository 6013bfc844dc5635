import { basename, posix } from "node:path";
import type { Complaint } from "./direction-rules.ts";
import { DEFAULT_EXPORTS, LIMITS } from "./house.ts";
import type { Source } from "./source.ts";

const isTest = (source: Source) => source.path.startsWith("test/");

export function keepsFilesShort(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => !isTest(source) && source.lines > LIMITS.linesPerFile)
		.map((source) => `${source.path} has ${source.lines} lines, over ${LIMITS.linesPerFile}: split it by meaning`);
}

export function keepsFunctionsShort(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => !isTest(source))
		.flatMap((source) =>
			source.functions
				.filter((span) => span.lines > LIMITS.linesPerFunction)
				.map(
					(span) =>
						`${source.path}:${span.line} ${span.name} has ${span.lines} lines, over ${LIMITS.linesPerFunction}: name its steps`,
				),
		);
}

export function exportsByName(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => !DEFAULT_EXPORTS.some((allowed) => allowed.test(source.path)))
		.flatMap((source) => seen(source, (what) => what === "default-export"))
		.map(({ at }) => `${at} exports by default: export it by its name`);
}

export function hasNoBarrels(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => /^index\.tsx?$/.test(basename(source.path)) || source.onlyReExports)
		.map((source) => `${source.path} only passes on what others export: import from where it is written`);
}

/** The trade's words name things; these say nothing (style.md, house rule 3). */
const EMPTY_WORDS = /(^|-)(manager|helpers?|utils?|services?|misc|data|common)(-|$)/;

export function namesFilesWell(sources: readonly Source[]): Complaint[] {
	return sources.flatMap(({ path }) => {
		const words = path.split("/").map((part) => part.replace(/(\.[a-z-]+)*\.tsx?$/, ""));
		const wrong = words.filter((word) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word));
		if (wrong.length > 0) return [`${path}: write "${wrong.join(", ")}" in kebab-case`];
		const empty = words.find((word) => EMPTY_WORDS.test(word));
		return empty ? [`${path}: "${empty}" says nothing; name it for its one idea`] : [];
	});
}

/** Words that mean "not finished" or "don't look". Pieced together here, so that this file passes its own rule. */
const UNFINISHED = new RegExp(
	[`\\b${"TO"}${"DO"}\\b`, `\\b${"FIX"}${"ME"}\\b`, `@ts-(${"ignore"}|nocheck|expect-error)`, `${"biome"}-ignore`].join(
		"|",
	),
);
const NOT_RUN =
	/\b(describe|test|it)(\.\w+)*\.(only|skip|todo|failing|skipIf|runIf)\b|\b(fdescribe|fit|xdescribe|xit|xtest)\(/;

/** What a machine may lack is skipped there, aloud, and nowhere else. */
const MAY_SKIP = "test/support/when-present.ts";

export function leavesNothingUnfinished(sources: readonly Source[]): Complaint[] {
	return sources.flatMap((source) =>
		source.text.split("\n").flatMap((text, index) => {
			const at = `${source.path}:${index + 1}`;
			const unfinished = UNFINISHED.exec(text);
			if (unfinished) return [`${at} says "${unfinished[0]}": finish it, or write down why it is right as it is`];
			const notRun = isTest(source) && source.path !== MAY_SKIP ? NOT_RUN.exec(text) : null;
			return notRun ? [`${at} has "${notRun[0]}": every test runs, or goes`] : [];
		}),
	);
}

/** What a pure function can't do: read the clock or chance, wait, or touch the world. */
const IMPURE = new Set([
	"await",
	"async",
	"new Date()",
	"Date()",
	"member:Date.now",
	"member:Math.random",
	..."process console setTimeout setInterval setImmediate queueMicrotask fetch crypto performance globalThis Promise Temporal Buffer"
		.split(" ")
		.map((name) => `name:${name}`),
]);

export function keepsDomainPure(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => source.path.startsWith("src/domain/"))
		.flatMap((source) => seen(source, (what) => IMPURE.has(what)))
		.map(({ at, what }) => `${at} uses ${what.replace(/^\w+:/, "")}: the domain is pure; take it as an argument`);
}

export function readsSettingsInOnePlace(sources: readonly Source[]): Complaint[] {
	return sources
		.filter((source) => source.path !== "config/env.ts" && !isTest(source))
		.flatMap((source) => [
			...seen(source, (what) => what === "member:process.env"),
			...source.imports
				.filter(({ from }) => posix.basename(from) === "node:process" || from === "process")
				.map(({ line }) => ({ at: `${source.path}:${line}`, what: "node:process" })),
		])
		.map(({ at }) => `${at} reads process.env: only config/env.ts does; take the setting as an argument`);
}

function seen(source: Source, wanted: (what: string) => boolean): { at: string; what: string }[] {
	return source.sightings
		.filter(({ what }) => wanted(what))
		.map(({ what, line }) => ({ at: `${source.path}:${line}`, what }));
}
