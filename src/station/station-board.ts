import type pg from "pg";
import { emptyTally, type Tally } from "../domain/counting/tally.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { currentHead } from "../on-air/board.ts";
import { readSimulcastSums } from "../on-air/simulcast-sums.ts";
import type { StationBoard, StationRow } from "../web/contract/staff/stations.ts";

type SumRow = { readonly station: string; readonly total: number; readonly gifts: number };

/** Everybody's figures at one moment of the ledger: between two questions a gift could come in, and nothing would add up. */
const ONE_MOMENT = "begin transaction isolation level repeatable read read only";

/** What came through each station, and how that adds up to the total. */
export async function readStationBoard(pool: pg.Pool, campaignId: string, now: Instant): Promise<StationBoard> {
	for (let tries = 1; ; tries += 1) {
		const { campaign, edition } = await currentHead(pool, campaignId, now);
		const client = await pool.connect();
		try {
			await client.query(ONE_MOMENT);
			const { board, isBehind } = await readIn(client, campaign, edition, now);
			if (!isBehind || tries === MOST_TRIES) return board;
		} finally {
			await client.query("rollback").finally(() => client.release());
		}
	}
}

/** Gifts come in faster than the list follows for a moment; then the rows are of a moment ago. */
const MOST_TRIES = 4;

async function readIn(client: pg.PoolClient, campaign: Campaign, version: number, now: Instant) {
	const { rows: sums } = await client.query<SumRow>(
		`select station_id as station, sum(total)::bigint as total, sum(gifts)::bigint as gifts
		 from thank_sum where campaign_id = $1 group by station_id`,
		[campaign.id],
	);
	const { rows: tallies } = await client.query<{ tally: Partial<Tally>; isBehind: boolean }>(
		`select t.tally, coalesce(b.seq, 0) < t.seq as "isBehind" from campaign_tally t
		 left join board b on b.campaign_id = t.campaign_id where t.campaign_id = $1`,
		[campaign.id],
	);
	const simulcasts = await readSimulcastSums(client, campaign);
	const tally: Tally = { ...emptyTally(), ...tallies[0]?.tally };
	const stationless = sums.find(({ station }) => station === "") ?? { total: 0, gifts: 0 };
	const together = simulcasts.reduce(
		(sum, group) => ({ total: sum.total + group.total, gifts: sum.gifts + group.gifts }),
		{ total: 0, gifts: 0 },
	);
	const none = { total: stationless.total - together.total, gifts: stationless.gifts - together.gifts };
	const stations = rowsOf(campaign, sums);
	const matched = Object.values(tally.matches).reduce((sum, amount) => sum + amount, 0);
	const board: StationBoard = {
		...{ stations, simulcasts, none, matched, version, now },
		grand: { total: tally.total, gifts: tally.gifts },
		spans: campaign.simulcasts ?? [],
		isShownToPublic: campaign.page.showsStations === true,
	};
	return { board, isBehind: tallies[0]?.isBehind === true };
}

/** Every station of the drive, also without a gift, and those that only gifts know. */
function rowsOf({ stations }: Campaign, sums: readonly SumRow[]): StationRow[] {
	const rows = stations.map(({ id, name, phone, code }): StationRow => {
		const { total = 0, gifts = 0 } = sums.find(({ station }) => station === id) ?? {};
		return { id, name, phone: phone ?? null, code: code ?? null, total, gifts, known: true };
	});
	const others = sums
		.filter(
			({ station, total, gifts }) =>
				station !== "" && !stations.some(({ id }) => id === station) && (total !== 0 || gifts !== 0),
		)
		.map(({ station, total, gifts }): StationRow => {
			return { id: station, name: station, phone: null, code: null, total, gifts, known: false };
		});
	return [...rows, ...others].sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}
