import type { Request } from "express";
import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { safeName } from "../domain/gift/donor-name.ts";
import { presentingRefused } from "../domain/gift/offline-money.ts";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import { screenThatMay, stillMay } from "../on-air/screen-of-route.ts";
import type { PresentAnswer } from "../web/contract/presentation.ts";
import { foretell } from "./foretell.ts";
import { receivedFact } from "./offline-facts.ts";
import { findOffline } from "./offline-store.ts";
import { presentOffline, undoPresenting } from "./present-offline.ts";

const id = z.string().regex(/^[\w-]{8,64}$/, "send 8 to 64 letters, digits, - or _");
const presentRequest = z.strictObject({
	requestId: id,
	readerId: id,
	by: z.string().max(200).optional(),
	id: z.string().max(64),
});

/** What a producer's screen presents, and takes back. */
export function screenPresentRoutes(parts: OwnParts): Route[] {
	const takes = { type: "json", mostBytes: 4 * 1024 } as const;
	return [
		{ method: "get", path: "/on-air/:link/present/:gift", handle: (request) => whatHappens(parts, request) },
		{
			method: "post",
			path: "/on-air/:link/present",
			takes,
			handle: (request) => deed(parts, request, presentOffline),
		},
		{
			method: "post",
			path: "/on-air/:link/present/undo",
			takes,
			handle: (request) => deed(parts, request, undoPresenting),
		},
	];
}

/** Before anything is pressed: the total after it, and which milestones fall. */
async function whatHappens(parts: OwnParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const campaign = await driveOfRoute(parts.pool, { campaign: link.campaignId });
	const gift = await findOffline(parts.pool, campaign.id, paramOf(request, "gift"));
	const isOthers = gift !== null && link.stationId !== null && (gift.stationId ?? link.stationId) !== link.stationId;
	if (gift === null || isOthers || presentingRefused(gift) !== null) {
		throw new Refusal("not-found", "It doesn't wait to be presented any more. Look at the list again.");
	}
	const fact = receivedFact(campaign, gift, gift.presentations + 1, parts.now());
	return answer(200, await foretell(parts, campaign, fact, gift.amount));
}

async function deed(parts: OwnParts, request: Request, act: typeof presentOffline): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const asked = presentRequest.parse(request.body);
	const campaign = await driveOfRoute(parts.pool, { campaign: link.campaignId });
	const { done, refused, by } = await act(parts, campaign, {
		id: asked.id,
		stationId: link.stationId,
		by: { id: asked.readerId, name: safeName(asked.by ?? "") || safeName(link.label) || "The producer" },
		allowed: stillMay(request, "producer"),
	});
	const body: PresentAnswer = { done, refused, by };
	return answer(done ? 200 : 409, body);
}

function answer(status: number, body: unknown): Answer {
	return { kind: "json", status, body, headers: { "Cache-Control": "no-store" } };
}
