/** Reads Jest's JSON report; prints what stands in the way, then "passed failed skipped". */
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
// A suite that could not be loaded has no tests that could fail: it counts as one failure.
let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
if (!report.success && failed === 0) failed = 1;
const skipped = report.numPendingTests + report.numTodoTests;

for (const suite of report.testResults) {
	const name = suite.name.replace(`${process.cwd()}/`, "");
	if (suite.status === "failed" && suite.assertionResults.length === 0) console.log(`could not run ${name}: ${suite.message}`);
	for (const test of suite.assertionResults) {
		if (test.status !== "passed") console.log(`${test.status}: ${name}: ${test.fullName}`);
	}
}
console.log(`${report.numPassedTests} ${failed} ${skipped}`);
