import type { Request } from "express";
import { publicCampaign } from "../campaign/public-campaign.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import type { Route } from "../http/route-table.ts";
import { type GiveParts, ownPage, placeOf, textOf } from "./donor-page-route.ts";
import { signGiftToken } from "./gift-token.ts";
import { findGift, type OwnGift } from "./own-gift.ts";
import { type Limit, openLimit } from "./post-limit.ts";
import { thankYouPage } from "./thank-you-page.tsx";
import { amountOfGift, stateOfGift, stateOfSession, type ThanksState } from "./thanks-state.ts";

const SESSION = /^cs_(?:test|live)_\w{1,200}$/;

/** The page Stripe sends the donor back to, and what its script asks. */
export function thankYouRoutes(parts: GiveParts): Route[] {
	// Asking Stripe is for the seconds before its webhook comes; past the limit the page just goes on waiting.
	const mayAskStripe = openLimit(60, 60);
	return [
		{ method: "get", path: "/c/:slug/thank-you", handle: (request) => thankYou(parts, mayAskStripe, request) },
		{
			method: "get",
			path: "/c/:slug/thank-you/state",
			handle: async (request) => {
				const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
				const gift = await giftOfSession(parts, campaign, textOf(request.query.session));
				const state: ThanksState = gift === null ? "waiting" : stateOfGift(gift.gift);
				return { kind: "json", status: 200, body: { state }, headers: { "Cache-Control": "no-store" } };
			},
		},
	];
}

async function thankYou(parts: GiveParts, mayAskStripe: Limit, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(parts.pool, paramOf(request, "slug"));
	const place = placeOf(parts, request, campaign);
	const sessionId = textOf(request.query.session);
	const found = await giftOfSession(parts, campaign, sessionId);
	if (found !== null) {
		const { gift } = found;
		const { giver, id } = gift;
		const link = `${place.base}/c/${campaign.slug}/my-gift/${signGiftToken(id, parts.linkKey())}?lang=${place.language}`;
		const shown = { giver, amount: amountOfGift(gift), monthly: gift.promise !== null, link };
		return ownPage(200, thankYouPage(place, { state: stateOfGift(gift), sessionId, gift: shown }));
	}
	const state = await stateAtStripe(parts, mayAskStripe, request, { campaign, sessionId });
	return ownPage(state === "unknown" ? 404 : 200, thankYouPage(place, { state, sessionId, gift: null }));
}

async function stateAtStripe(
	{ checkout }: GiveParts,
	mayAskStripe: Limit,
	request: Request,
	asked: { readonly campaign: Campaign; readonly sessionId: string },
): Promise<ThanksState> {
	if (!SESSION.test(asked.sessionId) || checkout === null) return "unknown";
	if (!(await mayAskStripe(request.ip ?? ""))) return "waiting";
	return stateOfSession(await checkout.find(asked.sessionId), asked.campaign.id);
}

async function giftOfSession({ pool }: GiveParts, campaign: Campaign, sessionId: string): Promise<OwnGift | null> {
	if (!SESSION.test(sessionId)) return null;
	const found = await findGift(pool, sessionId);
	return found !== null && found.campaignId === campaign.id ? found : null;
}
