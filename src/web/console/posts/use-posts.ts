import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { PostDeed } from "../../../domain/post/post-deed.ts";
import type { PostDeedRequest, PostDetail, PostListItem, PostPage, PostSummary } from "../../contract/staff/posts.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

/** As the address of the page holds it, so that a filtered log can be sent to somebody. */
export type LogFilter = Readonly<Partial<Record<"group" | "account" | "rule" | "from" | "to" | "text", string>>>;

const addressOf = (campaignId: string) => `/api/staff/campaigns/${encodeURIComponent(campaignId)}/posts`;

export function queryOf(filter: LogFilter): string {
	const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== "");
	return new URLSearchParams(given as [string, string][]).toString();
}

export function usePostLog(filter: LogFilter) {
	const id = useCampaignId();
	return useInfiniteQuery({
		queryKey: ["campaign", id, "posts", "list", filter],
		queryFn: ({ pageParam }) => {
			const before = pageParam === null ? "" : `&before=${pageParam}`;
			return ask<PostPage>("GET", `${addressOf(id)}?${queryOf(filter)}${before}`);
		},
		initialPageParam: null as number | null,
		getNextPageParam: ({ next }) => next,
	});
}

export function usePostSummary() {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "posts", "summary"],
		queryFn: () => ask<PostSummary>("GET", `${addressOf(id)}/summary`),
	});
}

export function usePost(postId: string) {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "posts", "one", postId],
		queryFn: () => ask<PostDetail>("GET", `${addressOf(id)}/${encodeURIComponent(postId)}`),
	});
}

export function useDeed(post: Pick<PostListItem, "id" | "state" | "tries">) {
	const id = useCampaignId();
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (deed: { readonly do: PostDeed; readonly link?: string }) => {
			const body: PostDeedRequest = { ...deed, seen: { state: post.state, tries: post.tries } };
			return ask<PostDetail>("POST", `${addressOf(id)}/${post.id}/deeds`, body);
		},
		// Refused or done: what stands there now is worth seeing.
		onSettled: () => queries.invalidateQueries({ queryKey: ["campaign", id, "posts"] }),
	});
}

export function exportAddress(campaignId: string, filter: LogFilter, as: "csv" | "json"): string {
	const query = queryOf(filter);
	return `${addressOf(campaignId)}/export?as=${as}${query === "" ? "" : `&${query}`}`;
}
