import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NameHistory, NameQueue, NameTab, VerdictAnswer, VerdictRequest } from "../../contract/staff/names.ts";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";

export function useNames(tab: NameTab, search: string) {
	const id = useCampaignId();
	const query = new URLSearchParams({ tab, search });
	return useQuery({
		queryKey: ["campaign", id, "names", tab, search],
		queryFn: () => ask<NameQueue>("GET", `/api/staff/campaigns/${id}/names?${query}`),
		refetchInterval: 5_000,
		placeholderData: (before) => before,
	});
}

export function useHistory(gift: string | null) {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "names", "history", gift],
		queryFn: () => ask<NameHistory>("GET", `/api/staff/campaigns/${id}/names/${gift}/history`),
		enabled: gift !== null,
	});
}

const SAID: Readonly<Record<VerdictRequest["is"], string>> = {
	approved: "approved",
	denied: "hidden everywhere",
	pending: "put back to wait",
	flagged: "flagged for a second look",
};

/** What can be done to names; `onDeeds` is told what can be undone. */
export function useNameDeeds(onDeeds: (deeds: readonly number[]) => void) {
	const id = useCampaignId();
	const client = useQueryClient();
	const again = () => client.invalidateQueries({ queryKey: ["campaign", id, "names"] });
	const settled = { onError: notifyProblem, onSettled: again };
	const judge = useMutation({
		mutationFn: (request: VerdictRequest) =>
			ask<VerdictAnswer>("POST", `/api/staff/campaigns/${id}/names/verdicts`, request),
		onSuccess: ({ deeds }, { is }) => {
			onDeeds(deeds);
			notifyDone(`${deeds.length === 1 ? "The name is" : `${deeds.length} names are`} ${SAID[is]}. Press u to undo.`);
		},
		...settled,
	});
	const spell = useMutation({
		mutationFn: ({ gift, name }: { gift: string; name: string }) =>
			ask<VerdictAnswer>("POST", `/api/staff/campaigns/${id}/names/${gift}/alias`, { name }),
		onSuccess: ({ deeds }) => {
			onDeeds(deeds);
			notifyDone("Every screen shows the new spelling. Press u to undo.");
		},
		...settled,
	});
	const undo = useMutation({
		mutationFn: async (deeds: readonly number[]) => {
			for (const deed of deeds) await ask("POST", `/api/staff/campaigns/${id}/names/deeds/${deed}/undo`, {});
		},
		onSuccess: () => {
			onDeeds([]);
			notifyDone("Taken back.");
		},
		...settled,
	});
	return { judge, spell, undo };
}
