/** `npm run bench`: where Carillon stands against design.md's table. Ratios within one run, because machines differ and are noisy. */

import { measureCards } from "./card.ts";
import { measureFanOut } from "./fan-out.ts";
import { measureGrowth } from "./growth.ts";
import { measureImport } from "./import.ts";
import { measureIntake } from "./intake.ts";
import { measurePosts } from "./posts.ts";
import { measureRehearsal } from "./rehearse.ts";
import { type Row, tableOf } from "./row.ts";
import { measureScreens } from "./screens.ts";
import { measureStart } from "./start.ts";

const BENCHES: Readonly<Record<string, () => Promise<Row[]>>> = {
	intake: measureIntake,
	growth: measureGrowth,
	screens: measureScreens,
	"fan-out": measureFanOut,
	posts: measurePosts,
	card: measureCards,
	rehearse: measureRehearsal,
	import: measureImport,
	start: measureStart,
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0)
	throw new Error(`There is no bench "${unknown[0]}"; there are ${Object.keys(BENCHES).join(", ")}.`);

const rows: Row[] = [];
for (const [name, measure] of Object.entries(BENCHES)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	process.stderr.write(`measuring ${name} ...\n`);
	rows.push(...(await measure()));
}
process.stdout.write(process.argv.includes("--json") ? `${JSON.stringify(rows)}\n` : `${tableOf(rows)}\n`);
