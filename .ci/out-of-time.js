/**
 * out-of-time.js REPORT
 * Prints the suites of Jest's JSON report in which a test failed, and none but by running out of time, one a line. How long things take
 * is the machine's matter, what comes out is ours: a wrong value or an error of ours gets no second go, nor does a race, where one that
 * waits for ever is what is looked for.
 */
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const ABOVE_SO_MANY_IT_IS_NOT_THE_MACHINE = 3;
/** Ours (test/support/until.ts), Jest's and the browser's. */
const RAN_OUT_OF_TIME = [/Waited \d+ ms in vain for/, /Exceeded timeout of \d+ ms/, /Timeout \d+ms exceeded/];

const suites = JSON.parse(readFileSync(process.argv[2], "utf8")).testResults.filter(({ name, assertionResults }) => {
	if (relative(process.cwd(), name).startsWith("test/races/")) return false;
	const failed = assertionResults.filter((test) => test.status === "failed");
	return failed.length > 0 && failed.every(({ failureMessages }) => failureMessages.every(ranOutOfTime));
});
if (suites.length <= ABOVE_SO_MANY_IT_IS_NOT_THE_MACHINE)
	for (const { name } of suites) console.log(relative(process.cwd(), name));

function ranOutOfTime(message) {
	return RAN_OUT_OF_TIME.some((pattern) => pattern.test(message));
}
