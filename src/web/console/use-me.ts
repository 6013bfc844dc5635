import { useQuery } from "@tanstack/react-query";
import { mayDo, type Permission } from "../../domain/staff/staff-role.ts";
import type { Me } from "../contract/staff/me.ts";
import { ask } from "./ask.ts";

export function useMe() {
	return useQuery({ queryKey: ["me"], queryFn: () => ask<Me>("GET", "/api/staff/me"), staleTime: 60_000 });
}

/** Whether whoever is signed in may do this; false until that is known. */
export function useMay(permission: Permission): boolean {
	const { data } = useMe();
	return data !== undefined && mayDo(data.role, permission);
}
