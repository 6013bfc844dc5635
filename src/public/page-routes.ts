import { createHash } from "node:crypto";
import type { Request } from "express";
import type { Pool } from "pg";
import { createElement, type FunctionComponent, type ReactNode } from "react";
import { publicCampaign } from "../campaign/public-campaign.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Language } from "../domain/plain/language.ts";
import { formatMoney } from "../domain/plain/money.ts";
import { publicStage } from "../domain/screen/public-lines.ts";
import { PUBLIC_WORDS } from "../domain/words/public-words.ts";
import { visitorLanguage } from "../domain/words/visitor-language.ts";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { baseAddress } from "../http/base-address.ts";
import { contentPolicy } from "../http/content-policy.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { isSameTag } from "../http/same-tag.ts";
import { readSnapshot } from "../ticker/snapshot.ts";
import { donorPage } from "./donor-page.tsx";
import { lookCss } from "./look-css.ts";
import { type PageView, pageView } from "./page-view.ts";
import { FRESH_FOR_A_SECOND } from "./total-routes.ts";

/** What the page gives the giving form (src/give): where it stands, and the choice it opens with. */
export type FormPlace = {
	readonly slug: string;
	readonly language: Language;
	readonly currency: string;
	readonly onceAmounts: readonly number[];
	readonly monthlyAmounts: readonly number[];
	readonly stations: Campaign["stations"];
	readonly station?: string | undefined;
	readonly via?: string | undefined;
	readonly nonce: string;
	readonly input?: { readonly often?: string; readonly once?: string } | undefined;
};

export type PublicPageParts = {
	readonly pool: Pool;
	readonly assets: Pick<Assets, "of">;
	readonly now: () => number;
	/** CARILLON_PUBLIC_URL; without it links are made of the request's own address. */
	readonly publicUrl: string | undefined;
	/** Told by src/station: what each brought, highest first. */
	readonly stationsOf?: (campaignId: string, now: number) => Promise<NonNullable<PageView["stations"]>>;
	/** Told by src/give, which builds on this page. */
	readonly giving: {
		readonly takesGifts: (campaign: Campaign) => boolean;
		readonly form: FunctionComponent<FormPlace>;
		/** Where the form's answer may lead: Stripe's pages. */
		readonly leadsTo: readonly string[];
	};
};

/** The donor's page, and the campaign's colours for it, its widget and its overlay. */
export function publicPageRoutes(parts: PublicPageParts): Route[] {
	return [
		{ method: "get", path: "/c/:slug", handle: (request) => page(parts, request) },
		{ method: "get", path: "/c/:slug/stations.json", handle: (request) => stations(parts, request) },
		{ method: "get", path: "/c/:slug/look.css", handle: (request) => look(parts, request) },
	];
}

async function page(parts: PublicPageParts, request: Request): Promise<Answer> {
	const { pool, assets, giving, publicUrl } = parts;
	const campaign = await publicCampaign(pool, paramOf(request, "slug"));
	const now = parts.now();
	const language = visitorLanguage(campaign.languages, request.query.lang, request.get("accept-language"));
	const snapshot = await readSnapshot(pool, campaign.id, "page", now);
	const base = baseAddress(request, publicUrl);
	const stations = await shownStations(parts, campaign, now);
	const view = pageView({ campaign, snapshot, language, now, base, stations });
	const isGiving = giving.takesGifts(campaign) && publicStage(campaign, now) !== "over";
	const form = isGiving ? createElement(giving.form, formPlace(campaign, language, request)) : null;
	const html = donorPage(view, assets.of("public"), form satisfies ReactNode);
	const tag = `"${createHash("sha256").update(html).digest("base64url").slice(0, 22)}"`;
	const headers = {
		ETag: tag,
		"Cache-Control": FRESH_FOR_A_SECOND,
		Vary: "Accept-Language",
		"Content-Language": language,
		"Content-Security-Policy": contentPolicy({ formAction: giving.leadsTo }),
	};
	if (isSameTag(request.get("if-none-match"), tag)) return { kind: "empty", status: 304, headers };
	return { kind: "page", status: 200, html, headers };
}

async function shownStations({ stationsOf }: PublicPageParts, { id, page }: Campaign, now: number) {
	return page.showsStations === true && stationsOf !== undefined ? stationsOf(id, now) : null;
}

/** The stations' race on its own, for a page that is open. */
async function stations(parts: PublicPageParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const shown = await shownStations(parts, campaign, parts.now());
	if (shown === null) throw new Refusal("not-found", "This drive doesn't show what each station brought.");
	const language = visitorLanguage(campaign.languages, request.query.lang, request.get("accept-language"));
	const { locale } = PUBLIC_WORDS[language];
	const text = (amount: number) => formatMoney({ amount, currency: campaign.currency }, locale);
	const body = { stations: shown.map(({ name, total }) => ({ name, total, text: text(total) })) };
	return {
		kind: "json",
		status: 200,
		body,
		headers: { "Cache-Control": "public, max-age=5", Vary: "Accept-Language" },
	};
}

function formPlace(campaign: Campaign, language: Language, request: Request): FormPlace {
	const { slug, currency, page: chosen, stations } = campaign;
	const { onceAmounts, monthlyAmounts } = chosen;
	const { station, via, once } = request.query;
	const isOffered = typeof once === "string" && onceAmounts.includes(Number(once));
	return {
		slug,
		language,
		currency,
		onceAmounts,
		monthlyAmounts,
		stations,
		station: typeof station === "string" ? station : undefined,
		via: typeof via === "string" ? via : undefined,
		// The page is the same for everybody, so that caches can keep it; the browser puts its own in (src/web/public).
		nonce: "",
		input: isOffered ? { often: "once", once } : undefined,
	};
}

async function look({ pool }: PublicPageParts, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(pool, paramOf(request, "slug"));
	// The address carries the colour: it says the same for ever, until another colour has another address.
	const isVersioned = request.query.v === campaign.look.colour.slice(1);
	return {
		kind: "text",
		status: 200,
		type: "text/css",
		text: lookCss(campaign.look.colour),
		headers: { "Cache-Control": isVersioned ? "public, max-age=31536000, immutable" : "public, max-age=60" },
	};
}
