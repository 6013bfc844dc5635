import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangePreview, DriveSetup, SaveConflict, VersionList, WrittenSetup } from "../../contract/staff/setup.ts";
import { ask, Problem } from "../ask.ts";
import { useCampaignId } from "../use-campaign.ts";

export function useSetup() {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "setup"],
		queryFn: () => ask<DriveSetup>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}/setup`),
	});
}

export function useVersions() {
	const id = useCampaignId();
	return useQuery({
		queryKey: ["campaign", id, "setup", "versions"],
		queryFn: () => ask<VersionList>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}/versions`),
	});
}

/** After a save every page of this drive asks again. */
export function useSetupSaved() {
	const queries = useQueryClient();
	const id = useCampaignId();
	return async (setup?: DriveSetup) => {
		if (setup !== undefined) queries.setQueryData(["campaign", id, "setup"], setup);
		await Promise.all([
			queries.invalidateQueries({ queryKey: ["campaign", id] }),
			queries.invalidateQueries({ queryKey: ["campaigns"] }),
			queries.invalidateQueries({ queryKey: ["drives"] }),
		]);
	};
}

export function saveSetup(id: string, version: number, changes: Partial<WrittenSetup>) {
	return ask<DriveSetup>("PUT", `/api/staff/campaigns/${encodeURIComponent(id)}`, { version, changes });
}

export function foretellSetup(id: string, version: number, changes: Partial<WrittenSetup>) {
	return ask<ChangePreview>("PUT", `/api/staff/campaigns/${encodeURIComponent(id)}?preview=1`, { version, changes });
}

/** Somebody else's save meanwhile, where the problem is one. */
export function conflictOf(error: unknown): SaveConflict | null {
	if (!(error instanceof Problem) || error.status !== 409 || error.body.theirs === undefined) return null;
	return error.body as unknown as SaveConflict;
}
