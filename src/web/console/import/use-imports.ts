import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isAtWork } from "../../../domain/gift/import-kind.ts";
import type { ImportDeedRequest, ImportList, ImportSettings, ImportView } from "../../contract/staff/imports.ts";
import { ask } from "../ask.ts";
import { notifyProblem } from "../parts/notify.ts";
import { useCampaignId } from "../use-campaign.ts";

export function useImportsBase(): string {
	return `/api/staff/campaigns/${encodeURIComponent(useCampaignId())}/imports`;
}

export function useImports() {
	const [id, base] = [useCampaignId(), useImportsBase()];
	return useQuery({
		queryKey: ["campaign", id, "imports"],
		queryFn: () => ask<ImportList>("GET", base),
		select: ({ imports }) => imports,
		refetchInterval: 10_000,
	});
}

/** One import, asked for each second while it is worked on. */
export function useImport(importId: string) {
	const [id, base] = [useCampaignId(), useImportsBase()];
	return useQuery({
		queryKey: ["campaign", id, "import", importId],
		queryFn: () => ask<ImportView>("GET", `${base}/${importId}`),
		refetchInterval: ({ state }) => (state.data !== undefined && isAtWork(state.data.state) ? 700 : false),
	});
}

/** What can be done with it; each answers with the import as it stands then. */
export function useImportDeeds(importId: string) {
	const [id, base, client] = [useCampaignId(), useImportsBase(), useQueryClient()];
	const keep = (view: ImportView) => {
		client.setQueryData(["campaign", id, "import", importId], view);
		void client.invalidateQueries({ queryKey: ["campaign", id, "imports"] });
	};
	const settle = useMutation({
		mutationFn: (settings: ImportSettings) => ask<ImportView>("PUT", `${base}/${importId}/settings`, settings),
		onSuccess: keep,
		onError: notifyProblem,
	});
	const act = useMutation({
		mutationFn: (deed: ImportDeedRequest["do"]) => ask<ImportView>("POST", `${base}/${importId}/deeds`, { do: deed }),
		onSuccess: keep,
		onError: notifyProblem,
	});
	return { settle, act };
}
