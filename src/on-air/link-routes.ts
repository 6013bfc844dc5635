import type pg from "pg";
import { z } from "zod";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { baseAddress } from "../http/base-address.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { LinkList, NewLink, NewLinkRequest } from "../web/contract/staff/links.ts";
import { createScreenLink, listLinksOfDrive, revokeLink, SCREEN_LAYOUTS, SCREEN_ROLES } from "./screen-link.ts";

export type LinkParts = { readonly pool: pg.Pool; readonly publicUrl: string | undefined };

const BASE = "/api/staff/campaigns/:campaign/links";
const LABEL_HINT = 'Say whose screen it is, like "WKID studio A".';
const newLink = z.strictObject({
	kind: z.enum(["on-air", "phones"]).default("on-air"),
	label: z.string().trim().min(1, LABEL_HINT).max(80, "At most 80 characters."),
	layout: z.enum(SCREEN_LAYOUTS),
	role: z.enum(SCREEN_ROLES),
	stationId: z.string().max(60).nullable(),
});

/** Addresses of screens: made, listed and switched off. */
export function linkRoutes(parts: LinkParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: BASE,
			may: "links.manage",
			says: "Every screen's and phone room's link, never with its address, and the drive's public addresses.",
			handle: async (asked) => {
				const campaign = await driveOfRoute(pool, asked.params);
				return staffJson(await listed(parts, asked, campaign));
			},
		}),
		staffRoute({
			method: "post",
			path: BASE,
			may: "links.manage",
			says: "Makes the link of a screen or of the phone bank. Its address is in the answer and is never told again.",
			body: newLink,
			handle: async (asked) => staffJson(await make(parts, asked), 201),
		}),
		staffRoute({
			method: "delete",
			path: `${BASE}/:link`,
			may: "links.manage",
			says: "Switches a link off; a screen that has it open ends within seconds, a phone page takes no more slips.",
			handle: async (asked) => {
				const campaign = await driveOfRoute(pool, asked.params);
				const label = await revokeLink(pool, campaign.id, asked.params.link ?? "");
				if (label === null) throw new Refusal("not-found", "There is no open link like this; it may be off already.");
				await asked.note({ what: "link.switched-off", campaignId: campaign.id, subject: label });
				return staffJson(await listed(parts, asked, campaign));
			},
		}),
	];
}

async function make({ pool, publicUrl }: LinkParts, asked: StaffAsked<NewLinkRequest>): Promise<NewLink> {
	const campaign = await driveOfRoute(pool, asked.params);
	const { kind = "on-air", label, layout, role, stationId } = asked.body;
	if (kind === "on-air" && role !== "watch" && (layout === "lobby" || layout === "overlay")) {
		throw new Refusal("invalid", "A lobby screen or overlay is seen by everybody and has nothing to press.");
	}
	if (stationId !== null && !campaign.stations.some(({ id }) => id === stationId)) {
		throw new Refusal("invalid", "The drive no longer has this station. Choose another.");
	}
	// Volunteers' page shows no screen: it has a station at most.
	const rights = kind === "phones" ? { stationId } : { layout, role, stationId };
	const token = await createScreenLink(pool, campaign.id, kind, label, rights);
	const after = { kind, label, ...rights };
	await asked.note({ what: "link.made", campaignId: campaign.id, subject: label, after });
	return { kind, address: `${baseAddress(asked.request, publicUrl)}/${kind}/${token}`, label };
}

async function listed(
	{ pool, publicUrl }: LinkParts,
	{ request }: Pick<StaffAsked, "request">,
	campaign: Campaign,
): Promise<LinkList> {
	const page = `${baseAddress(request, publicUrl)}/c/${campaign.slug}`;
	return {
		links: await listLinksOfDrive(pool, campaign.id),
		publicAddresses: {
			page,
			embed: `${page}/embed`,
			overlay: `${page}/overlay`,
			total: `${page}/total.json`,
			rds: `${page}/rds.txt`,
			embedPage: `${page}/embeds`,
		},
		closedWhy: closedWhy(campaign),
	};
}

function closedWhy({ state, page }: Campaign): string | null {
	if (state === "draft") return "The drive is a draft: these addresses answer once it is live.";
	return page.isOpen ? null : "The public page is switched off: these addresses answer once it is on.";
}
