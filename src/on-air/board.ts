import type { Pool } from "pg";
import { perPool } from "../db/per-pool.ts";
import { inTransaction } from "../db/pool.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { ShowSlot } from "../domain/drive/campaign-show.ts";
import { runningOrder } from "../domain/drive/on-air-show.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { UNDO_WITHIN } from "../domain/screen/thanks.ts";
import type { Log } from "../log.ts";
import type { Board, BoardSlot, ScreenLinkView } from "../web/contract/board.ts";
import { type BoardHead, boardChanged, lockBoard, readBoardHead } from "./board-state.ts";
import { evergreenTexts } from "./evergreen.ts";
import { readMoment } from "./figures-now.ts";
import { followLedger } from "./follow-ledger.ts";
import { readPresentations } from "./presentations.ts";
import { plain, readSayNow } from "./say-now.ts";
import type { ScreenLink } from "./screen-link.ts";
import { groupOf, readSimulcastSums, type SimulcastSum } from "./simulcast-sums.ts";
import { addCounts, readStationFigures, readTowns, type StationFigures } from "./thank-figures.ts";
import { giveBack, type ListQuery, readOpenThanks, readThankedLately } from "./thank-list.ts";
import { type ListedThank, type ListSetting, seenBy } from "./thank-rows.ts";
import { lastDeed } from "./thank-store.ts";

export type BoardParts = { readonly pool: Pool; readonly log: Log };
export type BoardQuestion = ListQuery & { readonly readerId: string | null };

type List = {
	readonly open: readonly ListedThank[];
	readonly lately: readonly ListedThank[];
	readonly figures: readonly StationFigures[];
	readonly simulcasts: readonly SimulcastSum[];
	readonly towns: Board["towns"];
};

const NO_LIST: List = { open: [], lately: [], figures: [], simulcasts: [], towns: [] };

/** The board as this link and this reader see it. */
export async function readBoard(
	{ pool, log }: BoardParts,
	link: ScreenLink,
	question: BoardQuestion,
	now: Instant,
): Promise<Board> {
	const head = await currentHead(pool, link.campaignId, now);
	const { campaign } = head;
	const setting = settingOf(head);
	const isForStudio = seesEverything(link);
	const [list, sayNow, moment, undo, toPresent] = await Promise.all([
		isForStudio ? readList(pool, setting, head, question) : NO_LIST,
		isForStudio ? readSayNow(pool, campaign.id, now) : null,
		readMoment(pool, campaign, now),
		isForStudio && question.readerId !== null
			? lastDeed(pool, campaign.id, question.readerId, now - UNDO_WITHIN)
			: null,
		readPresentations(pool, campaign, link, question.readerId, now),
	]);
	const order = runningOrder(campaign.show, now);
	const claims = list.open.flatMap(({ thank }) => (thank.state === "claimed" ? [thank.until] : []));
	const asked = question.station === null ? list.figures : list.figures.filter(isOf(question.station));
	return {
		version: head.version,
		seq: head.seq,
		now,
		askAgainAt: soonest([...claims, sayNow?.expiresAt, order.until]),
		campaign: {
			slug: campaign.slug,
			language: setting.language,
			currency: campaign.currency,
			timeZone: campaign.timeZone,
			bigGift: setting.bigGift,
		},
		link: linkView(link, head),
		rows: list.open.map((one) => seenBy(one, question.readerId)),
		lately: list.lately.map((one) => seenBy(one, question.readerId)),
		counts: addCounts(asked),
		towns: list.towns,
		undo: undo?.deed ?? null,
		sayNow: sayNow && plain(sayNow),
		slots: { now: order.now.map(slotView(link)), next: order.next.map(slotView(link)) },
		evergreen: isForStudio ? evergreenTexts(campaign, moment, log) : [],
		stationTotal: isForStudio ? stationTotal(link, head, list, now) : null,
		...toPresent,
	};
}

/** Lobby and overlay are public places: see the contract. */
export function seesEverything({ layout }: ScreenLink): boolean {
	return layout === "studio" || layout === "phone-room";
}

/** As of now: the ledger followed, and claims that ran out given back, which every screen is told. */
export async function currentHead(pool: Pool, campaignId: string, now: Instant): Promise<BoardHead> {
	const head = await readBoardHead(pool, campaignId, now);
	if (!head.hasExpired && head.seq >= head.ledgerSeq) return head;
	await followLedger(pool, campaignId, head.campaign.languages[0]);
	if (head.hasExpired) {
		await inTransaction(pool, async (client) => {
			await lockBoard(client, campaignId);
			if ((await giveBack(client, campaignId, now)) > 0) await boardChanged(client, campaignId);
		});
	}
	return readBoardHead(pool, campaignId, now);
}

export function settingOf({ campaign }: Pick<BoardHead, "campaign">): ListSetting {
	const { id, currency, languages, show } = campaign;
	return { campaignId: id, currency, language: languages[0], bigGift: show.bigGift };
}

type KeptList = { readonly key: string; readonly read: Promise<List>; readonly until: number };
const keptLists = perPool(() => new Map<string, KeptList>());
const MOST_KEPT = 64;
/** Nothing of a list can change while board, ledger and campaign stay as they are; this is for what nobody thought of. */
const KEPT_MS = 2_000;

/** Every screen of a campaign asks at the same moment, when the board has changed: one reading serves those of this process. */
function readList(pool: Pool, setting: ListSetting, head: BoardHead, query: ListQuery): Promise<List> {
	const kept = keptLists(pool);
	const place = JSON.stringify([setting.campaignId, query.filter, query.town, query.station]);
	const key = JSON.stringify([head.version, head.seq, head.edition]);
	const known = kept.get(place);
	if (known?.key === key && known.until > performance.now()) return known.read;
	const read = readListNow(pool, setting, head.campaign, query);
	kept.delete(place);
	kept.set(place, { key, read, until: performance.now() + KEPT_MS });
	if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0] ?? "");
	read.catch(() => kept.delete(place));
	return read;
}

async function readListNow(pool: Pool, setting: ListSetting, campaign: Campaign, query: ListQuery): Promise<List> {
	const [open, lately, figures, simulcasts, towns] = await Promise.all([
		readOpenThanks(pool, setting, query),
		readThankedLately(pool, setting, query),
		readStationFigures(pool, setting),
		readSimulcastSums(pool, campaign),
		readTowns(pool, setting.campaignId, query.station),
	]);
	return { open, lately, figures, simulcasts, towns };
}

function isOf(station: string | null): (figures: StationFigures) => boolean {
	return (figures) => figures.station === station;
}

function stationTotal(link: ScreenLink, head: BoardHead, list: List, now: Instant): Board["stationTotal"] {
	const { station } = linkView(link, head);
	if (station === null) return null;
	const own = list.figures.find(isOf(station.id));
	const group = groupOf(head.campaign, list.simulcasts, station.id, now);
	return {
		...{ ...station, total: own?.total ?? 0, gifts: own?.gifts ?? 0 },
		simulcast: group && { name: group.name, total: group.total, gifts: group.gifts, isNow: group.isNow },
	};
}

export function linkView(
	{ label, layout, role, stationId }: ScreenLink,
	{ campaign }: Pick<BoardHead, "campaign">,
): ScreenLinkView {
	const station = campaign.stations.find(({ id }) => id === stationId) ?? null;
	return { label, layout, role, station: station && { id: station.id, name: station.name } };
}

/** What is said about a slot is for the host; a screen that everybody sees has its title. Never a story's authorisation. */
export function slotView(link: ScreenLink): (slot: ShowSlot) => BoardSlot {
	return ({ id, kind, from, to, title, say }) => ({ id, kind, from, to, title, say: seesEverything(link) ? say : "" });
}

function soonest(instants: readonly (Instant | null | undefined)[]): Instant | null {
	const known = instants.filter((at) => typeof at === "number");
	return known.length === 0 ? null : Math.min(...known);
}
