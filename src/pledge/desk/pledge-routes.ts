import type { Request } from "express";
import { z } from "zod";
import { driveOfRoute } from "../../campaign/drive-of-route.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { GIFT_SOURCES } from "../../domain/gift/gift-source.ts";
import { slipBounds } from "../../domain/pledge/slip.ts";
import { baseAddress } from "../../http/base-address.ts";
import { csvAnswer } from "../../http/csv.ts";
import { Refusal } from "../../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../../http/staff-route.ts";
import type { OwnParts } from "../../ledger/record-own.ts";
import { PLEDGE_DEEDS, PLEDGE_SHOWS, type PledgeDetail, type PledgesPage } from "../../web/contract/staff/pledges.ts";
import { payAddress } from "../pay-token.ts";
import { actOnPledges, foresee } from "./act-on-pledges.ts";
import { changeAmount, noteLink } from "./change-pledge.ts";
import { CALL_LIST, callList } from "./export-pledges.ts";
import { listPledges, pledgeIds } from "./list-pledges.ts";
import { listMonthly } from "./monthly-gifts.ts";
import { readPledgeDetail } from "./pledge-detail.ts";

export type PledgeDeskParts = OwnParts & {
	/** CARILLON_PUBLIC_URL; without it links are made of the request's own address. */
	readonly publicUrl: string | undefined;
	readonly payKey: () => Buffer;
	readonly hasMail: boolean;
	/** Whether pledges of this drive can be paid online at all. */
	readonly canPay: (campaign: Campaign) => boolean;
};

const PLEDGES = "/api/staff/campaigns/:campaign/pledges";
const NONE = "There is no such pledge in this drive.";
const MOST_AT_ONCE = 1_000;

const optional = z.string().trim().max(120).optional();
const filterShape = {
	show: z.enum(PLEDGE_SHOWS).default("unpaid"),
	station: optional,
	source: z.enum(GIFT_SOURCES).optional(),
	operator: optional,
	olderThanDays: z.coerce.number().int().min(1).max(3_650).optional(),
	search: optional,
};
const pledgeId = z.string().regex(/^pl_[\w-]{1,80}$/);
const actShape = z.object({
	deed: z.enum(PLEDGE_DEEDS),
	pledges: z
		.array(pledgeId)
		.min(1, "Choose at least one.")
		.max(MOST_AT_ONCE, `Choose at most ${MOST_AT_ONCE.toLocaleString("en-US")} at once.`),
	reason: z.string().trim().max(300).default(""),
});

/** Promises after they were made: who owes what, links, reminders, ends. */
export function pledgeRoutes(parts: PledgeDeskParts): StaffRoute[] {
	return [...listRoutes(parts), exportRoute(parts), ...actRoutes(parts), ...oneRoutes(parts), monthlyRoute(parts)];
}

function listRoutes(parts: PledgeDeskParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: PLEDGES,
			may: "pledges.read",
			says: "Promises of a drive with what was paid on each, newest first, and their sums.",
			query: z.object({ ...filterShape, before: pledgeId.optional() }),
			handle: async (asked) => {
				const { before = null, ...filter } = asked.query;
				const campaign = await driveOfRoute(parts.pool, asked.params);
				const page = await listPledges(pool, campaign, filter, before);
				const answer: PledgesPage = { ...page, hasMail: parts.hasMail, canPay: parts.canPay(campaign) };
				return staffJson(answer);
			},
		}),
		staffRoute({
			method: "get",
			path: `${PLEDGES}/ids`,
			may: "pledges.read",
			says: "The ids of all pledges that a filter leaves, the longest waiting first; at most 1,000.",
			query: z.object(filterShape),
			handle: async (asked) =>
				staffJson(await pledgeIds(pool, await driveOfRoute(parts.pool, asked.params), asked.query)),
		}),
	];
}

function exportRoute(parts: PledgeDeskParts): StaffRoute {
	return staffRoute({
		method: "get",
		path: `${PLEDGES}/call-list.csv`,
		may: "pledges.edit",
		says: "Pledges with name, contact, amount and pay link as CSV, for the call centre.",
		query: z.object(filterShape),
		handle: async (asked) => {
			const campaign = await driveOfRoute(parts.pool, asked.params);
			const base = baseAddress(asked.request, parts.publicUrl);
			const linkOf = (id: string) => payAddress(base, id, parts.payKey());
			await asked.note({ what: "pledges.exported", campaignId: campaign.id, after: { show: asked.query.show } });
			return csvAnswer(`pledges-${campaign.slug}`, CALL_LIST, callList(parts.pool, campaign, asked.query, linkOf));
		},
	});
}

function actRoutes(parts: PledgeDeskParts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: `${PLEDGES}/foresee`,
			may: "pledges.edit",
			says: "What a deed would do to these pledges; changes nothing.",
			body: actShape,
			handle: async (asked) => {
				const campaign = await driveOfRoute(parts.pool, asked.params);
				refuseWithoutMail(parts, asked.body.deed);
				await asked.note({ what: "pledges.foreseen", campaignId: campaign.id, after: { deed: asked.body.deed } });
				return staffJson(await foresee(parts.pool, campaign, asked.body, asked.now));
			},
		}),
		staffRoute({
			method: "post",
			path: `${PLEDGES}/act`,
			may: "pledges.edit",
			says: "Sends links or reminders, lets pledges lapse, cancels, settles, or opens them again.",
			body: actShape,
			handle: async (asked) => {
				const { body, staff, note } = asked;
				const campaign = await driveOfRoute(parts.pool, asked.params);
				refuseWithoutMail(parts, body.deed);
				const act = { ...body, by: staff, origin: baseAddress(asked.request, parts.publicUrl) };
				const answer = await actOnPledges(parts, campaign, act, (client, changed) =>
					note(
						{ what: `pledges.${body.deed}`, campaignId: campaign.id, after: { pledges: changed, reason: body.reason } },
						client,
					),
				);
				if (answer.done === 0)
					await note({ what: `pledges.${body.deed}`, campaignId: campaign.id, after: { pledges: [] } });
				return staffJson(answer);
			},
		}),
	];
}

function refuseWithoutMail({ hasMail }: PledgeDeskParts, deed: string): void {
	if (hasMail || (deed !== "send-link" && deed !== "remind")) return;
	throw new Refusal(
		"conflict",
		"No mail server is set, so no mail can go out. Take the CSV file with the links, or have CARILLON_SMTP_URL set.",
	);
}

function oneRoutes(parts: PledgeDeskParts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: `${PLEDGES}/:pledge`,
			may: "pledges.read",
			says: "One pledge with its contact, its pay link and all that became of it.",
			handle: async (asked) => staffJson(await detailOf(parts, asked)),
		}),
		staffRoute({
			method: "post",
			path: `${PLEDGES}/:pledge/amount`,
			may: "pledges.edit",
			says: "Changes what was promised, with the reason; what was said first is kept.",
			body: z.object({
				amount: z.number().int().positive(),
				monthly: z.boolean(),
				reason: z.string().trim().min(1, 'Say why, like "Misheard: she said 50".').max(300),
			}),
			handle: async (asked) => {
				const { body, params, staff, note } = asked;
				const campaign = await driveOfRoute(parts.pool, asked.params);
				const { least, most } = slipBounds(campaign.currency);
				if (body.amount < least || body.amount > most) {
					throw new Refusal("invalid", "This amount can't be a pledge: it is too small or too large.");
				}
				const id = params.pledge ?? "";
				const after = { amount: body.amount, monthly: body.monthly, reason: body.reason };
				const changed = await changeAmount(parts, { campaign, id, by: staff }, body, (client) =>
					note({ what: "pledge.amount-changed", campaignId: campaign.id, subject: id, after }, client),
				);
				if (changed.is === "unknown") throw new Refusal("not-found", NONE);
				if (changed.is === "refused") throw new Refusal("conflict", changed.says);
				return staffJson(await detailOf(parts, asked));
			},
		}),
		staffRoute({
			method: "post",
			path: `${PLEDGES}/:pledge/link`,
			may: "pledges.edit",
			says: "Notes that the pay link was handed over: copied, or shown as a code.",
			body: z.object({ how: z.enum(["copied", "shown"]) }),
			handle: async (asked) => {
				const { body, params, staff, now, note } = asked;
				const campaign = await driveOfRoute(parts.pool, asked.params);
				const id = params.pledge ?? "";
				if (!(await noteLink(parts.pool, { campaign, id, by: staff }, body, now))) throw new Refusal("not-found", NONE);
				await note({ what: `pledge.link-${body.how}`, campaignId: campaign.id, subject: id });
				return staffJson(await detailOf(parts, asked));
			},
		}),
	];
}

function monthlyRoute(parts: PledgeDeskParts): StaffRoute {
	return staffRoute({
		method: "get",
		path: "/api/staff/campaigns/:campaign/monthly-gifts",
		may: "pledges.read",
		says: "Monthly gifts with how each stands, what it counts and by which rule.",
		query: z.object({ before: z.string().max(255).optional() }),
		handle: async (asked) =>
			staffJson(
				await listMonthly(parts.pool, await driveOfRoute(parts.pool, asked.params), asked.query.before ?? null),
			),
	});
}

type Anything = Pick<StaffAsked<unknown, unknown>, "params"> & { readonly request: Request };

async function detailOf(parts: PledgeDeskParts, asked: Anything): Promise<PledgeDetail> {
	const campaign = await driveOfRoute(parts.pool, asked.params);
	const id = asked.params.pledge ?? "";
	const detail = await readPledgeDetail(parts.pool, campaign, id);
	if (detail === null) throw new Refusal("not-found", NONE);
	const base = baseAddress(asked.request, parts.publicUrl);
	return { ...detail, payLink: parts.canPay(campaign) ? payAddress(base, id, parts.payKey()) : null };
}
