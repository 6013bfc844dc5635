import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Live, LiveStanding } from "../../live/live.ts";
import { openLive } from "../../live/open-live.ts";
import type { ScreenState } from "../../live/screen-state.ts";

const Stream = createContext<Live | null>(null);

/** How long hints are gathered before what they are about is asked for: a burst of posts is one question. */
const GATHER_MS = 300;

/** Follows one drive for as long as it is looked at: everything below hears of what changes, whoever changed it. */
export function DriveLive(props: {
	readonly campaignId: string;
	/** A session that ended ends the stream for good: after the next sign-in there is another one. */
	readonly signIns: number;
	readonly children: ReactNode;
}) {
	const { campaignId, signIns, children } = props;
	const queries = useQueryClient();
	const [live, setLive] = useState<Live | null>(null);
	useEffect(() => {
		// What was asked in between was refused.
		if (signIns > 0) void queries.invalidateQueries();
		if (campaignId === "") return;
		const over = new AbortController();
		const address = `/api/staff/campaigns/${encodeURIComponent(campaignId)}/live`;
		const opened = openLive(address, { until: over.signal });
		opened.onChanged(askAgain(queries, campaignId, over.signal));
		setLive(opened);
		return () => {
			over.abort();
			setLive(null);
		};
	}, [campaignId, queries, signIns]);
	return <Stream value={live}>{children}</Stream>;
}

/** What each hint makes stale, below ["campaign", id]; the drive itself is asked for with "posting", which says its state too. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
	posting: ["posting", "home", "posts"],
	posts: ["posting", "home", "posts", "approvals"],
	approvals: ["home", "approvals"],
	channels: ["home", "channels"],
};

function askAgain(queries: QueryClient, campaignId: string, signal: AbortSignal): (what: string) => void {
	const waiting = new Set<string>();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const ask = () => {
		timer = undefined;
		const wanted = new Set([...waiting].flatMap((what) => ABOUT[what] ?? [what]));
		const isAll = waiting.has("all");
		if (isAll || waiting.has("posting")) {
			void queries.invalidateQueries({ queryKey: ["campaign", campaignId], exact: true });
			void queries.invalidateQueries({ queryKey: ["campaigns"] });
		}
		waiting.clear();
		void queries.invalidateQueries({
			predicate: ({ queryKey: [first, id, area] }) =>
				first === "campaign" && id === campaignId && typeof area === "string" && (isAll || wanted.has(area)),
		});
	};
	signal.addEventListener("abort", () => clearTimeout(timer));
	return (what) => {
		waiting.add(what);
		// The red button waits for nobody.
		timer ??= setTimeout(ask, what === "posting" ? 0 : GATHER_MS);
	};
}

export type LiveNow = {
	readonly state: ScreenState | null;
	readonly standing: LiveStanding;
	/** Whole seconds since the ledger was last known to be seen. */
	readonly age: number | null;
	/** By the server's clock, in whole seconds. */
	readonly now: number;
};

/** The drive's figures as they come in, and how old they are. */
export function useLiveNow(): LiveNow {
	const live = useContext(Stream);
	const subscribe = live?.subscribe ?? never;
	const state = useSyncExternalStore(subscribe, () => live?.state() ?? null);
	const standing = useSyncExternalStore(subscribe, (): LiveStanding => live?.standing() ?? "connecting");
	const age = useSyncExternalStore(subscribe, () => live?.ageSeconds() ?? null);
	const now = useSyncExternalStore(subscribe, () => Math.floor((live?.now() ?? Date.now()) / 1000) * 1000);
	return { state, standing, age, now };
}

function never(): () => void {
	return () => undefined;
}
