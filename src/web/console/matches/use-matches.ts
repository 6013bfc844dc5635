import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { MatchesView, OfferTrial, SteerRequest, WrittenChange } from "../../contract/staff/matches.ts";
import { ask } from "../ask.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { useCampaignId } from "../use-campaign.ts";

function addressOf(campaignId: string): string {
	return `/api/staff/campaigns/${encodeURIComponent(campaignId)}/matches`;
}

/** Read again whenever somebody has saved the drive, wherever that was. */
export function useMatches() {
	const id = useCampaignId();
	const { state } = useLiveNow();
	const query = useQuery({
		queryKey: ["campaign", id, "matches"],
		queryFn: () => ask<MatchesView>("GET", addressOf(id)),
		refetchInterval: 30_000,
	});
	const edition = state?.campaign.version;
	const { data, refetch } = query;
	useEffect(() => {
		if (edition !== undefined && data !== undefined && edition > data.version) void refetch();
	}, [edition, data, refetch]);
	return query;
}

/** What a change would do in money, asked for once its words have stood still for a moment; nothing is saved. */
export function useTrial(change: WrittenChange | null) {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "matches", "try", JSON.stringify(change)],
		queryFn: () => ask<OfferTrial>("POST", `${addressOf(id)}/try`, { change }),
		enabled: change !== null,
		staleTime: 0,
		gcTime: 0,
		placeholderData: (before: OfferTrial | undefined) => before,
	});
}

export function useSaveOffer() {
	const id = useCampaignId();
	const client = useQueryClient();
	return useMutation({
		mutationFn: (asked: { readonly version: number; readonly change: WrittenChange }) =>
			ask<MatchesView>("POST", addressOf(id), asked),
		onSuccess: (view) => client.setQueryData(["campaign", id, "matches"], view),
	});
}

export function useSteer() {
	const id = useCampaignId();
	const client = useQueryClient();
	return async (change: SteerRequest["change"]) => {
		const view = await ask<MatchesView>("POST", `${addressOf(id)}/steer`, { change });
		client.setQueryData(["campaign", id, "matches"], view);
	};
}
