import type { Request } from "express";
import type { Pool } from "pg";
import { publicCampaign } from "../campaign/public-campaign.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { matchesShown } from "../domain/offer/offers.ts";
import type { Language } from "../domain/plain/language.ts";
import { rdsLine } from "../domain/screen/rds-line.ts";
import { visitorLanguage } from "../domain/words/visitor-language.ts";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { baseAddress } from "../http/base-address.ts";
import { contentPolicy } from "../http/content-policy.ts";
import { paramOf } from "../http/param-of.ts";
import type { Route } from "../http/route-table.ts";
import { readSnapshot } from "../ticker/snapshot.ts";
import { embedView } from "./embed-view.ts";
import { OVERLAY_PLACES, overlayPage } from "./overlay-page.tsx";
import { partnerPage } from "./partner-page.tsx";
import { widgetPage } from "./widget-page.tsx";

export type EmbedParts = {
	readonly pool: Pool;
	readonly assets: Pick<Assets, "of" | "script">;
	readonly now: () => number;
	/** CARILLON_PUBLIC_URL, where it is set. */
	readonly publicUrl: string | undefined;
};

/** What others show of the drive: the card for web pages, the band for video, the radio's line, and the page to copy them from. */
export function embedRoutes(parts: EmbedParts): Route[] {
	return [
		{ method: "get", path: "/c/:slug/embed", handle: (request) => widget(parts, request) },
		{ method: "get", path: "/c/:slug/embed.js", handle: (request) => widgetScript(parts, request) },
		{ method: "get", path: "/c/:slug/overlay", handle: (request) => overlay(parts, request) },
		{ method: "get", path: "/c/:slug/rds.txt", handle: (request) => radioLine(parts, request) },
		{ method: "get", path: "/c/:slug/embeds", handle: (request) => partners(parts, request) },
	];
}

async function widget(parts: EmbedParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const snapshot = await readSnapshot(parts.pool, campaign.id, "page", parts.now());
	const view = embedView(snapshot, visitorLanguage(campaign.languages, request.query.lang), parts.now());
	return {
		kind: "page",
		status: 200,
		html: widgetPage(view, parts.assets.of("embed")),
		headers: {
			"Cache-Control": "public, max-age=1, stale-while-revalidate=5",
			"Content-Security-Policy": contentPolicy({ frameAncestors: ["'self'", ...campaign.page.embedOrigins] }),
			// It knows no list of sites; frame-ancestors above says who may.
			"X-Frame-Options": null,
		},
	};
}

async function widgetScript(parts: EmbedParts, request: Request): Promise<Answer> {
	await publicCampaign(parts.pool, paramOf(request, "slug"));
	return {
		kind: "text",
		status: 200,
		type: "text/javascript",
		text: parts.assets.script("widget"),
		headers: { "Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin" },
	};
}

async function overlay(parts: EmbedParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const snapshot = await readSnapshot(parts.pool, campaign.id, "page", parts.now());
	const view = embedView(snapshot, visitorLanguage(campaign.languages, request.query.lang), parts.now());
	const place = OVERLAY_PLACES.find((one) => one === request.query.place) ?? "bottom";
	const html = overlayPage(view, place, parts.assets.of("overlay"));
	return { kind: "page", status: 200, html, headers: { "Cache-Control": "no-store" } };
}

async function radioLine(parts: EmbedParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	return {
		kind: "text",
		status: 200,
		text: await lineOf(
			parts,
			campaign,
			visitorLanguage(campaign.languages, request.query.lang),
			request.query.accents === "keep",
		),
		headers: { "Cache-Control": "public, max-age=5", "Access-Control-Allow-Origin": "*" },
	};
}

async function partners(parts: EmbedParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const view = {
		base: baseAddress(request, parts.publicUrl),
		slug: campaign.slug,
		name: campaign.name,
		rds: await lineOf(parts, campaign, visitorLanguage(campaign.languages, request.query.lang), false),
		embedOrigins: campaign.page.embedOrigins,
	};
	const html = partnerPage(view, parts.assets.of("partner"));
	return {
		kind: "page",
		status: 200,
		html,
		// The page shows the card in a frame of its own.
		headers: { "Cache-Control": "no-store", "Content-Security-Policy": contentPolicy({ frames: ["'self'"] }) },
	};
}

async function lineOf({ pool, now }: EmbedParts, campaign: Campaign, language: Language, keepAccents: boolean) {
	const at = now();
	const { campaign: card, total, next, matched } = await readSnapshot(pool, campaign.id, "page", at);
	const { shortName, state, currency, phone } = campaign;
	const [match] = matchesShown(card, matched, at);
	const open = match?.state === "open" && match.kind === "ratio" ? match : null;
	const facts = { shortName, state, language, currency, total, toGo: next?.toGo ?? null, phone, match: open };
	return rdsLine(facts, keepAccents);
}
