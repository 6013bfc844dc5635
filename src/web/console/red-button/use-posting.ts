import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PostingStatus, ResumePreview } from "../../contract/staff/posting.ts";
import { ask } from "../ask.ts";
import { useCampaigns } from "../use-campaign.ts";

/** The drive that the red button stops: the one in the address, else the one that is live. Null: there is none to stop. */
export function useDriveInCharge(campaignId: string) {
	const { data = [] } = useCampaigns();
	return data.find(({ id }) => id === campaignId) ?? data.find(({ state }) => state === "live") ?? null;
}

const addressOf = (id: string) => `/api/staff/campaigns/${encodeURIComponent(id)}/posting`;

export function usePosting(id: string) {
	return useQuery({
		queryKey: ["campaign", id, "posting"],
		queryFn: () => ask<PostingStatus>("GET", addressOf(id)),
		enabled: id !== "",
		// Beside the live stream, for a browser that can't hold one.
		refetchInterval: 10_000,
	});
}

export function useStop(id: string) {
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (reason: string) =>
			ask<PostingStatus>("POST", `${addressOf(id)}/stop`, reason.trim() === "" ? {} : { reason: reason.trim() }),
		onSuccess: (status) => queries.setQueryData(["campaign", id, "posting"], status),
	});
}

export function useResume(id: string) {
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (drop: readonly number[]) => ask<PostingStatus>("POST", `${addressOf(id)}/resume`, { drop }),
		onSuccess: (status) => queries.setQueryData(["campaign", id, "posting"], status),
	});
}

/** What would go out if posting went on, without those that are marked. */
export function useResumePreview(id: string, drop: readonly number[], isOpen: boolean) {
	const named = [...drop].sort((one, other) => one - other).join(",");
	return useQuery({
		queryKey: ["campaign", id, "resume-preview", named],
		queryFn: () => ask<ResumePreview>("GET", `${addressOf(id)}/preview${named === "" ? "" : `?drop=${named}`}`),
		enabled: isOpen,
		placeholderData: (before) => before,
		refetchInterval: 15_000,
		gcTime: 0,
	});
}
