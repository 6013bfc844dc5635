import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { idInPath, instantInQuery, instantShape } from "../http/asked-shapes.ts";
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
const filter = z.strictObject({
	station: station.optional(),
	from: instantShape.optional(),
	to: instantShape.optional(),
	gifts: z.array(z.string().max(255)).max(500).optional(),
});
const question = z.object({
	station: station.optional(),
	from: instantInQuery.optional(),
	to: instantInQuery.optional(),
	before: z.coerce.number().int().optional(),
});

/** Gifts by the station they came through, and moving them to another: each move can be taken back. */
export function moveRoutes(parts: OwnParts): StaffRoute[] {
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
				const { id } = await driveOfRoute(parts.pool, asked.params);
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
			const campaign = await driveOfRoute(parts.pool, asked.params);
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
			const campaign = await driveOfRoute(parts.pool, asked.params);
			const moveId = idInPath(asked.params.move);
			const within = noteOf(asked, "station.move-undone", { move: moveId });
			if (!(await undoMove(parts, campaign, moveId, { by: asked.staff, within })))
				throw new Refusal("conflict", "That was taken back already, or it isn't of this drive.");
			return staffJson(await moveAnswer(parts, campaign.id, moveId, 0));
		},
	});
}

async function moveAnswer({ pool }: OwnParts, campaignId: string, moveId: number, left: number): Promise<MoveAnswer> {
	const [move] = await listMoves(pool, campaignId, moveId);
	if (move === undefined) throw new Refusal("not-found", "There is no such move in this drive.");
	return { move, left };
}

function noteOf({ note, params }: Pick<StaffAsked, "note" | "params">, what: string, after: unknown) {
	return (client: Parameters<typeof note>[1], id: number) =>
		note({ what, campaignId: params.campaign ?? null, subject: String(id), after }, client);
}
