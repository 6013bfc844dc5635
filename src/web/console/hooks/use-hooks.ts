import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	DeliveryPage,
	DeliveryState,
	HookItem,
	HookList,
	HookTried,
	HookWithSecret,
	HookWritten,
	Replayed,
	ReplayRequest,
} from "../../contract/staff/hooks.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

function useBase(): string {
	return `/api/staff/campaigns/${encodeURIComponent(useCampaignId())}/hooks`;
}

export function useHooks() {
	const base = useBase();
	return useQuery({
		queryKey: ["campaign", useCampaignId(), "hooks"],
		queryFn: () => ask<HookList>("GET", base),
		refetchInterval: 5_000,
	});
}

export function useDeliveries(hookId: string, state: DeliveryState | null) {
	const base = useBase();
	return useInfiniteQuery({
		queryKey: ["campaign", useCampaignId(), "hooks", hookId, state],
		initialPageParam: "",
		queryFn: ({ pageParam }) => {
			const query = new URLSearchParams({
				...(state !== null && { state }),
				...(pageParam !== "" && { before: pageParam }),
			});
			return ask<DeliveryPage>("GET", `${base}/${hookId}/deliveries?${query}`);
		},
		getNextPageParam: (page) => (page.next === null ? undefined : String(page.next)),
		refetchInterval: 5_000,
	});
}

export function useHookDeeds() {
	const base = useBase();
	const campaign = useCampaignId();
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		await queries.invalidateQueries({ queryKey: ["campaign", campaign, "hooks"] });
		return answer;
	};
	return {
		add: (written: HookWritten) => after(ask<HookWithSecret>("POST", base, written)),
		change: (id: string, written: Partial<HookWritten>) => after(ask<HookItem>("PATCH", `${base}/${id}`, written)),
		remove: (id: string) => after(ask<void>("DELETE", `${base}/${id}`)),
		newSecret: (id: string) => after(ask<HookWithSecret>("POST", `${base}/${id}/secret`)),
		test: (id: string) => after(ask<HookTried>("POST", `${base}/${id}/test`)),
		replayOne: (id: string, delivery: number) =>
			after(ask<Replayed>("POST", `${base}/${id}/deliveries/${delivery}/replay`)),
		replay: (id: string, span: ReplayRequest) => after(ask<Replayed>("POST", `${base}/${id}/replay`, span)),
	};
}
