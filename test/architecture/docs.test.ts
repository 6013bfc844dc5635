import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { HANDLED_TYPES } from "../../src/intake/to-fact.ts";
import { ROOT } from "./source.ts";

const DECISIONS = "docs/decisions";
const decisions = readdirSync(join(ROOT, DECISIONS)).sort();
const pages = [
	...["CONTRIBUTING.md", "README.md"].filter((name) => existsSync(join(ROOT, name))),
	...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".md"))
		.map((name) => join("docs", name)),
];
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

/** Names of this house's files in backquotes, without those that stand for many (`*`, `<name>`, `...`). */
function filesNamed(text: string): string[] {
	const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map((match) => match[1] ?? "");
	return quoted.filter((name) => /^(src|test|workers|config|docs|\.ci)\/[\w./-]+$/.test(name) && !name.includes("..."));
}

/** Places in this checkout that a page links to. */
function linksIn(page: string): string[] {
	return [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) =>
		relative(ROOT, join(ROOT, dirname(page), match[1] ?? "")),
	);
}

describe("the documents", () => {
	test.each(pages)("%s names only files that exist", (page) => {
		expect([...filesNamed(read(page)), ...linksIn(page)].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	});

	test("a name that exists no more would be seen", () => {
		expect(filesNamed("as `src/domain/gone.ts` does, not `src/db/postgres-*.ts`, nor `npm test`")).toEqual([
			"src/domain/gone.ts",
		]);
	});

	test("Stripe is asked for every event that is read, and for none else", () => {
		const named = [...read("docs/operations.md").matchAll(/`([a-z_]+(?:\.[a-z_]+)+)`/g)].map((match) => match[1] ?? "");
		const events = named.filter((name) =>
			/^(checkout|payment_intent|charge|refund|invoice|invoice_payment|customer)\./.test(name),
		);
		expect([...new Set(events)].sort()).toEqual([...HANDLED_TYPES].sort());
	});

	test("every page is in the index", () => {
		const listed = linksIn("docs/README.md");
		expect(
			pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md" && !listed.includes(page)),
		).toEqual([]);
	});
});

describe("the decision records", () => {
	test("are numbered without a gap, one for each invariant at least", () => {
		expect(decisions.length).toBeGreaterThanOrEqual(10);
		expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_name, index) => index + 1));
	});

	test.each(decisions)("%s says what was decided, against what, and which test tries to break it", (name) => {
		const text = read(`${DECISIONS}/${name}`);
		expect(text).toMatch(new RegExp(`^# ${Number(name.slice(0, 4))}\\. `));
		for (const heading of ["## Context", "## Decision", "## Why not", "## Tested by"]) expect(text).toContain(heading);
		expect(filesNamed(text.slice(text.indexOf("## Tested by"))).some((path) => path.startsWith("test/"))).toBe(true);
	});
});
