import { useQuery } from "@tanstack/react-query";
import type { StoryItem } from "../../contract/staff/stories.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

export function useStories() {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "stories"],
		queryFn: () => ask<{ stories: readonly StoryItem[] }>("GET", `/api/staff/campaigns/${id}/stories`),
		select: ({ stories }) => stories,
		refetchInterval: 30_000,
	});
}
