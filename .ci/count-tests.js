/**
 * count-tests.js REPORT [REPORT_OF_THE_SECOND_GO]
 * Reads Jest's JSON reports; prints what stands in the way, then "passed failed skipped". A suite that had a second go counts by that
 * one; what ran out of time at the first is printed all the same.
 */
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const [first, second] = process.argv.slice(2).map(read);
const again = new Map((second?.testResults ?? []).map((suite) => [suite.name, suite]));
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const suite of first.testResults) {
	if (again.has(suite.name)) for (const test of failures(suite)) console.log(`out of time at first: ${named(suite, test)}`);
	count(again.get(suite.name) ?? suite);
}
// Jest knows of something that no suite shows.
if (!first.success && counts.failed === 0 && again.size === 0) counts.failed = 1;
console.log(`${counts.passed} ${counts.failed} ${counts.skipped}`);

/** A suite that could not be loaded has no tests that could fail: it counts as one failure. */
function count(suite) {
	if (suite.status === "failed" && failures(suite).length === 0) {
		counts.failed++;
		console.log(`could not run ${named(suite)}: ${suite.message}`);
	}
	for (const test of suite.assertionResults) {
		if (test.status === "passed") counts.passed++;
		else if (test.status === "failed") counts.failed++;
		else counts.skipped++;
		if (test.status !== "passed") console.log(`${test.status}: ${named(suite, test)}`);
	}
}

function failures(suite) {
	return suite.assertionResults.filter((test) => test.status === "failed");
}

function named(suite, test) {
	return [relative(process.cwd(), suite.name), test?.fullName].filter(Boolean).join(": ");
}

function read(path) {
	return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
