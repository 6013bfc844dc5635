import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { AuditChoices, AuditPage } from "../../contract/staff/audit.ts";
import { ask } from "../ask.ts";

export const FILTERS = ["by", "campaign", "what", "from", "to", "text"] as const;
export type FilterName = (typeof FILTERS)[number];
export type AuditFilters = Readonly<Record<FilterName, string>>;

/** The filters stand in the address: a reload, a bookmark and the way back keep them. Days as "2026-12-03". */
export function useAuditFilters() {
	const [params, setParams] = useSearchParams();
	const filters = useMemo(
		() => Object.fromEntries(FILTERS.map((name) => [name, params.get(name) ?? ""])) as AuditFilters,
		[params],
	);
	const change = (changes: Partial<AuditFilters>) =>
		setParams(
			(known) => {
				const next = new URLSearchParams(known);
				for (const [name, value] of Object.entries(changes)) {
					if (value === "") next.delete(name);
					else next.set(name, value);
				}
				return next;
			},
			{ replace: true },
		);
	const clear = () => setParams({}, { replace: true });
	return { filters, change, clear, isFiltered: FILTERS.some((name) => filters[name] !== "") };
}

/** As the API takes them: days become the moments they begin and end in this browser's zone. */
export function queryOf(filters: AuditFilters): URLSearchParams {
	const query = new URLSearchParams();
	for (const name of ["by", "campaign", "what", "text"] as const)
		if (filters[name] !== "") query.set(name, filters[name]);
	const [from, to] = [dayStart(filters.from, 0), dayStart(filters.to, 1)];
	if (from !== null) query.set("from", String(from));
	if (to !== null) query.set("to", String(to));
	return query;
}

function dayStart(day: string, daysLater: number): number | null {
	const [year, month, date] = day.split("-").map(Number);
	if (!year || !month || !date) return null;
	return new Date(year, month - 1, date + daysLater).getTime();
}

export function useAuditLines(filters: AuditFilters) {
	const query = queryOf(filters);
	return useInfiniteQuery({
		queryKey: ["audit", "lines", query.toString()],
		initialPageParam: "",
		queryFn: ({ pageParam }) => {
			const asked = new URLSearchParams(query);
			if (pageParam !== "") asked.set("before", pageParam);
			return ask<AuditPage>("GET", `/api/staff/audit?${asked}`);
		},
		getNextPageParam: (page) => (page.next === null ? undefined : String(page.next)),
	});
}

export function useAuditChoices() {
	return useQuery({
		queryKey: ["audit", "choices"],
		queryFn: () => ask<AuditChoices>("GET", "/api/staff/audit/choices"),
		staleTime: 60_000,
	});
}
