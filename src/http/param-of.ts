import type { Request } from "express";

/** A named part of the route's path; empty where the route has none of that name. */
export function paramOf(request: Request, name: string): string {
	const value = request.params[name];
	return typeof value === "string" ? value : "";
}
