import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { ROOT } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "carillon-ci-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The script in a checkout of its own, with every tool it calls replaced by one that only ends with `status`. */
function runWithTools(status: number) {
	const checkout = join(folder, `status-${status}`);
	cpSync(join(ROOT, ".ci"), join(checkout, ".ci"), { recursive: true });
	const tools = join(checkout, "tools");
	mkdirSync(tools);
	for (const name of ["npm", "npx", "redis-server", "chromium-headless-shell"]) {
		writeFileSync(join(tools, name), `#!/bin/sh\nexit ${status}\n`);
		chmodSync(join(tools, name), 0o755);
	}
	const run = spawnSync("bash", [".ci/run"], {
		cwd: checkout,
		env: { PATH: `${tools}:${process.env.PATH}` },
		encoding: "utf8",
	});
	return { status: run.status, lastLine: run.stdout.trimEnd().split("\n").at(-1) };
}

function script(name: string, ...rest: string[]) {
	const run = spawnSync(process.execPath, [join(ROOT, ".ci", name), ...rest], { encoding: "utf8" });
	return { status: run.status, lines: run.stdout.trimEnd().split("\n") };
}

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

describe(".ci/run", () => {
	test("closes with its counts and fails where the packages can't be installed", () => {
		expect(runWithTools(1)).toEqual({ status: 1, lastLine: "0 passed, 1 failed, 0 skipped" });
	});

	test("fails where no test reported, no drive ran and the real data is missing, however well each tool ended", () => {
		const { status, lastLine } = runWithTools(0);
		expect(status).toBe(1);
		expect(lastLine).toMatch(/^2 passed, 5 failed, 0 skipped$/);
	});
});

describe("package-lock.json", () => {
	test("lists the builds for every system, else npm ci refuses it: node .ci/complete-lock.js adds what npm left out", () => {
		const copy = join(folder, "package-lock.json");
		cpSync(join(ROOT, "package-lock.json"), copy);
		expect(script("complete-lock.js", copy)).toEqual({ status: 0, lines: ["0 added"] });
	});

	test("a build that is missing is added for its system, once", () => {
		const asker = {
			version: "1.0.0",
			dev: true,
			optionalDependencies: { "@a/b-linux-arm64-musl": "1.0.0", "@a/b-darwin-x64": "1.0.0" },
		};
		const copy = file("small-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/b": asker } }));
		expect(script("complete-lock.js", copy).lines).toEqual(["2 added"]);
		expect(script("complete-lock.js", copy).lines).toEqual(["0 added"]);
		const { packages } = JSON.parse(readFileSync(copy, "utf8")) as { packages: Record<string, object> };
		expect(packages["node_modules/@a/b-linux-arm64-musl"]).toEqual({
			version: "1.0.0",
			cpu: ["arm64"],
			dev: true,
			libc: ["musl"],
			optional: true,
			os: ["linux"],
		});
	});
});

describe("counting the tests", () => {
	const suite = (name: string, ...tests: (readonly [status: string, message?: string])[]) => ({
		name: join(process.cwd(), name),
		status: tests.some(([status]) => status === "failed") ? "failed" : "passed",
		message: "",
		assertionResults: tests.map(([status, message], at) => ({
			status,
			fullName: `${name} ${at}`,
			failureMessages: message === undefined ? [] : [message],
		})),
	});
	const report = (...testResults: readonly ReturnType<typeof suite>[]) =>
		JSON.stringify({ success: testResults.every(({ status }) => status === "passed"), testResults });
	const count = (first: string, second?: string) =>
		script(
			"count-tests.js",
			file("jest.json", first),
			...(second === undefined ? [join(folder, "none.json")] : [file("again.json", second)]),
		).lines;
	const slow = "Error: Waited 40000 ms in vain for: the total is shown.\n    at until";

	test("a suite that could not be loaded, a skipped test and a failure without a test all show", () => {
		const good = suite("good", ["passed"], ["passed"]);
		expect(count(report(good))).toEqual(["2 0 0"]);
		expect(count(report(good, { ...suite("broken"), status: "failed" })).at(-1)).toBe("2 1 0");
		expect(count(report(good, suite("half", ["pending"], ["todo"]))).at(-1)).toBe("2 0 2");
		expect(count(report(good, suite("bad", ["failed", "no"]))).at(-1)).toBe("2 1 0");
		expect(count(JSON.stringify({ success: false, testResults: [good] }))).toEqual(["2 1 0"]);
	});

	test("what only ran out of time gets a second go, and that one counts; the first is still said", () => {
		const tired = suite("tired", ["passed"], ["failed", slow]);
		const first = report(suite("good", ["passed"]), tired);
		expect(script("out-of-time.js", file("jest.json", first)).lines).toEqual(["tired"]);
		expect(count(first, report(suite("tired", ["passed"], ["passed"])))).toEqual([
			"out of time at first: tired: tired 1",
			"3 0 0",
		]);
		expect(count(first, report(tired)).at(-1)).toBe("2 1 0");
		expect(count(first).at(-1)).toBe("2 1 0");
	});

	test("a wrong value gets none, neither does its neighbour in the suite, nor many suites at once, nor a race", () => {
		const tired = (name: string) => suite(name, ["failed", slow]);
		const again = (...suites: readonly ReturnType<typeof suite>[]) =>
			script("out-of-time.js", file("jest.json", report(...suites))).lines;
		expect(again(suite("wrong", ["failed", slow], ["failed", "expected 1, received 2"]))).toEqual([""]);
		expect(again({ ...suite("broken"), status: "failed" })).toEqual([""]);
		expect(again(...["a", "b", "c"].map(tired))).toEqual(["a", "b", "c"]);
		expect(again(...["a", "b", "c", "d"].map(tired))).toEqual([""]);
		// Where many press at once is the subject, one that waits for ever is what is looked for.
		expect(again(tired("test/races/presented.test.ts"))).toEqual([""]);
	});

	test("a second go with another failure elsewhere still fails", () => {
		const first = report(suite("tired", ["failed", slow]), suite("wrong", ["failed", "expected 1, received 2"]));
		expect(count(first, report(suite("tired", ["passed"]))).at(-1)).toBe("1 1 0");
	});
});

describe("checking a drive", () => {
	const posts = { published: 3, superseded: 1, expired: 0, duplicates: 0, missing: 0 };
	const good = { gifts: 3, total_minor: 700, announcements: 4, posts: { x: posts, facebook: posts }, ok: true };
	const check = (said: object | string) => {
		const text = typeof said === "string" ? said : `starting\n${JSON.stringify(said)}\n`;
		return script("check-drive.js", file("drive.out", text), "3", "700").status;
	};

	test("the file's gifts and cents, each post once, none missing, and some at all", () => {
		expect(check(good)).toBe(0);
		expect(check({ ...good, ok: false })).toBe(1);
		expect(check({ ...good, gifts: 2 })).toBe(1);
		expect(check({ ...good, total_minor: 701 })).toBe(1);
		expect(check({ ...good, posts: { x: posts, facebook: { ...posts, duplicates: 1 } } })).toBe(1);
		expect(check({ ...good, posts: { x: { ...posts, missing: 1 }, facebook: posts } })).toBe(1);
		expect(check({ ...good, posts: { x: { ...posts, published: 0 }, facebook: posts } })).toBe(1);
		expect(check("")).toBe(1);
	});
});
