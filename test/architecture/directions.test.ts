import { describe, expect, test } from "@jest/globals";
import {
	hasNoImportCycle,
	keepsDirections,
	keepsHttpInRoutes,
	keepsPackagesHome,
	namesImportsWithEnding,
	planHasNoCycle,
} from "./direction-rules.ts";
import { PARTS } from "./house.ts";
import { readSource, readSources } from "./source.ts";

const house = readSources(["src", "workers", "config", "test"]);

describe("who imports whom", () => {
	test("every import follows the plan in house.ts", () => {
		expect(house.length).toBeGreaterThan(20);
		expect(keepsDirections(house, PARTS)).toEqual([]);
	});

	test.each([
		["the domain asking the database", "src/domain/gift/gift.ts", "../../db/pool.ts"],
		["a gift asking how it is posted", "src/domain/gift/gift.ts", "../post/post.ts"],
		["a type alone, which is knowledge too", "src/domain/gift/gift.ts", "../../log.ts"],
		["a feature asking a root", "src/intake/route.ts", "../sandbox/stripe.ts"],
		["a lower feature asking a higher one", "src/ledger/append.ts", "../posting/dispatch.ts"],
		["the browser asking the server", "src/web/console/page.tsx", "../../db/pool.ts"],
	])("it refuses %s", (_what, path, from) => {
		const bad = readSource(path, `import type { Thing } from "${from}";\nexport const thing: Thing | null = null;\n`);
		expect(keepsDirections([bad], PARTS)).toEqual([expect.stringContaining(`${path}:1 imports src/`)]);
	});

	test("it refuses a folder that nobody has drawn into the plan", () => {
		expect(keepsDirections([readSource("src/attic/box.ts", "export const box = 1;")], PARTS)).toEqual([
			expect.stringContaining("belongs to no part"),
		]);
	});

	test("it sees imports in all their spellings", () => {
		const spellings = [
			'import "../db/pool.ts";',
			'export { pool } from "../db/pool.ts";',
			'export * from "../db/pool.ts";',
			'export const later = () => import("../db/pool.ts");',
			'export type Pool = import("../db/pool.ts").Pool;',
			'export const pool = require("../db/pool.ts");',
		];
		for (const spelling of spellings) {
			expect(keepsDirections([readSource("src/domain/gift.ts", spelling)], PARTS)).toHaveLength(1);
		}
	});

	test("in a feature only its routes speak HTTP", () => {
		expect(keepsHttpInRoutes(house, PARTS)).toEqual([]);
		const text = 'import { problem } from "../http/problem.ts"; import express from "express";';
		expect(keepsHttpInRoutes([readSource("src/ledger/append.ts", text)], PARTS)).toHaveLength(2);
		expect(keepsHttpInRoutes([readSource("src/ledger/export-route.ts", text)], PARTS)).toEqual([]);
		expect(keepsHttpInRoutes([readSource("src/sandbox/stripe.ts", text)], PARTS)).toEqual([]);
	});

	test("the plan has no cycle", () => {
		expect(planHasNoCycle(PARTS)).toEqual([]);
		expect(
			planHasNoCycle([
				{ path: "src/a/", may: ["src/b/"] },
				{ path: "src/b/", may: ["src/a/"] },
			]),
		).toEqual(["PARTS has a cycle: src/a/ -> src/b/ -> src/a/"]);
		expect(planHasNoCycle([{ path: "src/a/", may: ["src/b/"] }])).toHaveLength(1);
	});

	test("no files import each other in a circle", () => {
		expect(hasNoImportCycle(house)).toEqual([]);
		const circle = [
			readSource("src/domain/a.ts", 'import { b } from "./b.ts"; export const a = () => b;'),
			readSource("src/domain/b.ts", 'import { c } from "./c.ts"; export const b = () => c;'),
			readSource("src/domain/c.ts", 'import type { a } from "./a.ts"; export const c: typeof a | null = null;'),
		];
		expect(hasNoImportCycle(circle)).toEqual([
			expect.stringContaining("src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts"),
		]);
	});

	test("libraries stay where they belong", () => {
		expect(keepsPackagesHome(house)).toEqual([]);
	});

	test.each([
		["ioredis outside the queue's backend", "src/queue/run-worker.ts", 'import { Redis } from "ioredis";'],
		["bullmq outside the queue", "src/posting/dispatch.ts", 'import { Queue } from "bullmq";'],
		["bullmq by a deeper path", "src/posting/dispatch.ts", 'import { Queue } from "bullmq/dist/esm/classes/queue";'],
		["the X library outside the channels", "src/staff/accounts.ts", 'import { TwitterApi } from "twitter-api-v2";'],
		["axios outside the channels", "src/intake/back-fill.ts", 'import axios from "axios";'],
		["any package in the domain", "src/domain/post-text.ts", 'import type { Liquid } from "liquidjs";'],
		["Node in the domain", "src/domain/gift.ts", 'import { createHash } from "node:crypto";'],
		["Node in the browser", "src/web/console/page.tsx", 'import { join } from "node:path";'],
	])("it refuses %s", (_what, path, text) => {
		expect(keepsPackagesHome([readSource(path, text)])).toEqual([expect.stringContaining(`${path}:1 imports`)]);
	});

	test("relative imports carry the file's ending", () => {
		expect(namesImportsWithEnding(house)).toEqual([]);
		expect(namesImportsWithEnding([readSource("src/domain/a.ts", 'import { b } from "./b";')])).toHaveLength(1);
		expect(namesImportsWithEnding([readSource("src/domain/a.ts", 'import { b } from "./b.js";')])).toHaveLength(1);
	});
});
