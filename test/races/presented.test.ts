import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { OwnParts } from "../../src/ledger/record-own.ts";
import { enterOffline } from "../../src/offline/enter-offline.ts";
import { presentOffline, undoPresenting } from "../../src/offline/present-offline.ts";
import { aCampaign, aRule } from "../support/campaigns.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { storeCampaign } from "../support/ledger-entries.ts";
import { offlineDraft } from "../support/offline.ts";
import { ledgerFaults, standing } from "../support/running-api.ts";

const PRESSES = 24;
const campaign = aCampaign({
	...{ opensAt: Date.now() - 3_600_000, closesAt: Date.now() + 3_600_000 },
	rules: [aRule("amounts", { kind: "amounts", amounts: [400_000] })],
});
const people = Array.from({ length: PRESSES }, (_, at) => ({ id: `reader-${at}`, name: `Producer ${at}` }));

let database: TestDatabase;
let processes: OwnParts[];

beforeAll(async () => {
	database = await openTestDatabase();
	await storeCampaign(database.pool, campaign);
	// Two processes, each with its own picture of the campaigns.
	processes = [1, 2].map(() => ({
		pool: database.pool,
		directory: openCampaignDirectory(database.pool),
		dispatch: () => undefined,
		now: Date.now,
	}));
});
afterAll(() => database.drop());

test("a cheque presented by many at once counts once, and its milestone falls once", async () => {
	const [first, second] = processes;
	if (first === undefined || second === undefined) throw new Error("There are two processes.");
	const office = { id: "office", name: "The office" };
	const id = await enterOffline(first, campaign, offlineDraft({ amount: 450_000 }), office, async () => undefined);
	const presents = await Promise.all(
		people.map((by, at) => presentOffline(at % 2 === 0 ? first : second, campaign, { id, by })),
	);
	expect(presents.filter(({ done }) => done)).toHaveLength(1);
	const winner = people[presents.findIndex(({ done }) => done)];
	const told = presents.filter(({ done }) => !done);
	expect(told).toEqual(told.map(() => ({ done: false, refused: "presented", by: winner?.name })));
	expect(await standing(database.pool)).toMatchObject({ total: 450_000, gifts: 1, cash: 450_000 });
	const { rows } = await database.pool.query("select key from announcement");
	expect(rows).toEqual([{ key: "amounts:400000" }]);
	expect(await ledgerFaults(database.pool)).toEqual([]);
});

test("presented and taken back by the same hand at once, it stands as one of the two, to the cent", async () => {
	const [parts] = processes;
	if (parts === undefined) throw new Error("There is a process.");
	const by = { id: "producer", name: "Pat" };
	const before = await standing(database.pool);
	const id = await enterOffline(parts, campaign, offlineDraft({ amount: 100_000 }), by, async () => undefined);
	const presses = Array.from({ length: PRESSES }, (_, at) => (at % 2 === 0 ? presentOffline : undoPresenting));
	await Promise.all(presses.map((press) => press(parts, campaign, { id, by })));
	const { rows } = await database.pool.query(
		"select presented_at is not null as stands from offline_gift where id = $1",
		[id],
	);
	const counts = rows[0]?.stands === true ? 1 : 0;
	expect(await standing(database.pool)).toMatchObject({
		total: before.total + counts * 100_000,
		gifts: before.gifts + counts,
		cash: before.cash + counts * 100_000,
	});
	expect(await ledgerFaults(database.pool)).toEqual([]);
});
