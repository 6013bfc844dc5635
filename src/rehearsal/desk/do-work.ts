import { openPool } from "../../db/pool.ts";
import { ownTextsOf } from "../../template/own-texts.ts";
import { loadTemplatePack } from "../../template/pack.ts";
import type { Rehearsal } from "../../web/contract/staff/rehearsal.ts";
import { type DriveRow, readDrive } from "../drive-file.ts";
import { generatedDrive } from "../virtual/generated-drive.ts";
import { rehearse } from "../virtual/rehearse.ts";
import { rowsOfDrive } from "./rows-of-drive.ts";
import type { RehearsalWork, WorkLine } from "./work.ts";

/** Rehearses the drive by each set of rules; tells how far it is. @throws with words for people where the gifts can't be read */
export async function doWork(work: RehearsalWork, tell: (line: WorkLine) => void): Promise<readonly Rehearsal[]> {
	const rows = await rowsOf(work);
	const pack = await loadTemplatePack();
	const ownTexts = ownTextsOf(work.ownTexts);
	const of = rows.length * work.ruleSets.length;
	const rehearsals: Rehearsal[] = [];
	for (const [index, { name, rules }] of work.ruleSets.entries()) {
		const setup = { ...work.setup, campaign: { ...work.setup.campaign, rules } };
		const { assumptions, notes } = work;
		const onProgress = (done: number) => tell({ kind: "progress", done: index * rows.length + done, of });
		rehearsals.push(await rehearse({ name, setup, rows, assumptions, pack, ownTexts, notes, onProgress }));
	}
	return rehearsals;
}

async function rowsOf({ source, setup, databaseUrl, of }: RehearsalWork): Promise<DriveRow[]> {
	switch (source.kind) {
		case "generated":
			return generatedDrive(setup.campaign, source);
		case "file":
			return fromText(source.csv, setup.campaign.currency);
		case "drive": {
			const pool = openPool(databaseUrl, { max: 1, applicationName: "carillon rehearsal" });
			try {
				return await rowsOfDrive(pool, source.campaignId, of?.monthlyMultiplier ?? 1);
			} finally {
				await pool.end();
			}
		}
		default:
			return source satisfies never;
	}
}

const PIECE = 1 << 18;

async function fromText(csv: string, currency: string): Promise<DriveRow[]> {
	async function* pieces() {
		for (let from = 0; from < csv.length; from += PIECE) yield csv.slice(from, from + PIECE);
	}
	const rows: DriveRow[] = [];
	for await (const row of readDrive(pieces(), currency)) rows.push(row);
	return rows;
}
