import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	CheckedText,
	PlaceTexts,
	RuleTexts,
	TemplatePicture,
	TemplatePlace,
	TemplateRevision,
	TemplatesOverview,
	TemplateVariant,
	WordedPlatform,
} from "../../contract/staff/templates.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

export type WrittenVariant = Pick<TemplateVariant, "source" | "isOn"> & { readonly id: string | null };

function useBase() {
	const campaign = useCampaignId();
	return {
		api: `/api/staff/campaigns/${encodeURIComponent(campaign)}/templates`,
		key: ["campaign", campaign, "templates"],
	};
}

export function useTemplates() {
	const { api, key } = useBase();
	return useQuery({ queryKey: [...key, "overview"], queryFn: () => ask<TemplatesOverview>("GET", api) });
}

export function useRuleTexts(ruleId: string, platform: WordedPlatform) {
	const { api, key } = useBase();
	const search = new URLSearchParams({ ruleId, platform });
	return useQuery({
		queryKey: [...key, "rule", ruleId, platform],
		queryFn: () => ask<RuleTexts>("GET", `${api}/rule?${search}`),
		enabled: ruleId !== "",
	});
}

export function useHistory(place: TemplatePlace, isOpen: boolean) {
	const { api, key } = useBase();
	const { accountId, ...rest } = place;
	const search = new URLSearchParams({ ...rest, ...(accountId !== null && { accountId }) });
	return useQuery({
		queryKey: [...key, "history", String(search)],
		queryFn: () => ask<{ revisions: readonly TemplateRevision[] }>("GET", `${api}/history?${search}`),
		enabled: isOpen,
	});
}

/** What the API says of a text as it stands; the last answer stays until the next one is there. */
export function useCheck(place: TemplatePlace, source: string, variantId: string | null) {
	const { api, key } = useBase();
	return useQuery({
		queryKey: [...key, "check", place, source, variantId],
		queryFn: () => ask<CheckedText>("POST", `${api}/check`, { place, source, variantId }),
		placeholderData: keepPreviousData,
		gcTime: 30_000,
	});
}

export function usePicture({ ruleId, language }: TemplatePlace) {
	const { api, key } = useBase();
	const search = new URLSearchParams({ ruleId, language });
	return useQuery({
		queryKey: [...key, "picture", ruleId, language],
		queryFn: () => ask<TemplatePicture>("GET", `${api}/picture?${search}`),
		staleTime: 60_000,
	});
}

/** Saving and taking back; whatever is shown of the templates is asked for again. */
export function useSaving() {
	const { api, key } = useBase();
	const queries = useQueryClient();
	const again = async <T>(answer: T): Promise<T> => {
		await queries.invalidateQueries({ queryKey: key });
		return answer;
	};
	return {
		save: async (place: TemplatePlace, revision: number, variants: readonly WrittenVariant[] | null) =>
			again(await ask<PlaceTexts>("PUT", `${api}/place`, { place, revision, variants })),
		restore: async (place: TemplatePlace, revision: number, to: number) =>
			again(await ask<PlaceTexts>("POST", `${api}/restore`, { place, revision, to })),
	};
}
