import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { DriveHome } from "../../contract/staff/home.ts";
import { ask } from "../ask.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { useCampaignId } from "../use-campaign.ts";

const addressOf = (id: string) => `/api/staff/campaigns/${encodeURIComponent(id)}`;

/** Pace and projection move with every gift; asked for again this often while they do. */
const PACE_MS = 4_000;

export function useHome() {
	const id = useCampaignId();
	const { state } = useLiveNow();
	const home = useQuery({
		queryKey: ["campaign", id, "home"],
		queryFn: () => ask<DriveHome>("GET", `${addressOf(id)}/home`),
		// The clock makes milestones fall, and hours end.
		refetchInterval: 20_000,
	});
	const { refetch, data } = home;
	const lastAsked = useRef(0);
	const isBehind = state !== null && data !== undefined && state.seq > data.seq;
	useEffect(() => {
		if (!isBehind) return;
		const wait = Math.max(0, lastAsked.current + PACE_MS - Date.now());
		const timer = setTimeout(() => {
			lastAsked.current = Date.now();
			void refetch();
		}, wait);
		return () => clearTimeout(timer);
	}, [isBehind, refetch]);
	return home;
}

export function useSayNow() {
	const id = useCampaignId();
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (said: { readonly text: string; readonly minutes: number; readonly despite: boolean }) =>
			ask("POST", `${addressOf(id)}/say-now`, { ...said, requestId: newId() }),
		onSuccess: () => queries.invalidateQueries({ queryKey: ["campaign", id, "home"] }),
	});
}

/** randomUUID is for secure pages alone, and a console on the station's own network may be none. */
function newId(): string {
	return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function useClearSayNow() {
	const id = useCampaignId();
	const queries = useQueryClient();
	return useMutation({
		mutationFn: (sayId: string) => ask("POST", `${addressOf(id)}/say-now/clear`, { id: sayId }),
		onSuccess: () => queries.invalidateQueries({ queryKey: ["campaign", id, "home"] }),
	});
}
