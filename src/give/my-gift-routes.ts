import type { Request } from "express";
import { findCampaignBySlug } from "../campaign/store.ts";
import { thankWords } from "../domain/words/thank-words.ts";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { type GiveParts, isFromHere, ownPage, placeOf } from "./donor-page-route.ts";
import { readGiftToken } from "./gift-token.ts";
import { sentencePage } from "./give-page.tsx";
import type { GivePlace } from "./give-shell.tsx";
import { myGiftPage } from "./my-gift-page.tsx";
import { findGift, recordConsent } from "./own-gift.ts";

/** The donor's own link. It works as long as the gift is kept, also once the drive's page is switched off: a name can be hidden years later. */
export function myGiftRoutes(parts: GiveParts): Route[] {
	const path = "/c/:slug/my-gift/:token";
	return [
		{ method: "get", path, handle: (request) => show(parts, request) },
		{ method: "post", path, takes: { type: "form", mostBytes: 2048 }, handle: (request) => change(parts, request) },
	];
}

async function show(parts: GiveParts, request: Request): Promise<Answer> {
	const { place, found } = await asked(parts, request);
	if (found === null) return nothing(place);
	const done = request.query.done;
	const html = myGiftPage(place, {
		giver: found.gift.giver,
		action: addressOf(request, place),
		done: done === "saved" || done === "hidden" ? done : null,
	});
	return ownPage(200, html);
}

async function change(parts: GiveParts, request: Request): Promise<Answer> {
	const { place, ref, found } = await asked(parts, request);
	if (ref === null || found === null) return nothing(place);
	if (!isFromHere(request, place.base)) throw new Refusal("forbidden", thankWords(place.language).foreign);
	const isHiding = request.body?.do === "hide";
	const ticked = (field: string) => !isHiding && request.body?.[field] === "yes";
	const [page, onAir, social] = [ticked("show_page"), ticked("on_air"), ticked("social")];
	// Hiding is about the name: an amount without a name says nothing about anybody.
	const amount = isHiding ? found.gift.giver.consent?.amount === true : ticked("show_amount");
	await recordConsent(parts, ref, { name: page || onAir || social, page, onAir, social, amount });
	const done = isHiding ? "hidden" : "saved";
	return { kind: "redirect", status: 303, location: `${addressOf(request, place)}&done=${done}` };
}

async function asked(parts: GiveParts, request: Request) {
	const campaign = await findCampaignBySlug(parts.pool, paramOf(request, "slug"));
	if (campaign === null || campaign.state === "draft") {
		throw new Refusal("not-found", "There is no campaign at this address.");
	}
	const place = placeOf(parts, request, campaign);
	const ref = readGiftToken(paramOf(request, "token"), parts.linkKey());
	const found = ref === null ? null : await findGift(parts.pool, ref);
	return { place, ref, found: found?.campaignId === campaign.id ? found : null };
}

function addressOf(request: Request, { campaign, language }: GivePlace): string {
	return `/c/${campaign.slug}/my-gift/${encodeURIComponent(paramOf(request, "token"))}?lang=${language}`;
}

/** The same for a wrong signature and for a gift that isn't here: nobody learns which. */
function nothing(place: GivePlace): Answer {
	const words = thankWords(place.language);
	return ownPage(404, sentencePage(place, words.mineTitle, words.noGift));
}
