import type { Request } from "express";
import { openLimit } from "../give/post-limit.ts";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { holdScreenLink } from "../on-air/screen-link.ts";
import { findRoom, roomOfLink } from "./phone-room.ts";
import { closedPhonesPage, phonesPage } from "./phones-page.tsx";
import { slipsRequest, undoRequest } from "./slip-shape.ts";
import type { Desk } from "./take-slip.ts";
import { answerSlips, type SlipParts } from "./take-slips.ts";
import { undoSlip } from "./undo-slip.ts";

export type PhoneParts = SlipParts & {
	readonly assets: Pick<Assets, "of" | "script">;
	/** From one address; a whole phone room has one. */
	readonly mostPerMinute?: number;
};

/** The volunteers' page and what it sends. It gives no figure of the drive, and nobody else's slip. */
export function phoneRoutes(parts: PhoneParts): Route[] {
	const limit = openLimit(parts.mostPerMinute ?? 1_200, 60);
	const within = async (request: Request) => {
		if (await limit(request.ip ?? "")) return;
		throw new Refusal("too-many", "Too much came from here within a minute. It is kept, and goes out again shortly.");
	};
	return [
		workerRoute(parts),
		{ method: "get", path: "/phones/:link", handle: (request) => page(parts, request) },
		{
			method: "post",
			path: "/phones/:link/slips",
			takes: { type: "json", mostBytes: 512 * 1024 },
			handle: async (request) => {
				await within(request);
				return slips(parts, request);
			},
		},
		{
			method: "post",
			path: "/phones/:link/undo",
			takes: { type: "json", mostBytes: 4 * 1024 },
			handle: async (request) => {
				await within(request);
				const { sessionId, clientId } = undoRequest.parse(request.body);
				return json(await undoSlip(parts, await deskOf(parts, request, sessionId), clientId));
			},
		},
	];
}

/** The page's service worker, the host screens' own at another address: it serves only what lies below it. */
function workerRoute({ assets }: PhoneParts): Route {
	let text: string | null = null;
	const headers = { "Cache-Control": "no-cache" };
	return {
		method: "get",
		path: "/phones/worker.js",
		handle: () => {
			text ??= assets.script("on-air-offline");
			return { kind: "text", status: 200, text, type: "text/javascript", headers };
		},
	};
}

async function page({ pool, assets }: PhoneParts, request: Request): Promise<Answer> {
	const room = await findRoom(pool, paramOf(request, "link"));
	const files = assets.of("phones");
	const html = room === null ? closedPhonesPage(files, "off") : phonesPage(files, roomOfLink(room));
	const headers = { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
	return { kind: "page", status: room === null ? 404 : 200, html, headers };
}

async function slips(parts: PhoneParts, request: Request): Promise<Answer> {
	const { sessionId, slips: sent } = slipsRequest.parse(request.body);
	const desk = await deskOf(parts, request, sessionId);
	return json(await answerSlips(parts, desk, sent));
}

/** @throws Refusal where the link was switched off, or another site's page sent this */
async function deskOf({ pool }: PhoneParts, request: Request, sessionId: string): Promise<Desk> {
	const from = request.get("sec-fetch-site") ?? "same-origin";
	if (from !== "same-origin" && from !== "none") {
		throw new Refusal("forbidden", "This was sent from another site's page. Open the phone link itself.");
	}
	const token = paramOf(request, "link");
	const room = await findRoom(pool, token);
	if (room === null) throw switchedOff();
	return {
		campaign: room.campaign,
		linkLabel: room.link.label,
		stationId: room.link.stationId,
		sessionId,
		stillOpen: async (client) => {
			if ((await holdScreenLink(client, token, "phones")) === null) throw switchedOff();
		},
	};
}

function switchedOff(): Refusal {
	return new Refusal(
		"not-found",
		"This phone link doesn't work any more. Ask the development office for a new one; slips that wait stay in the browser.",
	);
}

function json(body: unknown): Answer {
	return { kind: "json", status: 200, body, headers: { "Cache-Control": "no-store" } };
}
