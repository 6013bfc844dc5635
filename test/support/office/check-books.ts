import { expect } from "@jest/globals";
import type { Campaign } from "../../../src/domain/drive/campaign.ts";
import { personsFrom } from "../../../src/domain/gift/donor-identity.ts";
import { readStationBoard } from "../../../src/station/station-board.ts";
import { forgetTruth, readTruth } from "../../../src/truth/read-truth.ts";
import { matchedByHand } from "../matched-by-hand.ts";
import { ledgerFaults } from "../running-api.ts";
import type { Office } from "./house.ts";
import { cash, counted, given, isOne, isOneMonthly, type Line, sumOf } from "./sheet.ts";

/** All that one drive's books say, each by its own way. */
async function booksOf({ database: { pool }, sheet, now }: Office, campaign: Campaign) {
	const { id } = campaign;
	const query = async <T extends object>(sql: string) => (await pool.query<T>(sql, [id])).rows;
	const lineOf = (name: string) => sheet.find(({ names }) => names.includes(name))?.id ?? name;
	const [row] = await query<{ tally: Record<"hours" | "spans" | "matches", Record<string, number>> }>(
		"select tally from campaign_tally where campaign_id = $1",
	);
	forgetTruth(pool, id);
	const truth = await readTruth(pool, id, now());
	const board = await readStationBoard(pool, id, now());
	const gifts = await query<{ id: string; b: { cash: number; counted: number } | null }>(
		"select id, state->'booked'->campaign_id as b from gift where campaign_id = $1",
	);
	const allotted = await query<{ match: string; gift: string; amount: number }>(
		"select match_id as match, gift_id as gift, amount::float8 as amount from match_allocation where campaign_id = $1",
	);
	const announced = await query<{ rule: string; value: number; about: string | null }>(
		"select rule_id as rule, value::float8 as value, about from announcement where campaign_id = $1 order by 1, 2",
	);
	const byMatch = await query<{ id: string; sum: number }>(
		"select match_id as id, sum(counted)::float8 as sum from ledger_entry where campaign_id = $1 and match_id is not null group by 1",
	);
	const [highest] = await query<{ m: number }>(
		"select coalesce(max(total_after), 0)::float8 as m from ledger_entry where campaign_id = $1",
	);
	return {
		...{ truth, board, announced, highest: highest?.m ?? 0 },
		tally: { hours: {}, spans: {}, matches: {}, ...row?.tally },
		gifts: Object.fromEntries(
			gifts
				.filter(({ b }) => b && (b.cash !== 0 || b.counted !== 0))
				.map(({ id, b }) => [lineOf(id), [b?.cash, b?.counted]]),
		),
		allotted: Object.fromEntries(
			allotted.map(({ match, gift, amount }) => [`${match} ${gift && lineOf(gift)}`, amount]),
		),
		byMatch: Object.fromEntries(byMatch.filter(({ sum }) => sum !== 0).map(({ id, sum }) => [id, sum])),
	};
}

async function donorsByHand(
	{ database: { pool } }: Office,
	lines: readonly Line[],
	campaign: Campaign,
): Promise<number> {
	const { rows } = await pool.query<{ a: string; b: string }>(
		"select kept_key as a, merged_key as b from donor_merge where undone_at is null and campaign_id = $1",
		[campaign.id],
	);
	const persons = personsFrom(rows.map(({ a, b }) => [a, b] as const));
	return new Set(
		lines
			.filter((line) => isOne(line, campaign))
			.flatMap(({ donor }) => (donor === null ? [] : [persons.get(donor) ?? donor])),
	).size;
}

/** Every number of this drive against the sheet; and that nothing moves when it is all reckoned again. */
export async function checkBooks(office: Office, campaignId: string): Promise<void> {
	const { database, sheet } = office;
	const campaign = await office.drive(campaignId);
	const lines = sheet.filter(({ drive }) => drive === campaignId);
	const books = await booksOf(office, campaign);
	const worth = new Map(lines.map((line) => [line.id, counted(line, campaign)]));
	const asGifts = lines
		.filter(({ isMatched }) => isMatched)
		.map((line) => ({ ...line, counted: worth.get(line.id) ?? 0, given: given(line, campaign) }));
	const matched = matchedByHand(campaign.matches ?? [], asGifts);
	const total = sumOf([...worth.values()]) + sumOf(matched.map(({ amount }) => amount));
	expect(await ledgerFaults(database.pool)).toEqual([]);
	const nonzero = lines
		.map((line) => [line.id, [cash(line), worth.get(line.id) ?? 0]] as const)
		.filter(([, [a, b]]) => a !== 0 || b !== 0);
	expect(books.gifts).toEqual(Object.fromEntries(nonzero));
	expect(books.allotted).toEqual(
		Object.fromEntries(matched.map(({ match, gift, amount }) => [`${match} ${gift}`, amount])),
	);
	expect({ ...books.tally, hours: sumOf(Object.values(books.tally.hours)) }).toMatchObject({
		...{ total, cash: sumOf(lines.map(cash)) },
		...(!office.done.includes("close") && { hours: total }),
		gifts: lines.filter((line) => isOne(line, campaign)).length,
		monthly: lines.filter((line) => isOneMonthly(line, campaign)).length,
		donors: await donorsByHand(office, lines, campaign),
	});
	for (const [id, sum] of Object.entries(books.byMatch)) expect([id, books.tally.matches[id]]).toEqual([id, sum]);
	for (const { id, from, to, isOff } of campaign.powerHours ?? []) {
		const isIn = ({ at }: { at: number }) => at >= from && at < to;
		const sum =
			sumOf(lines.filter(isIn).map((line) => worth.get(line.id) ?? 0)) +
			sumOf(matched.filter(isIn).map(({ amount }) => amount));
		if (!isOff) expect([id, books.tally.spans[id] ?? 0]).toEqual([id, sum]);
	}
	expect([books.truth?.sum, books.truth?.total]).toEqual([total, total]);
	expect(books.truth?.lines.filter(({ amount }) => amount < 0)).toEqual([]);
	checkStations(books.board, campaign, lines, worth);
	expect(new Set(books.announced.map((one) => JSON.stringify(one))).size).toBe(books.announced.length);
	expect(books.announced.filter(({ rule, value }) => rule === "every" && value > books.highest)).toEqual([]);
}

function checkStations(
	board: Awaited<ReturnType<typeof readStationBoard>>,
	campaign: Campaign,
	lines: readonly Line[],
	worth: ReadonlyMap<string, number>,
): void {
	const isTogether = ({ at }: Line) =>
		(campaign.simulcasts ?? []).some(({ from, to }) => at >= from && (to === null || at < to));
	const sum = (some: readonly Line[]) => sumOf(some.map(({ id }) => worth.get(id) ?? 0));
	const none = lines.filter(({ station }) => station === null);
	const byHand = {
		...Object.fromEntries(campaign.stations.map(({ id }) => [id, sum(lines.filter(({ station }) => station === id))])),
		together: sum(none.filter(isTogether)),
		none: sum(none.filter((line) => !isTogether(line))),
	};
	expect({
		...Object.fromEntries(board.stations.map(({ id, total }) => [id, total])),
		together: sumOf(board.simulcasts.map(({ total }) => total)),
		none: board.none.total,
	}).toEqual(byHand);
	expect(sumOf(Object.values(byHand)) + board.matched).toBe(board.grand.total);
}

/** All that moves when a set-up is saved again or the clock has the books follow. */
export async function standing({ database: { pool } }: Office) {
	const all = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows;
	return {
		tallies: await all("select campaign_id, tally - 'progress' - 'unlocked' as tally from campaign_tally order by 1"),
		allotted: await all("select campaign_id, match_id, gift_id, amount, at from match_allocation order by 1, 2, 3"),
		basis: await all(
			"select campaign_id, gift_id, at, counted, given, station_id, donor_key from match_basis order by 1, 2",
		),
		donors: await all("select campaign_id, donor_key from donor order by 1, 2"),
	};
}
