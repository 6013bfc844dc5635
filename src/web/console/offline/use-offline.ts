import { useQuery, useQueryClient } from "@tanstack/react-query";
import type {
	CorrectOfflineRequest,
	EnterOfflineRequest,
	Foretold,
	OfflineDetails,
	OfflineItem,
	OfflineList,
	PresentAnswer,
} from "../../contract/staff/offline.ts";
import { ask } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

function usePath() {
	return `/api/staff/campaigns/${encodeURIComponent(useCampaignId())}/offline`;
}

export function useOffline() {
	const id = useCampaignId();
	const path = usePath();
	return useQuery({
		queryKey: ["campaign", id, "offline"],
		queryFn: () => ask<OfflineList>("GET", path),
		// Somebody presents from the studio: that is seen here without a press.
		refetchInterval: 5_000,
	});
}

/** What presenting it would do at this moment; asked anew whenever the dialog opens. */
export function useForetold(item: OfflineItem | null) {
	const path = usePath();
	return useQuery({
		queryKey: ["foretold", item?.id],
		queryFn: () => ask<Foretold>("GET", `${path}/${item?.id}/foretell`),
		enabled: item !== null,
		staleTime: 0,
		gcTime: 0,
		refetchInterval: 5_000,
	});
}

/** The same for what is being typed; null while there is nothing to count. */
export function useForetoldDraft(draft: EnterOfflineRequest | null) {
	const path = usePath();
	const { amount, kind, paysMatch, stationId } = draft ?? {};
	return useQuery({
		queryKey: ["foretold-draft", path, amount, kind, paysMatch, stationId],
		queryFn: () => ask<Foretold>("POST", `${path}?foretell=1`, { ...draft, givenBy: draft?.givenBy || "?" }),
		enabled: draft !== null,
		staleTime: 5_000,
		gcTime: 0,
		retry: false,
	});
}

/** What can be done; the list is read again after each. */
export function useOfflineDeeds() {
	const id = useCampaignId();
	const path = usePath();
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		try {
			return await work;
		} finally {
			// Also where it was refused: somebody else has been here.
			await queries.invalidateQueries({ queryKey: ["campaign", id, "offline"] });
		}
	};
	return {
		enter: (body: EnterOfflineRequest) => after(ask<OfflineItem>("POST", path, body)),
		describe: (item: OfflineItem, body: OfflineDetails) => after(ask<OfflineItem>("PUT", `${path}/${item.id}`, body)),
		correct: (item: OfflineItem, body: CorrectOfflineRequest) =>
			after(ask<OfflineItem>("POST", `${path}/${item.id}/correct`, body)),
		present: (item: OfflineItem) => after(ask<PresentAnswer>("POST", `${path}/${item.id}/present`)),
		undo: (item: OfflineItem) => after(ask<PresentAnswer>("POST", `${path}/${item.id}/undo-presenting`)),
	};
}
