import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	MonthlyPage,
	PledgeActAnswer,
	PledgeActRequest,
	PledgeAmountRequest,
	PledgeDetail,
	PledgeForesight,
	PledgeIds,
	PledgeLinkRequest,
	PledgesPage,
} from "../../contract/staff/pledges.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

/** As it stands in the page's address; empty: every one. */
export type PledgeFilter = Readonly<
	Record<"show" | "station" | "source" | "operator" | "olderThanDays" | "search", string>
>;
export const FILTER_FIELDS = ["show", "station", "source", "operator", "olderThanDays", "search"] as const;

const pathOf = (campaignId: string, rest = "") =>
	`/api/staff/campaigns/${encodeURIComponent(campaignId)}/pledges${rest}`;

export function filterQuery(filter: PledgeFilter): URLSearchParams {
	return new URLSearchParams(FILTER_FIELDS.flatMap((field) => (filter[field] === "" ? [] : [[field, filter[field]]])));
}

export function callListAddress(campaignId: string, filter: PledgeFilter): string {
	return pathOf(campaignId, `/call-list.csv?${filterQuery(filter)}`);
}

export function usePledges(filter: PledgeFilter) {
	const campaignId = useCampaignId();
	return useInfiniteQuery({
		queryKey: ["pledges", campaignId, "list", filter],
		initialPageParam: "",
		queryFn: ({ pageParam }) => {
			const query = filterQuery(filter);
			if (pageParam !== "") query.set("before", pageParam);
			return ask<PledgesPage>("GET", pathOf(campaignId, `?${query}`));
		},
		getNextPageParam: (page) => page.next ?? undefined,
		placeholderData: keepPreviousData,
		refetchInterval: 20_000,
	});
}

export function usePledge(id: string) {
	const campaignId = useCampaignId();
	return useQuery({
		queryKey: ["pledges", campaignId, "one", id],
		queryFn: () => ask<PledgeDetail>("GET", pathOf(campaignId, `/${encodeURIComponent(id)}`)),
		refetchInterval: 10_000,
	});
}

export function useMonthlyGifts() {
	const campaignId = useCampaignId();
	return useInfiniteQuery({
		queryKey: ["pledges", campaignId, "monthly"],
		initialPageParam: "",
		queryFn: ({ pageParam }) => {
			const query = pageParam === "" ? "" : `?before=${encodeURIComponent(pageParam)}`;
			return ask<MonthlyPage>("GET", `/api/staff/campaigns/${encodeURIComponent(campaignId)}/monthly-gifts${query}`);
		},
		getNextPageParam: (page) => page.next ?? undefined,
		refetchInterval: 30_000,
	});
}

/** What can be done; everything about pledges is read again after each. */
export function usePledgeDeeds() {
	const campaignId = useCampaignId();
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		await queries.invalidateQueries({ queryKey: ["pledges", campaignId] });
		return answer;
	};
	const one = (id: string, rest: string) => pathOf(campaignId, `/${encodeURIComponent(id)}/${rest}`);
	return {
		allIds: (filter: PledgeFilter) => ask<PledgeIds>("GET", pathOf(campaignId, `/ids?${filterQuery(filter)}`)),
		foresee: (body: PledgeActRequest) => ask<PledgeForesight>("POST", pathOf(campaignId, "/foresee"), body),
		act: (body: PledgeActRequest) => after(ask<PledgeActAnswer>("POST", pathOf(campaignId, "/act"), body)),
		changeAmount: (id: string, body: PledgeAmountRequest) => after(ask<PledgeDetail>("POST", one(id, "amount"), body)),
		noteLink: (id: string, body: PledgeLinkRequest) => after(ask<PledgeDetail>("POST", one(id, "link"), body)),
	};
}
