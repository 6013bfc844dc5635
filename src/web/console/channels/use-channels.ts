import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChannelsView } from "../../contract/staff/channels.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

export function useChannelsPath(): string {
	return `/api/staff/campaigns/${encodeURIComponent(useCampaignId())}/channels`;
}

export function useChannels() {
	const path = useChannelsPath();
	return useQuery({
		queryKey: ["campaign", useCampaignId(), "channels"],
		queryFn: () => ask<ChannelsView>("GET", path),
		refetchInterval: 20_000,
	});
}

/** Asks for the channels again, after something was done to one. */
export function useReadAgain(): () => Promise<void> {
	const queries = useQueryClient();
	const id = useCampaignId();
	return () => queries.invalidateQueries({ queryKey: ["campaign", id, "channels"] });
}
