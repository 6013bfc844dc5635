import type pg from "pg";
import { perPool } from "../db/per-pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { readStationBoard } from "./station-board.ts";

export type PublicStation = { readonly name: string; readonly total: number };

type Kept = { readonly read: Promise<readonly PublicStation[]>; readonly until: number };
const kept = perPool(() => new Map<string, Kept>());
const KEPT_MS = 4_000;

/** Highest first, as everybody may see it; read every few seconds however many look. */
export function publicStations(pool: pg.Pool, campaignId: string, now: Instant): Promise<readonly PublicStation[]> {
	const boards = kept(pool);
	const known = boards.get(campaignId);
	if (known !== undefined && known.until > performance.now()) return known.read;
	const read = readStationBoard(pool, campaignId, now).then(({ stations, simulcasts }) =>
		[...stations.filter(({ known: isKnown }) => isKnown), ...simulcasts.filter(({ total }) => total > 0)]
			.map(({ name, total }) => ({ name, total }))
			.sort((a, b) => b.total - a.total),
	);
	boards.set(campaignId, { read, until: performance.now() + KEPT_MS });
	read.catch(() => boards.delete(campaignId));
	return read;
}
