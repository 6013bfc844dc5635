import { createHash } from "node:crypto";
import type { Request } from "express";
import { publicCampaign } from "../campaign/public-campaign.ts";
import { thankWords } from "../domain/words/thank-words.ts";
import type { Answer } from "../http/answer.ts";
import { contentPolicy } from "../http/content-policy.ts";
import { paramOf } from "../http/param-of.ts";
import type { Route } from "../http/route-table.ts";
import { type GiveParts, isFromHere, ownPage, placeOf, textOf } from "./donor-page-route.ts";
import { readGiveForm } from "./give-choice.ts";
import { type GiveAgain, givePage, sentencePage } from "./give-page.tsx";
import type { GivePlace } from "./give-shell.tsx";
import { myGiftRoutes } from "./my-gift-routes.ts";
import { openLimit } from "./post-limit.ts";
import { sessionParams } from "./session-params.ts";
import { takesGifts } from "./takes-gifts.ts";
import { thankYouRoutes } from "./thank-you-routes.ts";

/** Giving: to Stripe's page, back to a thank-you, and the donor's later say about their name. */
export function giveRoutes(parts: GiveParts): Route[] {
	const limit = openLimit(parts.mostPerMinute ?? 40, 60);
	return [
		{
			method: "post",
			path: "/c/:slug/give",
			takes: { type: "form", mostBytes: 16 * 1024 },
			handle: async (request) => give(parts, request, await limit(request.ip ?? "")),
		},
		// Somebody who loads the address again, or comes back to it, means the page.
		{
			method: "get",
			path: "/c/:slug/give",
			handle: async (request) => {
				const { slug } = await publicCampaign(parts.pool, paramOf(request, "slug"));
				return { kind: "redirect", status: 303, location: `/c/${slug}#give` };
			},
		},
		...thankYouRoutes(parts),
		...myGiftRoutes(parts),
	];
}

async function give(parts: GiveParts, request: Request, isWithinLimit: boolean): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const place = placeOf(parts, request, campaign);
	const { language, base } = place;
	const words = thankWords(language);
	if (!isFromHere(request, base)) return sentence(place, 403, words.foreign);
	if (parts.checkout === null || !takesGifts(campaign, parts.stripeMode)) return sentence(place, 409, words.closed);
	const read = readGiveForm(request.body, campaign, language);
	const again = (status: number, more: Omit<GiveAgain, "input">) =>
		formAgain(parts, place, status, { ...more, ...{ input: read.input } });
	if (!isWithinLimit) return again(429, { trouble: words.tooMany });
	if (read.kind === "errors") return again(422, { errors: read.errors });
	const params = sessionParams({ campaign, choice: read.choice, language, base });
	const opened = await parts.checkout.open(params, pressKey(request, params));
	if (opened.kind === "open") return { kind: "redirect", status: 303, location: opened.url };
	parts.log(opened.kind === "away" ? "warn" : "error", "Stripe opened no Checkout Session.", {
		campaignId: campaign.id,
		reason: opened.reason,
	});
	return again(503, { trouble: words.away, hasOtherWays: true });
}

/**
 * The same press twice asks for the same session: the form's own number, with all that was answered and where it came from, so that no
 * two visitors ever share one, also where a cache gave both the same page. Null without a number: then every press is its own.
 */
function pressKey(request: Request, params: object): string | null {
	const nonce = textOf(request.body?.nonce);
	if (!/^[\w-]{16,64}$/.test(nonce)) return null;
	const seed = JSON.stringify([nonce, request.ip, request.get("user-agent"), params]);
	return `give-${createHash("sha256").update(seed).digest("hex")}`;
}

function formAgain(parts: GiveParts, place: GivePlace, status: number, again: GiveAgain): Answer {
	const policy = contentPolicy({ formAction: parts.formAction });
	return ownPage(status, givePage(place, again), {
		"Content-Security-Policy": policy,
		...(status === 429 && { "Retry-After": "60" }),
	});
}

function sentence(place: GivePlace, status: number, text: string): Answer {
	return ownPage(status, sentencePage(place, thankWords(place.language).giveTitle(place.campaign.shortName), text));
}
