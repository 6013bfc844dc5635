import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type {
	AssignAnswer,
	AssignRequest,
	DismissRequest,
	KeysRequest,
	TryAgainAnswer,
	UnplacedPage,
} from "../../contract/staff/unplaced.ts";
import { ask } from "../ask.ts";

export type Show = "open" | "dismissed";

export function useUnplaced(show: Show) {
	return useInfiniteQuery({
		queryKey: ["unplaced", show],
		initialPageParam: "",
		queryFn: ({ pageParam }) => {
			const query = new URLSearchParams({ show, ...(pageParam !== "" && { before: pageParam }) });
			return ask<UnplacedPage>("GET", `/api/staff/unplaced?${query}`);
		},
		getNextPageParam: (page) => page.next ?? undefined,
		refetchInterval: 15_000,
	});
}

/** What can be done about items; the list is read again after each. */
export function useUnplacedDeeds() {
	const queries = useQueryClient();
	const after = async <T>(work: Promise<T>): Promise<T> => {
		const answer = await work;
		await queries.invalidateQueries({ queryKey: ["unplaced"] });
		return answer;
	};
	const post = <T>(path: string, body: unknown) => after(ask<T>("POST", `/api/staff/unplaced/${path}`, body));
	return {
		assign: (body: AssignRequest) => post<AssignAnswer>("assign", body),
		dismiss: (body: DismissRequest) => post<unknown>("dismiss", body),
		bringBack: (body: KeysRequest) => post<unknown>("bring-back", body),
		tryAgain: (body: KeysRequest) => post<TryAgainAnswer>("try-again", body),
	};
}
