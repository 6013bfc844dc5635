import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import type { CampaignListItem, StaffCampaign } from "../contract/staff/campaign.ts";
import { ask } from "./ask.ts";
import { useMay } from "./use-me.ts";

/** The id of the drive in the address; empty outside of one. */
export function useCampaignId(): string {
	return useParams().campaign ?? "";
}

/** The drive in the address, as the frame has read it: there before any page of it is drawn. @throws outside of a drive */
export function useCampaign(): StaffCampaign {
	const { data } = useCampaignQuery(useCampaignId());
	if (data === undefined) throw new Error("This page stands outside of a drive.");
	return data;
}

export function useCampaignQuery(id: string) {
	return useQuery({
		queryKey: ["campaign", id],
		queryFn: () => ask<StaffCampaign>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}`),
		enabled: id !== "",
	});
}

/** Every drive, newest first; not asked for where somebody may not see them. */
export function useCampaigns() {
	const may = useMay("drive.read");
	return useQuery({
		enabled: may,
		queryKey: ["campaigns"],
		queryFn: () => ask<{ campaigns: readonly CampaignListItem[] }>("GET", "/api/staff/campaigns"),
		select: (answer) => answer.campaigns,
	});
}
