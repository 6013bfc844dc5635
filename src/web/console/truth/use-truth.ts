import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { FreezeAnswer, TruthView } from "../../contract/staff/truth.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

export function truthPath(campaignId: string): string {
	return `/api/staff/campaigns/${encodeURIComponent(campaignId)}/truth`;
}

export function useTruth() {
	const campaignId = useCampaignId();
	return useQuery({
		queryKey: ["campaign", campaignId, "truth"],
		queryFn: () => ask<TruthView>("GET", truthPath(campaignId)),
		refetchInterval: 10_000,
	});
}

export function useFreeze() {
	const campaignId = useCampaignId();
	const queries = useQueryClient();
	return async (deed: "freeze" | "thaw") => {
		await ask<FreezeAnswer>("POST", `${truthPath(campaignId)}/${deed}`);
		await queries.invalidateQueries({ queryKey: ["campaign", campaignId] });
	};
}
