import type { Pool } from "pg";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { SlipsRequest, UndoRequest } from "../web/contract/phones.ts";
import { readPhoneDrives } from "./phone-drives.ts";
import { slipsRequest, undoRequest } from "./slip-shape.ts";
import type { Desk } from "./take-slip.ts";
import { answerSlips, type SlipParts } from "./take-slips.ts";
import { undoSlip } from "./undo-slip.ts";

/** What the slip page sends where somebody is signed in: the same slips as by a volunteers' link, and each one in the audit log. */
export function signedInSlipRoutes(parts: SlipParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: "/api/staff/phones",
			may: "slips.take",
			says: "The drives whose callers can be answered now, and those to come; no figure of them.",
			handle: async ({ now }) => staffJson(await readPhoneDrives(pool, now)),
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/phones/:campaign/slips",
			may: "slips.take",
			says: "Takes slips of callers' pledges; each has its own answer, and one that is sent again is kept once.",
			body: slipsRequest,
			mostBytes: 512 * 1024,
			handle: async (asked) => {
				const { sessionId, slips } = asked.body;
				return staffJson(await answerSlips(parts, await deskOf(pool, asked, sessionId), slips));
			},
		}),
		staffRoute({
			method: "post",
			path: "/api/staff/phones/:campaign/undo",
			may: "slips.take",
			says: "Takes one's own slip back, within ten minutes.",
			body: undoRequest,
			mostBytes: 4 * 1024,
			handle: async (asked) => {
				const { sessionId, clientId } = asked.body;
				return staffJson(await undoSlip(parts, await deskOf(pool, asked, sessionId), clientId));
			},
		}),
	];
}

type Asked = Pick<StaffAsked<SlipsRequest | UndoRequest>, "staff" | "params" | "note">;

/**
 * The slips are the browser's, by the secret it made for this account, as they are by a link: what waited while nobody was signed in goes
 * out by whoever signs in next, and stays whose it was.
 */
async function deskOf(pool: Pool, { staff, params, note }: Asked, sessionId: string): Promise<Desk> {
	const campaign = await driveOfRoute(pool, params);
	return {
		campaign,
		linkLabel: `signed in as ${staff.name}`,
		stationId: null,
		sessionId,
		stillOpen: async () => undefined,
		note: ({ what, pledgeId, amount, monthly }, client) =>
			note({ what: `slip.${what}`, campaignId: campaign.id, subject: pledgeId, after: { amount, monthly } }, client),
	};
}
