import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ApprovalCard, ApprovalList, DeedResult, DeedResults } from "../../contract/staff/approvals.ts";
import { ask, Problem } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";

/** Something new has to be on the page within three seconds. */
const LOOK_EVERY_MS = 2_000;

export function useApprovals() {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "approvals"],
		queryFn: () => ask<ApprovalList>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}/approvals`),
		refetchInterval: LOOK_EVERY_MS,
	});
}

export type Deed =
	| { readonly do: "approve"; readonly cards: readonly ApprovalCard[]; readonly answersFindings: boolean }
	| {
			readonly do: "drop" | "stop-countdown" | "undo";
			readonly postIds: readonly number[];
			readonly reason?: string;
	  }
	| { readonly do: "edit"; readonly postId: number; readonly text: string; readonly seen: string };

/** Does it, reads the list again, and says what came of it. Gives back each post's result. */
export function useDeed() {
	const id = useCampaignId();
	const queries = useQueryClient();
	const refresh = () => queries.invalidateQueries({ queryKey: ["campaign", id, "approvals"] });
	return useMutation({
		mutationFn: (deed: Deed) =>
			ask<DeedResults>("POST", `/api/staff/campaigns/${encodeURIComponent(id)}/approvals/${deed.do}`, bodyOf(deed)),
		onSuccess: ({ results }, deed) => {
			// An editor says what is wrong beside the words.
			if (deed.do !== "edit") tell(results);
		},
		onError: notifyProblem,
		onSettled: refresh,
	});
}

function bodyOf(deed: Deed): object {
	switch (deed.do) {
		case "approve": {
			const posts = deed.cards.flatMap((card) => card.posts);
			return {
				posts: posts.map(({ postId, text, picture }) => ({
					postId,
					text: text ?? "",
					pictureAlt: picture?.alt ?? null,
				})),
				answersFindings: deed.answersFindings,
			};
		}
		case "edit":
			return { postId: deed.postId, text: deed.text, seen: deed.seen };
		default:
			return { postIds: deed.postIds, ...(deed.reason !== undefined && { reason: deed.reason }) };
	}
}

function tell(results: readonly DeedResult[]): void {
	const failed = results.filter(({ done }) => !done);
	const [first] = failed;
	if (first !== undefined) {
		const rest = results.length - failed.length;
		notifyProblem(
			new Problem(409, "not-done", rest === 0 ? first.says : `${first.says} The other ${rest} went through.`),
		);
		return;
	}
	const says = new Set(results.map((one) => one.says));
	const [only] = says;
	if (only !== undefined) notifyDone(results.length === 1 ? only : `${results.length} posts: ${only}`);
}
