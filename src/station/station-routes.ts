import { z } from "zod";
import { editCampaign } from "../campaign/edit.ts";
import { loadCampaign } from "../campaign/store.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type Simulcast, simulcastAt, simulcastFault, simulcastName } from "../domain/drive/simulcast.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import type { MoveAnswer } from "../web/contract/staff/stations.ts";
import { giftsMeant, listGifts } from "./find-gifts.ts";
import { moveGifts, undoMove } from "./move-gifts.ts";
import { listMoves } from "./move-store.ts";
import { readStationBoard } from "./station-board.ts";

const STATIONS = "/api/staff/campaigns/:campaign/stations";
const EDIT = "stations.edit";
/** In one request; whoever has more to move asks again. */
const MOST_MOVED = 2_000;

const station = z.string().max(60);
const instant = z.number().int();
const span = z.strictObject({ from: instant, to: instant.nullable(), stationIds: z.array(station).min(2).max(60) });
const filter = z.strictObject({
	station: station.optional(),
	from: instant.optional(),
	to: instant.optional(),
	gifts: z.array(z.string().max(255)).max(500).optional(),
});
const question = z.object({
	station: station.optional(),
	from: z.coerce.number().int().optional(),
	to: z.coerce.number().int().optional(),
	before: z.coerce.number().int().optional(),
});

/** What came through each station; simulcasts; gifts that move from one to another. */
export function stationRoutes(parts: OwnParts): StaffRoute[] {
	return [...boardRoutes(parts), ...simulcastRoutes(parts), ...moveRoutes(parts)];
}

function boardRoutes(parts: OwnParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: STATIONS,
			may: "drive.read",
			says: "What came through each station of a drive, and how that adds up to its total.",
			handle: async (asked) => {
				const { id } = await driveOf(parts, asked);
				return staffJson(await readStationBoard(pool, id, asked.now));
			},
		}),
		staffRoute({
			method: "put",
			path: `${STATIONS}/public`,
			may: EDIT,
			says: "Shows the stations' leader board on the public page, or takes it off.",
			body: z.strictObject({ shown: z.boolean() }),
			handle: async (asked) => {
				const { shown } = asked.body;
				const change = (before: Campaign): Campaign => ({ ...before, page: { ...before.page, showsStations: shown } });
				return save(parts, asked, { version: null, change, what: "Stations on the public page" });
			},
		}),
	];
}

function simulcastRoutes(parts: OwnParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${STATIONS}/join`,
			may: EDIT,
			says: "From now on these stations go out together: gifts without a station belong to all of them.",
			body: z.strictObject({ stationIds: z.array(station).min(2, "Choose at least two stations.").max(60) }),
			handle: async (asked) => {
				const { stationIds } = asked.body;
				const change = (before: Campaign): Campaign => {
					if (stationIds.some((id) => !before.stations.some((one) => one.id === id))) {
						throw new Refusal("invalid", "This drive has no such station. Choose from the list.");
					}
					const running = simulcastAt(before, asked.now);
					if (running !== null) {
						const name = simulcastName(before.stations, running.stationIds);
						throw new Refusal("conflict", `${name} are out together now. Split them first.`);
					}
					const simulcasts = [...(before.simulcasts ?? []), { from: asked.now, to: null, stationIds }];
					return checked({ ...before, simulcasts });
				};
				return save(parts, asked, { version: null, change, what: "Simulcast joined" });
			},
		}),
		staffRoute({
			method: "post",
			path: `${STATIONS}/split`,
			may: EDIT,
			says: "Ends the simulcast that runs now: from this moment each gift goes by its own station.",
			handle: async (asked) => {
				const change = (before: Campaign): Campaign => {
					const running = simulcastAt(before, asked.now);
					if (running === null) throw new Refusal("conflict", "No stations are out together now.");
					const ends = (one: Simulcast) => (one === running ? { ...one, to: Math.max(asked.now, one.from + 1) } : one);
					return { ...before, simulcasts: (before.simulcasts ?? []).map(ends) };
				};
				return save(parts, asked, { version: null, change, what: "Simulcast split" });
			},
		}),
		staffRoute({
			method: "put",
			path: `${STATIONS}/simulcasts`,
			may: EDIT,
			says: "Sets when stations went out together; gifts of those times are counted anew at once.",
			body: z.strictObject({ version: z.number().int(), spans: z.array(span).max(100) }),
			handle: async (asked) => {
				const { version, spans } = asked.body;
				const simulcasts = [...spans].sort((a, b) => a.from - b.from);
				const change = (before: Campaign) => checked({ ...before, simulcasts });
				return save(parts, asked, { version, change, what: "Simulcasts" });
			},
		}),
	];
}

function moveRoutes(parts: OwnParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: `${STATIONS}/gifts`,
			may: EDIT,
			says: "A drive's gifts by the station they came through, newest first.",
			query: question,
			handle: async (asked) => {
				const { before = null, ...meant } = asked.query;
				const { id } = await driveOf(parts, asked);
				// The list follows the ledger where somebody looks at it.
				await readStationBoard(pool, id, asked.now);
				return staffJson(await listGifts(pool, id, meant, before));
			},
		}),
		staffRoute({
			method: "get",
			path: `${STATIONS}/moves`,
			may: EDIT,
			says: "Gifts that were moved from one station to another, newest first.",
			handle: async ({ params }) => staffJson({ moves: await listMoves(pool, params.campaign ?? "") }),
		}),
		moveRoute(parts),
		undoRoute(parts),
	];
}

function moveRoute(parts: OwnParts): StaffRoute {
	const { pool } = parts;
	return staffRoute({
		method: "post",
		path: `${STATIONS}/move`,
		may: EDIT,
		says: "Moves gifts to another station, or to none; every total that names a station follows.",
		body: z.strictObject({ filter, to: station.nullable(), count: z.number().int().min(0) }),
		handle: async (asked) => {
			const campaign = await driveOf(parts, asked);
			const { filter: meant, to, count } = asked.body;
			if (to !== null && !campaign.stations.some(({ id }) => id === to)) {
				throw new Refusal("invalid", "This drive has no such station. Choose one from the list, or none.");
			}
			await readStationBoard(pool, campaign.id, asked.now);
			const there = await listGifts(pool, campaign.id, meant, null);
			if (there.count !== count) {
				throw new Refusal("conflict", `It is ${there.count} gifts by now. Look at them again, then move them.`);
			}
			const ids = await giftsMeant(pool, campaign.id, meant, MOST_MOVED);
			const within = noteOf(asked, "station.gifts-moved", { filter: meant, to, gifts: ids.length });
			const moveId = await moveGifts(parts, campaign, ids, { to, by: asked.staff, within });
			if (moveId === null) throw new Refusal("conflict", "All of these are there already: nothing was moved.");
			return staffJson(await moveAnswer(parts, campaign.id, moveId, Math.max(0, count - ids.length)));
		},
	});
}

function undoRoute(parts: OwnParts): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${STATIONS}/moves/:move/undo`,
		may: EDIT,
		says: "Takes a move back; gifts that were moved on since stay where they are.",
		handle: async (asked) => {
			const campaign = await driveOf(parts, asked);
			const moveId = Number(asked.params.move);
			const within = noteOf(asked, "station.move-undone", { move: moveId });
			const done =
				Number.isSafeInteger(moveId) && (await undoMove(parts, campaign, moveId, { by: asked.staff, within }));
			if (!done) throw new Refusal("conflict", "That was taken back already, or it isn't of this drive.");
			return staffJson(await moveAnswer(parts, campaign.id, moveId, 0));
		},
	});
}

async function moveAnswer({ pool }: OwnParts, campaignId: string, moveId: number, left: number): Promise<MoveAnswer> {
	const [move] = await listMoves(pool, campaignId, moveId);
	if (move === undefined) throw new Refusal("not-found", "There is no such move in this drive.");
	return { move, left };
}

type Asked = Pick<StaffAsked, "params" | "staff" | "now" | "note">;
type Saving = {
	readonly version: number | null;
	readonly change: (before: Campaign) => Campaign;
	readonly what: string;
};

async function save({ pool }: OwnParts, { params, staff, note, now }: Asked, { version, change, what }: Saving) {
	const campaignId = params.campaign ?? "";
	const edited = await editCampaign(pool, {
		...{ campaignId, version, change, saved: { by: { id: staff.id, name: staff.name }, how: "console", what } },
		also: async (client, before, after) => {
			const said = ({ simulcasts = [], page }: Campaign) => ({
				simulcasts,
				showsStations: page.showsStations === true,
			});
			await note({ what: "stations.saved", campaignId, before: said(before), after: said(after) }, client);
		},
	});
	if (edited.kind === "no-such-drive")
		throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	if (edited.kind === "conflict") {
		throw new Refusal("conflict", "Somebody saved the drive meanwhile. Look at it again, then change it.");
	}
	return staffJson(await readStationBoard(pool, campaignId, now));
}

/** @throws Refusal */
function checked(campaign: Campaign): Campaign {
	const fault = simulcastFault(campaign);
	if (fault !== null) throw new Refusal("invalid", fault);
	return campaign;
}

async function driveOf({ pool }: OwnParts, { params }: Pick<Asked, "params">): Promise<Campaign> {
	const campaign = await loadCampaign(pool, params.campaign ?? "");
	if (campaign === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	return campaign;
}

function noteOf({ note, params }: Asked, what: string, after: unknown) {
	return (client: Parameters<typeof note>[1], id: number) =>
		note({ what, campaignId: params.campaign ?? null, subject: String(id), after }, client);
}
