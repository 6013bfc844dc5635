import { useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	GiftFilter,
	MoveAnswer,
	MoveGiftsRequest,
	SaveSimulcastsRequest,
	StationBoard,
	StationGiftList,
	StationMove,
} from "../../contract/staff/stations.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

function usePath(): string {
	return `/api/staff/campaigns/${encodeURIComponent(useCampaignId())}/stations`;
}

export function useStations() {
	const path = usePath();
	return useQuery({
		queryKey: ["campaign", useCampaignId(), "stations"],
		queryFn: () => ask<StationBoard>("GET", path),
		refetchInterval: 5_000,
	});
}

export function useStationGifts(filter: GiftFilter, before: string | null) {
	const path = usePath();
	const { station, from, to } = filter;
	return useQuery({
		queryKey: ["campaign", useCampaignId(), "stations", "gifts", station, from, to, before],
		queryFn: () => {
			const query = new URLSearchParams();
			if (station !== undefined) query.set("station", station);
			if (from !== undefined) query.set("from", String(from));
			if (to !== undefined) query.set("to", String(to));
			if (before !== null) query.set("before", before);
			return ask<StationGiftList>("GET", `${path}/gifts?${query}`);
		},
	});
}

export function useMoves() {
	const path = usePath();
	return useQuery({
		queryKey: ["campaign", useCampaignId(), "stations", "moves"],
		queryFn: () => ask<{ moves: readonly StationMove[] }>("GET", `${path}/moves`),
		select: ({ moves }) => moves,
	});
}

/** What can be done; everything of the stations is read again after each. */
export function useStationDeeds() {
	const id = useCampaignId();
	const path = usePath();
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		try {
			return await work;
		} finally {
			await queries.invalidateQueries({ queryKey: ["campaign", id, "stations"] });
			void queries.invalidateQueries({ queryKey: ["campaign", id], exact: true });
		}
	};
	const post = <T>(deed: string, body?: unknown) => after(ask<T>("POST", `${path}/${deed}`, body));
	return {
		join: (stationIds: readonly string[]) => post<StationBoard>("join", { stationIds }),
		split: () => post<StationBoard>("split"),
		saveSpans: (body: SaveSimulcastsRequest) => after(ask<StationBoard>("PUT", `${path}/simulcasts`, body)),
		show: (shown: boolean) => after(ask<StationBoard>("PUT", `${path}/public`, { shown })),
		move: (body: MoveGiftsRequest) => post<MoveAnswer>("move", body),
		undo: (move: StationMove) => post<MoveAnswer>(`moves/${move.id}/undo`),
	};
}
