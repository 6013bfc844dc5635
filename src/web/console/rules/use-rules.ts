import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	RuleDraft,
	RuleSuggestion,
	RulesAnswer,
	RulesPreview,
	SaveRulesRequest,
} from "../../contract/staff/rules.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

function useBase() {
	const campaign = useCampaignId();
	return { api: `/api/staff/campaigns/${encodeURIComponent(campaign)}/rules`, campaign };
}

export function useRules() {
	const { api, campaign } = useBase();
	return useQuery({ queryKey: ["campaign", campaign, "rules"], queryFn: () => ask<RulesAnswer>("GET", api) });
}

export function useSuggestions() {
	const { api, campaign } = useBase();
	return useQuery({
		queryKey: ["campaign", campaign, "rules", "suggestions"],
		queryFn: () => ask<{ suggestions: readonly RuleSuggestion[] }>("GET", `${api}/suggestions`),
		staleTime: 60_000,
	});
}

/** What saving these would change; nothing is asked while nothing has changed. */
export function useRulesPreview(version: number, rules: readonly RuleDraft[], isChanged: boolean) {
	const { api, campaign } = useBase();
	return useQuery({
		queryKey: ["campaign", campaign, "rules", "preview", rules],
		queryFn: () => ask<RulesPreview>("POST", `${api}/preview`, { version, rules } satisfies SaveRulesRequest),
		enabled: isChanged,
		placeholderData: keepPreviousData,
		gcTime: 30_000,
	});
}

export function useSaveRules() {
	const { api, campaign } = useBase();
	const queries = useQueryClient();
	return async (request: SaveRulesRequest): Promise<RulesAnswer> => {
		const answer = await ask<RulesAnswer>("PUT", api, request);
		queries.setQueryData(["campaign", campaign, "rules"], answer);
		// The drive and its texts stand by the rules; what is on this page is there already.
		void queries.invalidateQueries({ queryKey: ["campaign", campaign], refetchType: "active" });
		return answer;
	};
}
