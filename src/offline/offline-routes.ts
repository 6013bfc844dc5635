import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { refusalWords } from "../domain/gift/offline-money.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import type { OfflineItem, PresentAnswer } from "../web/contract/staff/offline.ts";
import { correctOffline } from "./correct-offline.ts";
import { describeOffline, enterOffline, type Within } from "./enter-offline.ts";
import { foretell } from "./foretell.ts";
import { receivedFact } from "./offline-facts.ts";
import { correctShape, detailsShape, enterShape } from "./offline-shape.ts";
import { findOffline } from "./offline-store.ts";
import { readOffline, readOfflineItem } from "./offline-view.ts";
import { type Presented, type Presenting, presentOffline, undoPresenting } from "./present-offline.ts";

const OFFLINE = "/api/staff/campaigns/:campaign/offline";
const NONE = "There is no such cheque or cash in this drive.";

/** Cheques, sponsors, cash and the opening balance, for the office. */
export function offlineMoneyRoutes(parts: OwnParts): StaffRoute[] {
	return [...listRoutes(parts), enterRoute(parts), ...changeRoutes(parts), ...presentRoutes(parts)];
}

function listRoutes({ pool }: OwnParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: OFFLINE,
			may: "offline.present",
			says: "Cheques, sponsors' money, cash and opening balance of a drive, with what waits to be presented.",
			handle: async ({ params, staff, now }) =>
				staffJson(await readOffline(pool, params.campaign ?? "", { staffId: staff.id, now })),
		}),
	];
}

function enterRoute(parts: OwnParts): StaffRoute {
	return staffRoute({
		method: "post",
		path: OFFLINE,
		may: "offline.edit",
		says: "Enters offline money: counted at once, or under embargo until it is presented. With ?foretell it only says what counting it would do.",
		body: enterShape,
		query: z.object({ foretell: z.string().optional() }),
		handle: async (asked) => {
			const { body, staff, query } = asked;
			const campaign = await driveOfRoute(parts.pool, asked.params);
			refuseUnknown(campaign, body);
			if (query.foretell !== undefined) {
				await asked.note({ what: "offline.foretold", campaignId: campaign.id });
				const fact = receivedFact(campaign, { ...body, id: "off_foretold" }, 1, asked.now);
				return staffJson(await foretell(parts, campaign, fact, body.amount));
			}
			const after = { kind: body.kind, amount: body.amount, embargoed: body.embargoed, paysMatch: body.paysMatch };
			const id = await enterOffline(parts, campaign, body, staff, noteOf(asked, "offline.entered", { after }));
			return staffJson(await itemOf(parts, asked, id), 201);
		},
	});
}

function changeRoutes(parts: OwnParts): StaffRoute[] {
	return [
		staffRoute({
			method: "put",
			path: `${OFFLINE}/:gift`,
			may: "offline.edit",
			says: "Changes who gave it, where they are named, station, date and note; never the money.",
			body: detailsShape,
			handle: async (asked) => {
				const campaign = await driveOfRoute(parts.pool, asked.params);
				refuseUnknown(campaign, asked.body);
				const { gift = "" } = asked.params;
				// Who gave it stays out of the log: the entry has it.
				const { consent, stationId, dated } = asked.body;
				const within = noteOf(asked, "offline.described", { after: { consent, stationId, dated } });
				const done = await describeOffline(parts, campaign, gift, asked.body, { by: asked.staff, within });
				if (!done) throw new Refusal("not-found", NONE);
				return staffJson(await itemOf(parts, asked, gift));
			},
		}),
		staffRoute({
			method: "post",
			path: `${OFFLINE}/:gift/correct`,
			may: "offline.edit",
			says: "Corrects what it comes to, by a new entry with a reason; to nothing cancels it.",
			body: correctShape,
			handle: async (asked) => {
				const campaign = await driveOfRoute(parts.pool, asked.params);
				const { gift = "" } = asked.params;
				const { from, to, reason } = asked.body;
				const change = { before: { amount: from }, after: { amount: to, reason } };
				const within = noteOf(asked, to === 0 ? "offline.cancelled" : "offline.corrected", change);
				const done = await correctOffline(parts, campaign, gift, asked.body, { by: asked.staff, within });
				if (done.kind === "gone") throw new Refusal("not-found", NONE);
				if (done.kind === "changed")
					throw new Refusal("conflict", "Somebody corrected it meanwhile. Look at it again.");
				if (done.kind === "refused") throw new Refusal("conflict", done.says);
				return staffJson(await itemOf(parts, asked, gift));
			},
		}),
	];
}

function presentRoutes(parts: OwnParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${OFFLINE}/:gift/foretell`,
			may: "offline.present",
			says: "What presenting it now would do: the total after it, and which milestones fall. Changes nothing.",
			handle: async (asked) => {
				const campaign = await driveOfRoute(parts.pool, asked.params);
				const gift = await findOffline(parts.pool, campaign.id, asked.params.gift ?? "");
				if (gift === null) throw new Refusal("not-found", NONE);
				const fact = receivedFact(campaign, gift, gift.presentations + 1, asked.now);
				return staffJson(await foretell(parts, campaign, fact, gift.amount));
			},
		}),
		presentRoute(parts, {
			path: "present",
			says: "Releases it from its embargo: it goes on the total now. Twice counts once.",
			done: "Presented. It is on the total.",
			what: "offline.presented",
			deed: presentOffline,
		}),
		presentRoute(parts, {
			path: "undo-presenting",
			says: "Takes one's own presentation back within ten minutes, while nothing was announced because of it.",
			done: "Taken back. It waits to be presented again.",
			what: "offline.presentation-undone",
			deed: undoPresenting,
		}),
	];
}

type PresentDeed = {
	readonly path: string;
	readonly says: string;
	readonly done: string;
	readonly what: string;
	readonly deed: (parts: OwnParts, campaign: Campaign, asked: Presenting) => Promise<Presented>;
};

function presentRoute(parts: OwnParts, { path, says, done, what, deed }: PresentDeed): StaffRoute {
	return staffRoute({
		method: "post",
		path: `${OFFLINE}/:gift/${path}`,
		may: "offline.present",
		says,
		handle: async (asked) => {
			const campaign = await driveOfRoute(parts.pool, asked.params);
			const { gift: id = "" } = asked.params;
			const note = noteOf(asked, what, {});
			const presented = await deed(parts, campaign, { id, by: asked.staff, within: (client) => note(client, id) });
			if (presented.refused === "gone" && (await findOffline(parts.pool, campaign.id, id)) === null) {
				throw new Refusal("not-found", NONE);
			}
			const answer: PresentAnswer = {
				done: presented.done,
				says: presented.refused === null ? done : refusalWords(presented.refused, presented.by),
				item: await itemOf(parts, asked, id),
			};
			return staffJson(answer, presented.done ? 200 : 409);
		},
	});
}

type Asked = Pick<StaffAsked, "params" | "staff" | "now" | "note">;

async function itemOf({ pool }: OwnParts, { params, staff, now }: Asked, id: string): Promise<OfflineItem> {
	const item = await readOfflineItem(pool, params.campaign ?? "", id, { staffId: staff.id, now });
	if (item === null) throw new Refusal("not-found", NONE);
	return item;
}

/** The log knows it by its id; who gave it stands in the entry. */
function noteOf({ note, params }: Asked, what: string, change: { before?: unknown; after?: unknown }): Within {
	return (client, subject) => note({ what, campaignId: params.campaign ?? null, subject, ...change }, client);
}

type Written = { readonly stationId: string | null; readonly paysMatch?: string | null };

/** What it names has to be there. @throws Refusal */
function refuseUnknown({ stations, matches = [] }: Campaign, { stationId, paysMatch = null }: Written): void {
	if (stationId !== null && !stations.some(({ id }) => id === stationId)) {
		throw new Refusal("invalid", "This drive has no such station. Choose one from the list, or none.");
	}
	if (paysMatch !== null && !matches.some(({ id }) => id === paysMatch)) {
		throw new Refusal("invalid", "This drive has no such match. Choose one from the list, or none.");
	}
}
