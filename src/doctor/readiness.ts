import type { Env } from "../../config/env.ts";
import { loadCampaigns } from "../campaign/store.ts";
import { openPool } from "../db/pool.ts";
import { loadTemplatePack } from "../template/pack.ts";
import type { ReadyLine, ReadyView } from "../web/contract/staff/ready.ts";
import { examineBooks } from "./books.ts";
import { examineFoundation } from "./database.ts";
import { type DriveCheck, examinePeople, examineRoom, examineStripe, examineWorkers } from "./drive.ts";
import { examineDriveChannels } from "./drive-channels.ts";
import { examineTexts } from "./drive-texts.ts";
import type { Finding } from "./finding.ts";
import { readTest } from "./test-gift-store.ts";

/** The check of one drive, as the page shows it. */
export async function examineReadiness(check: DriveCheck & { readonly databaseUrl: string }): Promise<ReadyView> {
	const { pool, env, databaseUrl, campaign, now } = check;
	const [foundation, workers, stripe, books, channels, texts, people, room, lastTest] = await Promise.all([
		examineFoundation(pool, env, databaseUrl),
		examineWorkers(check),
		examineStripe(check),
		examineBooks(check),
		examineDriveChannels(check),
		examineTexts(check),
		examinePeople(check),
		examineRoom(check),
		readTest(pool, campaign.id, null),
	]);
	return {
		checkedAt: now,
		groups: [
			{ title: "Gifts", lines: [...stripe, ...books].map(lineOf) },
			{ title: "Posts", lines: [...channels, ...texts].map(lineOf) },
			{ title: "People and screens", lines: [...people, ...room].map(lineOf) },
			{ title: "The machine", lines: [...foundation, ...workers].map(lineOf) },
		],
		lastTest,
	};
}

function lineOf({ what, state, says, fix }: Finding): ReadyLine {
	return { what, state, says, fix: fix ?? null };
}

/** The same findings for the command line: every drive that isn't over. */
export async function examineDrives(env: Env, databaseUrl: string): Promise<Finding[]> {
	const pool = openPool(databaseUrl, { max: 3, applicationName: "carillon doctor" });
	try {
		const campaigns = (await loadCampaigns(pool)).filter(({ state }) => state === "live" || state === "draft");
		const findings: Finding[] = [];
		const pack = await loadTemplatePack();
		for (const campaign of campaigns) {
			const check = { pool, env, campaign, pack, now: Date.now() };
			const found = await Promise.all(
				[examineStripe, examineBooks, examineTexts, examinePeople, examineRoom].map((one) => one(check)),
			);
			findings.push(...found.flat().map((one) => ({ ...one, what: `${campaign.shortName}: ${one.what}` })));
		}
		return findings;
	} finally {
		await pool.end();
	}
}
