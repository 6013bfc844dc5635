import { mergeDonors, undoMerge } from "../../../src/donor/merge-donors.ts";
import { correctOffline } from "../../../src/offline/correct-offline.ts";
import { enterOffline } from "../../../src/offline/enter-offline.ts";
import { donorKeyOfName } from "../../../src/offline/offline-facts.ts";
import { presentOffline, undoPresenting } from "../../../src/offline/present-offline.ts";
import { placeGift } from "../../../src/staff/unplaced-place.ts";
import { moveGifts, undoMove } from "../../../src/station/move-gifts.ts";
import { readStationBoard } from "../../../src/station/station-board.ts";
import { offlineDraft } from "../offline.ts";
import { type Cheque, type Office, STAFF } from "./house.ts";
import { aLine, type Line } from "./sheet.ts";

const within = async () => {};
const note = async () => {};

/** What the office does with money of its own and with what others gave; the second press of a button included. */
export const OFFICE_DEEDS = {
	enterCheque,
	enterCheque2: enterCheque,
	present,
	present2: present,
	takeBack,
	correct,
	moveStation,
	moveBack,
	merge,
	merge2: merge,
	unmerge,
	place,
};

async function enterCheque({ sheet, cheques, tick, desk, drive, below, pick, random }: Office): Promise<void> {
	const at = tick();
	const kind = pick(["cheque", "cheque", "cash", "sponsor", "opening-balance"] as const) ?? "cheque";
	const paysMatch = kind === "sponsor" && random() < 0.4 ? "first" : null;
	const [embargoed, amount, giver] = [random() < 0.5, 1_000 + below(30_000), `Bank ${below(3)}`];
	const stationId = random() < 0.3 ? "wkid" : null;
	const draft = offlineDraft({ kind, amount, embargoed, paysMatch, stationId, givenBy: giver });
	const campaign = await drive("a");
	const press = () => enterOffline(desk(at), campaign, draft, STAFF, within);
	const [id] = await Promise.all(random() < 0.4 ? [press(), press()] : [press()]);
	const waits: Cheque = { id: id ?? "", embargoed, amount, presentations: 0, kind, paysMatch, stationId, giver };
	cheques.push(waits);
	if (!embargoed) countCheque(sheet, waits, at);
}

function countCheque(sheet: Line[], cheque: Cheque, at: number): void {
	cheque.presentations += 1;
	const name = cheque.presentations > 1 ? `${cheque.id}-${cheque.presentations}` : cheque.id;
	const isNamed = cheque.kind === "cheque" || cheque.kind === "sponsor";
	cheque.line = aLine({
		...{
			id: `${sheet.length}`,
			names: [name],
			at,
			station: cheque.stationId,
			paid: [{ amount: cheque.amount, gone: 0 }],
		},
		donor: isNamed ? donorKeyOfName(cheque.giver) : null,
		isMatched: cheque.kind === "cheque" || cheque.kind === "cash",
		isGift: cheque.kind !== "opening-balance",
		isUncounted: cheque.paysMatch !== null,
	});
	sheet.push(cheque.line);
}

/** By two people at once, now and then. */
async function present({ sheet, cheques, tick, desk, drive, pick, random }: Office): Promise<void> {
	const cheque = pick(cheques.filter((one) => one.embargoed && one.line === undefined && one.amount > 0));
	if (cheque === undefined) return;
	const [at, campaign] = [tick(), await drive("a")];
	const press = (by: string) => presentOffline(desk(at), campaign, { id: cheque.id, by: { ...STAFF, id: by } });
	const done = await Promise.all(random() < 0.5 ? [press("staff"), press("staff")] : [press("staff")]);
	if (done.some((one) => one.done)) countCheque(sheet, cheque, at);
}

async function takeBack({ cheques, tick, desk, drive, pick }: Office): Promise<void> {
	const cheque = pick(cheques.filter((one) => one.embargoed && one.line !== undefined));
	if (cheque?.line === undefined) return;
	const [at, campaign] = [tick(), await drive("a")];
	const press = () => undoPresenting(desk(at), campaign, { id: cheque.id, by: STAFF });
	const done = await Promise.all([press(), press()]);
	if (!done.some((one) => one.done)) return;
	cheque.line.paid.splice(0);
	delete cheque.line;
}

async function correct({ cheques, tick, desk, drive, below, pick, random }: Office): Promise<void> {
	const cheque = pick(cheques.filter(({ amount }) => amount > 0));
	if (cheque === undefined) return;
	const [at, campaign] = [tick(), await drive("a")];
	const to = random() < 0.25 ? 0 : 1_000 + below(20_000);
	const press = () =>
		correctOffline(
			desk(at),
			campaign,
			cheque.id,
			{ from: cheque.amount, to, reason: "It said so." },
			{ by: STAFF, within },
		);
	const done = await Promise.all([press(), press()]);
	if (!done.some(({ kind }) => kind === "corrected")) return;
	cheque.amount = to;
	const [paid] = cheque.line?.paid ?? [];
	if (paid !== undefined) paid.amount = to;
	if (to === 0) cheque.line?.paid.splice(0);
}

async function idsOf({ database }: Office, campaignId: string): Promise<string[]> {
	const { rows } = await database.pool.query<{ id: string }>("select id from gift where campaign_id = $1 order by id", [
		campaignId,
	]);
	return rows.map(({ id }) => id);
}

async function movedBy({ database }: Office, move: number): Promise<{ id: string; before: string | null }[]> {
	const { rows } = await database.pool.query<{ id: string; before: string | null }>(
		"select gift_id as id, before_station as before from station_move_gift where move_id = $1",
		[move],
	);
	return rows;
}

const lineOf = (sheet: readonly Line[], name: string) => sheet.find(({ names }) => names.includes(name));

async function moveStation(office: Office): Promise<void> {
	const { sheet, tick, desk, drive, pick, random, moves } = office;
	const ids = (await idsOf(office, "a")).filter(() => random() < 0.3);
	const [at, campaign, to] = [tick(), await drive("a"), pick(["wkid", "wnbr", null]) ?? null];
	await readStationBoard(desk(at).pool, "a", at);
	const press = () => moveGifts(desk(at), campaign, ids, { to, by: STAFF, within });
	const done = await Promise.all(random() < 0.4 ? [press(), press()] : [press()]);
	for (const move of done.filter((one) => one !== null)) {
		for (const { id } of await movedBy(office, move)) {
			const line = lineOf(sheet, id);
			if (line !== undefined) line.station = to;
		}
		moves.set(move, to ?? "");
	}
}

async function moveBack(office: Office): Promise<void> {
	const { sheet, tick, desk, drive, pick, moves } = office;
	const move = pick([...moves.keys()]);
	if (move === undefined) return;
	const [at, campaign, to] = [tick(), await drive("a"), moves.get(move) ?? ""];
	const there = new Set(await idsOf(office, "a"));
	const press = () => undoMove(desk(at), campaign, move, { by: STAFF, within });
	await Promise.all([press(), press()]);
	moves.delete(move);
	for (const { id, before } of await movedBy(office, move)) {
		const line = lineOf(sheet, id);
		const isThere = line?.names.some((name) => there.has(name)) ?? false;
		if (line !== undefined && isThere && (line.station ?? "") === to) line.station = before;
	}
}

async function merge({ tick, desk, pick, random }: Office): Promise<void> {
	const { pool } = desk();
	const { rows } = await pool.query<{ key: string }>(
		"select donor_key as key from donor where campaign_id = 'a' order by 1",
	);
	const [kept, ...merged] = [0, 0, 0]
		.slice(0, random() < 0.3 ? 3 : 2)
		.flatMap(() => pick(rows.map(({ key }) => key)) ?? []);
	if (kept === undefined || merged.length === 0) return;
	const press = () => mergeDonors(desk().pool, { campaignId: "a", kept, merged, by: STAFF }, tick(), note);
	await Promise.all(random() < 0.4 ? [press(), press()] : [press()]);
}

async function unmerge({ database, tick, desk, pick }: Office): Promise<void> {
	const { rows } = await database.pool.query<{ id: number }>(
		"select id from donor_merge where undone_at is null order by id",
	);
	const id = pick(rows)?.id;
	if (id === undefined) return;
	const press = () => undoMerge(desk().pool, { campaignId: "a", id, by: STAFF }, tick(), note);
	await Promise.all([press(), press()]);
}

/** Counts a gift that names no drive we know where staff say it belongs; two of them at once. */
async function place(office: Office): Promise<void> {
	const { database, sheet, tick, desk, drive, pick } = office;
	const { rows } = await database.pool.query<{ id: string }>(
		"select id from gift where unplaced_reason = 'unknown-campaign' and state->>'payments' like '%paid%' order by id",
	);
	const id = pick(rows)?.id ?? "";
	const line = lineOf(sheet, id);
	if (line === undefined) return;
	const [at, campaign] = [tick(), await drive(pick(["a", "b"]) ?? "a")];
	const press = () => placeGift(desk(at), campaign, id, note);
	const done = await Promise.all([press(), press()]);
	if (done.some(({ placed }) => placed)) Object.assign(line, { drive: campaign.id, isPlaced: true });
}
