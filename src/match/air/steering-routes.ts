import type { Request } from "express";
import { z } from "zod";
import { writeAuditLine } from "../../audit/write-line.ts";
import { driveOfRoute } from "../../campaign/drive-of-route.ts";
import { safeName } from "../../domain/gift/donor-name.ts";
import { HOUR_DEEDS, MATCH_DEEDS, type SteerChange } from "../../domain/offer/steer-offers.ts";
import type { Instant } from "../../domain/plain/instant.ts";
import type { Answer } from "../../http/answer.ts";
import { paramOf } from "../../http/param-of.ts";
import { Refusal } from "../../http/problem.ts";
import type { Route } from "../../http/route-table.ts";
import type { ScreenLink } from "../../on-air/screen-link.ts";
import { screenThatMay, stillMay } from "../../on-air/screen-of-route.ts";
import { foretellSteering } from "./foretell-steering.ts";
import { isItsOwn, readSteering } from "./read-steering.ts";
import { type Steering, type SteerParts, steerOnAir, takeBackOnAir } from "./steer.ts";

export type SteeringRouteParts = SteerParts & { readonly now: () => Instant };

const id = z.string().regex(/^[\w-]{8,64}$/, "send 8 to 64 letters, digits, - or _");
const sender = { requestId: id, readerId: id, by: z.string().max(200).optional() };
const deed = z.enum([...MATCH_DEEDS, ...HOUR_DEEDS]);
const pressShape = z.strictObject({ ...sender, id: z.string().max(80), do: deed });
const takeBackShape = z.strictObject({ ...sender, id: z.string().max(80) });
const listQuery = z.object({ reader: id.optional() });

const BASE = "/on-air/:link/matches";

/** What a producer's screen does with matches and power hours: seen, foretold, done, taken back. */
export function steeringRoutes(parts: SteeringRouteParts): Route[] {
	const takes = { type: "json", mostBytes: 4 * 1024 } as const;
	return [
		{ method: "get", path: BASE, handle: (request) => list(parts, request) },
		{ method: "get", path: `${BASE}/:offer/:deed`, handle: (request) => foretold(parts, request) },
		{ method: "post", path: BASE, takes, handle: (request) => press(parts, request) },
		{ method: "post", path: `${BASE}/undo`, takes, handle: (request) => takeBack(parts, request) },
	];
}

async function list(parts: SteeringRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const { reader = null } = listQuery.parse(request.query);
	const campaign = await driveOfRoute(parts.pool, { campaign: link.campaignId });
	return answer(200, await readSteering(parts.pool, campaign, { stationId: link.stationId, reader, now: parts.now() }));
}

async function foretold(parts: SteeringRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const change = { do: deed.parse(paramOf(request, "deed")), id: paramOf(request, "offer") } as SteerChange;
	const campaign = await driveOfRoute(parts.pool, { campaign: link.campaignId });
	const match = campaign.matches?.find((one) => one.id === change.id);
	if (match && !isItsOwn(match.stationId, link.stationId)) throw new Refusal("not-found", "This is another station's.");
	return answer(200, await foretellSteering(parts.pool, campaign, change, parts.now()));
}

async function press(parts: SteeringRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const asked = pressShape.parse(request.body);
	const steering = await steeringOf(parts, request, link, asked);
	const body = await steerOnAir(parts, steering, { do: asked.do, id: asked.id } as SteerChange);
	return answer(body.done ? 200 : 409, body);
}

async function takeBack(parts: SteeringRouteParts, request: Request): Promise<Answer> {
	const link = await screenThatMay(parts.pool, request, "producer");
	const asked = takeBackShape.parse(request.body);
	const body = await takeBackOnAir(parts, await steeringOf(parts, request, link, asked), asked.id);
	return answer(body.done ? 200 : 409, body);
}

type Sender = { readonly readerId: string; readonly by?: string | undefined };

/** The audit log knows the link by its label, and who sat there by the name they wrote. */
async function steeringOf(
	parts: SteeringRouteParts,
	request: Request,
	link: ScreenLink,
	{ readerId, by: written = "" }: Sender,
): Promise<Steering> {
	const campaign = await driveOfRoute(parts.pool, { campaign: link.campaignId });
	const label = safeName(link.label) || "A producer's link";
	const name = safeName(written);
	const by = { id: null, name: name === "" || name === label ? label : `${name} (${label})`, role: null };
	const requestId = String(request.res?.locals.requestId ?? "");
	const write = writeAuditLine(parts.pool);
	return {
		...{ campaign, stationId: link.stationId, reader: readerId, by, clock: parts.now },
		allowed: stillMay(request, "producer"),
		note: (deed, client) => write({ ...deed, by, campaignId: campaign.id, request: `POST ${BASE}`, requestId }, client),
	};
}

function answer(status: number, body: unknown): Answer {
	return { kind: "json", status, body, headers: { "Cache-Control": "no-store" } };
}
