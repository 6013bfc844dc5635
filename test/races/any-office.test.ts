import { describe, expect, test } from "@jest/globals";
import { seededRandom } from "../../src/rehearsal/seeded-random.ts";
import { readStationBoard } from "../../src/station/station-board.ts";
import { aCampaign, aRule, NOW } from "../support/campaigns.ts";
import { aMatch } from "../support/matches.ts";
import { checkBooks, standing } from "../support/office/check-books.ts";
import { DRIVE_DEEDS } from "../support/office/drive-deeds.ts";
import { FILE_DEEDS } from "../support/office/file-deeds.ts";
import { type Office, openOffice } from "../support/office/house.ts";
import { MONEY_DEEDS } from "../support/office/money-deeds.ts";
import { OFFICE_DEEDS } from "../support/office/office-deeds.ts";
import { openCampaignDatabase } from "../support/running-api.ts";

const HOUR = 3_600_000;
const START = NOW - 3 * HOUR;
const all = aMatch({ from: START, to: START + 2 * HOUR });
const MATCHES = [
	aMatch({ ...all, id: "first", pool: 60_000, minGift: 2_000 }),
	aMatch({ ...all, id: "five", ratio: 2, maxGift: 4_000, unlock: { kind: "donors", count: 5 } }),
	aMatch({ ...all, id: "late", from: START + HOUR / 2, pool: 30_000, unlock: { kind: "donors", count: 4 } }),
	aMatch({ ...all, id: "sum", stacking: "on-top", pool: 40_000, unlock: { kind: "amount", amount: 90_000 } }),
	aMatch({ ...all, id: "own", stacking: "on-top", stationId: "wkid", sponsorDonor: "donor1", ratio: 0.5 }),
	aMatch({ ...all, id: "whole", kind: "challenge", pool: 50_000, unlock: { kind: "donors", count: 6 } }),
];
const stations = [
	{ id: "wkid", name: "WKID" },
	{ id: "wnbr", name: "WNBR" },
];
const hour = { name: "Power", target: 1_000, sponsor: "" };
const A = aCampaign({
	...{ id: "a", slug: "a", goal: 300_000, stations, matches: MATCHES },
	rules: [
		aRule("every", { kind: "every", step: 50_000 }),
		aRule("percent", { kind: "percent", percents: [25, 50, 100] }),
	],
	powerHours: [
		{ ...hour, id: "ph", from: START + HOUR / 3, to: START + HOUR },
		{ ...hour, id: "ph2", from: START + HOUR, to: START + 2 * HOUR },
	],
});
const B = aCampaign({
	...{ id: "b", slug: "b", isDefault: false, stations, rules: [aRule("every", { kind: "every", step: 50_000 })] },
	matches: [aMatch({ ...all, id: "b-match", pool: 20_000, unlock: { kind: "donors", count: 2 } })],
	powerHours: [{ ...hour, id: "b-hour", from: START, to: START + HOUR }],
});

/** Where gifts are, is asked after; so nothing may come in meanwhile. */
const ALONE: readonly string[] = ["moveStation", "moveBack"];

async function play(office: Office, steps: number): Promise<void> {
	const { random, pick, deliver, done, database, now } = office;
	for (let step = 0; step < steps; step += 1) {
		for (const money of Object.values(MONEY_DEEDS)) if (random() < 0.3) money(office);
		const [name, deed] =
			pick(
				Object.entries({ ...OFFICE_DEEDS, ...(random() < 0.4 && FILE_DEEDS), ...(random() < 0.5 && DRIVE_DEEDS) }),
			) ?? [];
		if (deed === undefined || name === undefined) continue;
		// The lists of screens follow where somebody looks.
		if (random() < 0.4) await readStationBoard(database.pool, "a", now());
		done.push(name);
		if (ALONE.includes(name)) await deed(office).then(() => deliver(false));
		else await Promise.all([deed(office), deliver(false)]);
	}
	await deliver(true);
}

const SEEDS = (process.env.CARILLON_SEEDS ?? "11,13,14").split(",").map(Number);

describe("any deeds of an office, some twice, some at once", () => {
	test.each(SEEDS)("come to what a pencil makes of them, to the cent (%i)", async (seed) => {
		const database = await openCampaignDatabase(A, B);
		const office = openOffice(database, seededRandom(seed), START);
		try {
			await office.follow();
			await play(office, Number(process.env.CARILLON_STEPS ?? 18));
			try {
				for (const id of ["a", "b"]) await checkBooks(office, id);
				const before = await standing(office);
				for (const id of ["a", "b"]) await office.edit(id, (one) => ({ ...one, name: `${one.name}!` }));
				await database.pool.query("update campaign_tally set counting_rules = '-', match_rules = '-'");
				await office.follow();
				expect(await standing(office)).toEqual(before);
			} catch (error) {
				throw new Error(`After ${office.done.join(", ")}: ${(error as Error).message}`);
			}
		} finally {
			await office.close();
			await database.drop();
		}
	});
});
