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
	const report = {
		success: true,
		numPassedTests: 7,
		numFailedTests: 0,
		numPendingTests: 0,
		numTodoTests: 0,
		numRuntimeErrorTestSuites: 0,
	};
	const count = (changes: object) =>
		script("count-tests.js", file("jest.json", JSON.stringify({ ...report, testResults: [], ...changes }))).lines.at(
			-1,
		);

	test("a suite that could not be loaded, a skipped test and a failure without a test all show", () => {
		expect(count({})).toBe("7 0 0");
		expect(count({ success: false, numRuntimeErrorTestSuites: 1 })).toBe("7 1 0");
		expect(count({ numPendingTests: 1, numTodoTests: 1 })).toBe("7 0 2");
		expect(count({ success: false })).toBe("7 1 0");
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
