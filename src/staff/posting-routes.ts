import { createHash, timingSafeEqual } from "node:crypto";
import type { Request } from "express";
import type pg from "pg";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { type PostingStatus, postingStatus, resumePosting, stopPosting } from "../posting/red-button.ts";

export type PostingRouteParts = { readonly pool: pg.Pool; readonly staffToken: string | undefined };

const BASE = "/api/staff/campaigns/:campaign/posting";

/** The red button over HTTP, for whoever holds the staff token; people get accounts with the console. */
export function postingRoutes({ pool, staffToken }: PostingRouteParts): Route[] {
	const forStaff =
		(act: (campaignId: string) => Promise<PostingStatus>) =>
		async (request: Request): Promise<Answer> => {
			requireStaff(request, staffToken);
			return {
				kind: "json",
				status: 200,
				body: await act(paramOf(request, "campaign")),
				headers: { "Cache-Control": "no-store" },
			};
		};
	return [
		{ method: "get", path: BASE, handle: forStaff((id) => postingStatus(pool, id)) },
		{ method: "post", path: `${BASE}/stop`, handle: forStaff((id) => stopPosting(pool, id, "staff API")) },
		{ method: "post", path: `${BASE}/resume`, handle: forStaff((id) => resumePosting(pool, id)) },
	];
}

function requireStaff(request: Request, staffToken: string | undefined): void {
	if (staffToken === undefined) {
		throw new Refusal(
			"forbidden",
			'The staff API is off: set CARILLON_STAFF_TOKEN, or use "carillon posting stop" on the machine.',
		);
	}
	const given = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
	// Hashes have the same length, so the comparison tells nothing about the token's.
	if (!timingSafeEqual(sha256(given), sha256(staffToken))) {
		throw new Refusal("unauthenticated", "Send the staff token as: Authorization: Bearer ...");
	}
}

function sha256(text: string): Buffer {
	return createHash("sha256").update(text).digest();
}
