import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReconcileView, RepairAnswer } from "../../contract/staff/reconcile.ts";
import { ask } from "../ask.ts";

const PATH = "/api/staff/reconcile";
const KEY = ["reconcile"];

/** Asked for often while a comparison is under way. */
export function useReconcile() {
	return useQuery({
		queryKey: KEY,
		queryFn: () => ask<ReconcileView>("GET", PATH),
		refetchInterval: ({ state }) => (state.data?.runs.some(({ endedAt }) => endedAt === null) ? 1_000 : 15_000),
	});
}

export function useReconcileDeeds() {
	const queries = useQueryClient();
	const again = () => queries.invalidateQueries({ queryKey: KEY });
	return {
		compare: async () => {
			await ask<ReconcileView>("POST", PATH);
			await again();
		},
		repair: async (finding: number) => {
			const answer = await ask<RepairAnswer>("POST", `${PATH}/findings/${finding}/repair`);
			await again();
			return answer;
		},
		repairAll: async (findings: readonly number[]) => {
			const answer = await ask<RepairAnswer>("POST", `${PATH}/repair-all`, { findings });
			await again();
			return answer;
		},
	};
}
