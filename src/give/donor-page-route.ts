import type { Request } from "express";
import type { Campaign } from "../domain/drive/campaign.ts";
import { visitorLanguage } from "../domain/words/visitor-language.ts";
import type { Answer } from "../http/answer.ts";
import type { Assets } from "../http/assets.ts";
import { baseAddress } from "../http/base-address.ts";
import type { Log } from "../log.ts";
import type { Checkout } from "./checkout.ts";
import type { GivePlace } from "./give-shell.tsx";
import type { SayParts } from "./own-gift.ts";
import type { StripeMode } from "./takes-gifts.ts";

export type GiveParts = SayParts & {
	readonly assets: Pick<Assets, "of">;
	readonly log: Log;
	/** CARILLON_PUBLIC_URL; without it links are made of the request's own address. */
	readonly publicUrl: string | undefined;
	/** Null where no Stripe key is set: then no gift is taken on our pages. */
	readonly checkout: Checkout | null;
	readonly stripeMode: StripeMode;
	/** Where a form's answer may lead (see leadsTo). */
	readonly formAction: readonly string[];
	/** The key that signs donors' own links; asked for when one is first needed. */
	readonly linkKey: () => Buffer;
	/** Gifts begun from one address in a minute; 40 unless told. */
	readonly mostPerMinute?: number;
};

/** No page elsewhere may send this form. Browsers say where it comes from; "null" and nothing is what older ones say without a referrer. */
export function isFromHere(request: Request, base: string): boolean {
	const site = request.get("sec-fetch-site");
	if (site !== undefined) return site === "same-origin" || site === "none";
	const origin = request.get("origin");
	if (origin === undefined || origin === "null") return true;
	return origin === new URL(base).origin || hostOf(origin) === request.get("host");
}

function hostOf(origin: string): string | null {
	return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Where and how a donor's page is shown. The form says its language itself. */
export function placeOf(parts: GiveParts, request: Request, campaign: Campaign): GivePlace {
	const asked = request.query.lang ?? request.body?.lang;
	return {
		campaign,
		language: visitorLanguage(campaign.languages, asked, request.get("accept-language")),
		files: parts.assets.of("give"),
		base: baseAddress(request, parts.publicUrl),
	};
}

/** A donor's own page: never kept by a cache, nowhere to be found. */
export function ownPage(status: number, html: string, headers: Readonly<Record<string, string>> = {}): Answer {
	return {
		kind: "page",
		status,
		html,
		headers: { "Cache-Control": "no-store", "X-Robots-Tag": "noindex", ...headers },
	};
}

export function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
