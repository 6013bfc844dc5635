import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DonorsAnswer, MergeAnswer, MergeRequest, UnmergeAnswer } from "../../contract/staff/donors.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

const pathOf = (campaignId: string, rest = "") =>
	`/api/staff/campaigns/${encodeURIComponent(campaignId)}/donors${rest}`;

export function useDonors(search: string) {
	const campaignId = useCampaignId();
	return useQuery({
		queryKey: ["donors", campaignId, search],
		queryFn: () => ask<DonorsAnswer>("GET", pathOf(campaignId, `?${new URLSearchParams({ search })}`)),
		placeholderData: keepPreviousData,
	});
}

export function useDonorDeeds() {
	const campaignId = useCampaignId();
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		await queries.invalidateQueries({ queryKey: ["donors", campaignId] });
		return answer;
	};
	return {
		merge: (body: MergeRequest) => after(ask<MergeAnswer>("POST", pathOf(campaignId, "/merge"), body)),
		takeApart: (merge: number) => after(ask<UnmergeAnswer>("POST", pathOf(campaignId, `/merges/${merge}/undo`))),
		countAnew: () => after(ask<UnmergeAnswer>("POST", pathOf(campaignId, "/recount"))),
	};
}
