/** Holds the last line of `carillon replay --json` against the drive's file: check-drive.js OUTPUT GIFTS TOTAL_MINOR. */
import { readFileSync } from "node:fs";

const [file, gifts, total] = process.argv.slice(2);
const line = readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "";
const wrong = [];

function expect(what, found, wanted) {
	if (found !== wanted) wrong.push(`${what} is ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`);
}

let said = {};
try {
	said = JSON.parse(line);
} catch {
	wrong.push(`the last line is no JSON: ${line.slice(0, 200)}`);
}
expect("ok", said.ok, true);
expect("gifts", said.gifts, Number(gifts));
expect("total_minor", said.total_minor, Number(total));
for (const platform of ["x", "facebook"]) {
	const posts = said.posts?.[platform];
	expect(`posts.${platform}.duplicates`, posts?.duplicates, 0);
	expect(`posts.${platform}.missing`, posts?.missing, 0);
	// Nothing posted twice is easy where nothing is posted.
	if (!(posts?.published > 0)) wrong.push(`posts.${platform}.published is ${posts?.published}, wanted at least one`);
}

console.log(line);
for (const complaint of wrong) console.log(`wrong: ${complaint}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
