import { createHash } from "node:crypto";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import { inTransaction } from "../../src/db/pool.ts";
import type { GiftFact } from "../../src/domain/gift/gift-fact.ts";
import { bringFile } from "../../src/import/bring-file.ts";
import { askDeed } from "../../src/import/deeds.ts";
import { findImport } from "../../src/import/import-store.ts";
import { workOnImports } from "../../src/import/work.ts";
import { recordFacts } from "../../src/ledger/record.ts";
import { importWorkOf } from "../../workers/imports.ts";
import type { Row } from "./row.ts";
import { CAMPAIGN, openYard } from "./yard.ts";

const ROWS = 100_000;

/** A call centre's export: brought in, every row read and told about, then every row taken. */
export async function measureImport(): Promise<Row[]> {
	const yard = await openYard();
	try {
		const { pool } = await yard.database("import");
		const directory = openCampaignDirectory(pool);
		await inTransaction(pool, (client) => recordFacts(client, directory, cardGifts(1_000), Date.now()));
		const work = importWorkOf({
			...{ pool, directory },
			...{ dispatch: () => undefined, log: () => undefined },
		});
		const one = await bringFile(pool, {
			...{ campaignId: CAMPAIGN, fileName: "bench.csv", kind: "pledges" },
			...{ file: aCallCentresFile(ROWS), by: { id: null, name: "bench" }, now: Date.now() },
		});
		const memory = watchMemory();
		const perform = async (deed: "check" | "run") => {
			const started = performance.now();
			await inTransaction(pool, (client) => askDeed(client, { campaignId: CAMPAIGN, id: one.id }, deed, Date.now()));
			while (await workOnImports(work));
			return (performance.now() - started) / 1000;
		};
		const seconds = { check: await perform("check"), run: await perform("run") };
		const done = await findImport(pool, CAMPAIGN, one.id);
		if (done?.takenRows !== ROWS) throw new Error(`Of ${ROWS} rows ${done?.takenRows} were taken.`);
		const grown = memory.stop();
		process.stderr.write(
			`  check ${seconds.check.toFixed(1)} s, taking ${seconds.run.toFixed(1)} s, memory grew by ${grown} MB\n`,
		);
		const shown = ROWS.toLocaleString("en-US");
		return [
			{
				...{ what: "import", how: `${shown} pledges read, told about and taken`, value: seconds.check + seconds.run },
				...{ target: 60, better: "lower", unit: "s" },
			},
			{
				...{ what: "import, memory", how: "by which the process grew meanwhile, at most", value: grown * 1024 },
				...{ target: 200 * 1024, better: "lower", unit: "KB" },
			},
		];
	} finally {
		await yard.close();
	}
}

/** What came by card before, by other donors: every row of the file is looked for among it. */
function cardGifts(count: number): GiftFact[] {
	return Array.from({ length: count }, (_, index) => ({
		...{ sourceId: `evt_bench_${index}`, at: Date.now() - 3_500_000 + index, livemode: false, currency: "usd" },
		...{ refs: { payment: `pi_bench${index}` }, placement: { campaign: CAMPAIGN } },
		giver: { donorKey: createHash("sha256").update(`card${index}@example.org`).digest("hex").slice(0, 32) },
		happening: { type: "received", amount: 5_000, evidence: "payment_intent" },
	}));
}

/** The most by which the process was larger than at first, in MB. */
function watchMemory() {
	const start = process.memoryUsage.rss();
	let most = start;
	const timer = setInterval(() => {
		most = Math.max(most, process.memoryUsage.rss());
	}, 50);
	return {
		stop(): number {
			clearInterval(timer);
			return Math.round((most - start) / 1_048_576);
		},
	};
}

async function* aCallCentresFile(rows: number): AsyncGenerator<Buffer> {
	const start = Date.now() - 3_500_000;
	let text = "Pledge ID,Date,Caller Name,City,Email,Phone,Amount,Monthly,Notes\n";
	for (let row = 0; row < rows; row += 1) {
		const at = new Date(start + row * 30).toISOString();
		const amount = `${10 + (row % 97)}.${String(row % 100).padStart(2, "0")}`;
		text += `C-${row},${at},"Caller ${row}, Jr.",Chicago,c${row}@example.org,312-555-${String(row % 10_000).padStart(4, "0")},$${amount},${row % 7 === 0 ? "yes" : "no"},"called twice"\n`;
		if (text.length < 100_000) continue;
		yield Buffer.from(text);
		text = "";
	}
	yield Buffer.from(text);
}
