import type { DriveRow } from "../../src/rehearsal/drive-file.ts";
import { campaignForFile, type DriveExtent } from "../../src/rehearsal/replay-campaign.ts";
import { generatedDrive } from "../../src/rehearsal/virtual/generated-drive.ts";
import { rehearse } from "../../src/rehearsal/virtual/rehearse.ts";
import { setupOfFile, USUAL_ASSUMPTIONS } from "../../src/rehearsal/virtual/setup.ts";
import { loadTemplatePack } from "../../src/template/pack.ts";
import type { Row } from "./row.ts";

/** As many gifts as AGDQ 2017 had, over a week: the largest drive whose gifts are public one by one. */
const GIFTS = 43_472;
const HOURS = 168;
const TOTAL = 220_000_000;

/** A whole drive in virtual time: ledger, fence and texts, on three accounts. */
export async function measureRehearsal(): Promise<Row[]> {
	const firstAt = Date.UTC(2026, 0, 8, 16);
	const extent: DriveExtent = { gifts: GIFTS, total: TOTAL, firstAt, lastAt: firstAt + HOURS * 3_600_000 - 1 };
	const setup = setupOfFile(campaignForFile(extent, "bench-rehearse"));
	const rows: DriveRow[] = generatedDrive(setup.campaign, { gifts: GIFTS, hours: HOURS, partOfGoal: 0.9, seed: 1 });
	const started = performance.now();
	const pack = await loadTemplatePack();
	const rehearsal = await rehearse({ name: "bench", setup, rows, assumptions: USUAL_ASSUMPTIONS, pack });
	return [
		{
			what: "rehearsal",
			how: `${GIFTS.toLocaleString("en-US")} gifts, ${rehearsal.posts.length} posts with their texts, the texts' own reading included`,
			value: (performance.now() - started) / 1000,
			target: 10,
			better: "lower",
			unit: "s",
		},
	];
}
