import { type CampaignDirectory, openCampaignDirectory } from "../../../src/campaign/directory.ts";
import { editCampaign } from "../../../src/campaign/edit.ts";
import { loadCampaign } from "../../../src/campaign/store.ts";
import { openPool } from "../../../src/db/pool.ts";
import type { Campaign } from "../../../src/domain/drive/campaign.ts";
import type { GiftFact, GiftHappening } from "../../../src/domain/gift/gift-fact.ts";
import { type OwnParts, recordOwn } from "../../../src/ledger/record-own.ts";
import { followSetups } from "../../../src/match/follow-setup.ts";
import { rematch } from "../../../src/match/rematch.ts";
import type { TestDatabase } from "../database.ts";
import type { Line } from "./sheet.ts";

export const STAFF = { id: "staff", name: "Erin" };
export const SAVED = { by: null, how: "console" as const, what: "-" };

/** A cheque as the office has it; `line`: where it is counted now. */
export type Cheque = {
	readonly id: string;
	readonly embargoed: boolean;
	readonly kind: string;
	readonly paysMatch: string | null;
	readonly stationId: string | null;
	readonly giver: string;
	amount: number;
	presentations: number;
	line?: Line;
};

/** An office of two processes on one database, its clock, and the pencil's sheet beside it. */
export type Office = ReturnType<typeof openOffice>;

export function openOffice(database: TestDatabase, random: () => number, start: number) {
	const other = openPool(database.url, { applicationName: "another process" });
	const pools = [database.pool, other] as const;
	const directories = pools.map((pool): CampaignDirectory => openCampaignDirectory(pool));
	const sheet: Line[] = [];
	/** Told by Stripe, and on its way. */
	const underway: GiftFact[] = [];
	let clock = start;
	let turn = 0;

	/** The next moment; no two things happen at the same. */
	const tick = () => {
		clock += 1_000 + Math.floor(random() * 60_000);
		return clock;
	};
	const below = (most: number) => Math.floor(random() * most);
	const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];
	/** One process or the other, at this moment. */
	const desk = (at = clock): OwnParts => {
		turn += 1;
		const [pool, directory] = [pools[turn % 2], directories[turn % 2]];
		if (pool === undefined || directory === undefined) throw new Error("Two desks are open.");
		return { pool, directory, dispatch: () => undefined, now: () => at };
	};
	const take = (facts: readonly GiftFact[]) => recordOwn(desk(), (_, record) => record(facts));
	const tell = (happening: GiftHappening, at: number, more: Partial<GiftFact>) => {
		const usual = { livemode: false, currency: "usd", refs: {}, placement: {} };
		turn += 1;
		underway.push({ ...usual, sourceId: `evt_${turn}_${at}`, at, happening, ...more });
	};
	/** Some of what is under way comes, in any order, some of it twice and some at once. */
	const deliver = async (isAll: boolean) => {
		const due = underway.splice(0).sort(() => random() - 0.5);
		const now = isAll ? due : due.filter(({ happening }) => happening.type === "pledged" || random() < 0.6);
		underway.push(...due.filter((fact) => !now.includes(fact)));
		// A promise is on the ledger before anybody can pay it.
		const isPledge = ({ happening }: GiftFact) => happening.type === "pledged";
		const twice = now.flatMap((fact) => (random() < 0.25 ? [fact, fact] : [fact]));
		for (const part of [twice.filter(isPledge), twice.filter((fact) => !isPledge(fact))]) {
			while (part.length > 0) {
				await Promise.all(
					[part.splice(0, 1 + below(4)), part.splice(0, 1 + below(4))].filter((one) => one.length).map(take),
				);
			}
		}
	};
	const edit = (campaignId: string, change: (before: Campaign) => Campaign) =>
		editCampaign(desk().pool, {
			...{ campaignId, version: null, change, saved: SAVED },
			also: async (client, _, after) => void (await rematch(client, after, clock)),
		});
	const follow = () => followSetups({ pool: pools[0], directory: openCampaignDirectory(pools[0]) }, clock);
	const drive = async (id: string): Promise<Campaign> => {
		const found = await loadCampaign(pools[0], id);
		if (found === null) throw new Error(`There is no drive ${id}.`);
		return found;
	};
	const close = () => other.end();
	const now = () => clock;
	const cheques: Cheque[] = [];
	/** Moves of gifts between stations that can be taken back, and where to they went. */
	const moves = new Map<number, string>();
	/** The deeds done, in order. */
	const done: string[] = [];
	/** Imports that were taken, with what came of them. */
	const files = new Map<string, readonly Line[]>();
	return {
		...{
			database,
			sheet,
			cheques,
			moves,
			files,
			start,
			done,
			random,
			below,
			pick,
			tick,
			now,
			desk,
			tell,
			deliver,
			edit,
			follow,
			drive,
			close,
		},
	};
}
