import { load } from "./load.ts";
import { median, type Row } from "./row.ts";
import { newGifts, OUR_COMMAND, openYard, SECRET } from "./yard.ts";

const ROUNDS = 5;
const ROUND = { lanes: 64, milliseconds: 3_000 };

/** Signed webhooks a second, on the ledger, over those of a handler that only checks and answers, and over the plain way. */
export async function measureIntake(): Promise<Row[]> {
	const yard = await openYard();
	try {
		const ours = await yard.database("ours");
		const plain = await yard.database("plain");
		const addresses = {
			bare: await yard.process("./bare-handler.js", [SECRET]),
			plain: await yard.process("./plain-handler.js", [SECRET, plain.url]),
			ours: await yard.process(OUR_COMMAND, ["api"], { DATABASE_URL: ours.url }),
		};
		const next = newGifts("intake");
		const speeds: Record<keyof typeof addresses, number[]> = { bare: [], plain: [], ours: [] };
		// The first round warms up; what is compared follows closely on one another, so that a busy machine slows all three.
		for (let round = 0; round <= ROUNDS; round += 1) {
			for (const name of ["bare", "ours", "plain"] as const) {
				const { perSecond, p99 } = await load(addresses[name], SECRET, next, ROUND);
				process.stderr.write(`  ${name.padEnd(6)} ${perSecond.toFixed(0)} a second, p99 ${p99.toFixed(0)} ms\n`);
				if (round > 0) speeds[name].push(perSecond);
			}
		}
		const ratio = (to: "bare" | "plain") =>
			median(speeds.ours.map((speed, round) => speed / (speeds[to][round] ?? Number.NaN)));
		const perSecond = `${median(speeds.ours).toFixed(0)} a second`;
		return [
			{
				what: "durable intake",
				how: `${perSecond}, over a bare handler's ${median(speeds.bare).toFixed(0)}`,
				value: ratio("bare"),
				target: 0.5,
				better: "higher",
				unit: "",
			},
			{
				what: "against the plain way",
				how: `over one transaction a webhook, ${median(speeds.plain).toFixed(0)}`,
				value: ratio("plain"),
				target: 3,
				better: "higher",
				unit: "",
			},
		];
	} finally {
		await yard.close();
	}
}
