import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { editCampaign } from "../campaign/edit.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { type Simulcast, simulcastAt, simulcastFault, simulcastName } from "../domain/drive/simulcast.ts";
import { instantShape } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import { moveRoutes } from "./move-routes.ts";
import { readStationBoard } from "./station-board.ts";

const STATIONS = "/api/staff/campaigns/:campaign/stations";
const EDIT = "stations.edit";

const station = z.string().max(60);
const span = z.strictObject({
	from: instantShape,
	to: instantShape.nullable(),
	stationIds: z.array(station).min(2).max(60),
});

/** What came through each station; simulcasts; gifts that move from one to another (move-routes.ts). */
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
				const { id } = await driveOfRoute(pool, asked.params);
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
