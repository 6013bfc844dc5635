import { existsSync } from "node:fs";
import { describe, test } from "@jest/globals";

/** A program or a folder that some suites need, and how a person gets it. */
export type Need = { readonly present: boolean; readonly how: string };

/** The real data lies beside the checkout and is never part of it. */
export function sharedData(path: string): Need & { readonly path: string } {
	const found = new URL(`../../../shared/data/${path}`, import.meta.url).pathname;
	return { path: found, present: existsSync(found), how: `put the shared data folder beside the checkout (${path})` };
}

/**
 * A suite that runs where what it needs is there, and otherwise is reported as skipped with what to install. The only place in the
 * tests that may skip anything; CI fails on a skipped suite.
 */
export function describeWith(need: Need, name: string, suite: () => void): void {
	if (need.present) describe(name, suite);
	else describe(`${name} [skipped: ${need.how}]`, () => test.skip("needs what is missing here", () => undefined));
}
