import type { Request } from "express";
import { loadCampaign } from "../../campaign/store.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { payWords } from "../../domain/words/pay-words.ts";
import { thankWords } from "../../domain/words/thank-words.ts";
import { visitorLanguage } from "../../domain/words/visitor-language.ts";
import { type GiveParts, isFromHere, ownPage, placeOf, textOf } from "../../give/donor-page-route.ts";
import { signGiftToken } from "../../give/gift-token.ts";
import { readGiveForm } from "../../give/give-choice.ts";
import type { GivePlace } from "../../give/give-shell.tsx";
import { type Limit, openLimit } from "../../give/post-limit.ts";
import { thankYouPage } from "../../give/thank-you-page.tsx";
import type { ThanksState } from "../../give/thanks-state.ts";
import type { Answer } from "../../http/answer.ts";
import { contentPolicy } from "../../http/content-policy.ts";
import { paramOf } from "../../http/param-of.ts";
import { Refusal } from "../../http/problem.ts";
import type { Route } from "../../http/route-table.ts";
import { readPayToken, signPayToken } from "../pay-token.ts";
import { findPledge, type Pledge } from "../store.ts";
import { newestUnheard, noteCheckout } from "./checkouts.ts";
import { askedFirst, type PayPage, payPage } from "./pay-page.tsx";
import { amountOfPayment, payShows, stateOfPayment, takesPledges } from "./pay-state.ts";
import { type PledgeGift, readPledgeGift } from "./pledge-gift.ts";
import { pledgeSessionParams } from "./pledge-session.ts";

export type PayParts = GiveParts & {
	/** The key that signs pledges' own addresses; asked for when one is first needed. */
	readonly payKey: () => Buffer;
};

type Asked = { readonly place: GivePlace; readonly pledge: Pledge; readonly found: PledgeGift; readonly path: string };

const SESSION = /^cs_(?:test|live)_\w{1,200}$/;

/** A pledge's own address: in the link sent, in the code shown. Whoever has it can pay that pledge, and learns nobody's name. */
export function payRoutes(parts: PayParts): Route[] {
	const limit = openLimit(parts.mostPerMinute ?? 40, 60);
	const mayAskStripe = openLimit(60, 60);
	return [
		{ method: "get", path: "/pay/:token", handle: (request) => show(parts, mayAskStripe, request) },
		{
			method: "post",
			path: "/pay/:token",
			takes: { type: "form", mostBytes: 4096 },
			handle: async (request) => pay(parts, request, await limit(request.ip ?? "")),
		},
		{
			method: "get",
			path: "/pay/:token/state",
			handle: async (request) => {
				const { found } = await asked(parts, request);
				const state: ThanksState = stateOfPayment(found.gift, textOf(request.query.session));
				return { kind: "json", status: 200, body: { state }, headers: { "Cache-Control": "no-store" } };
			},
		},
	];
}

async function asked(parts: PayParts, request: Request): Promise<Asked> {
	const pledgeId = readPayToken(paramOf(request, "token"), parts.payKey());
	const pledge = pledgeId === null ? null : await findPledge(parts.pool, pledgeId);
	const campaign = pledge === null ? null : await loadCampaign(parts.pool, pledge.campaignId);
	if (pledge === null || campaign === null || campaign.state === "draft") {
		const language = visitorLanguage(["en", "es"], request.query.lang, request.get("accept-language"));
		throw new Refusal("not-found", payWords(language).unknown);
	}
	const place = placeOf(parts, request, campaign);
	const path = `/pay/${signPayToken(pledge.id, parts.payKey())}`;
	return { place, pledge, path, found: await readPledgeGift(parts.pool, pledge, campaign.currency) };
}

async function show(parts: PayParts, mayAskStripe: Limit, request: Request): Promise<Answer> {
	const here = await asked(parts, request);
	const session = textOf(request.query.session);
	if (SESSION.test(session)) return thanks(parts, here, session);
	const isBegun = (await mayAskStripe(request.ip ?? "")) && (await isFilledIn(parts, here));
	return page(parts, here, { shows: payShows(here.found, here.place.campaign, parts.stripeMode, isBegun) });
}

/** Seconds lie between Stripe's page and its word to us: who comes back in them isn't asked to pay once more. */
async function isFilledIn({ pool, checkout, now }: PayParts, { pledge }: Asked): Promise<boolean> {
	const session = checkout === null ? null : await newestUnheard(pool, pledge.id, now());
	if (session === null || checkout === null) return false;
	const known = await checkout.find(session);
	return known.kind === "found" && known.isComplete;
}

/** Where Stripe sends the donor back to: their thanks, following the money until it is here. */
function thanks(parts: PayParts, { place, pledge, found, path }: Asked, sessionId: string): Answer {
	const { gift } = found;
	const state = stateOfPayment(gift, sessionId);
	const { base, campaign, language } = place;
	const link = `${base}/c/${campaign.slug}/my-gift/${signGiftToken(gift?.id ?? pledge.id, parts.linkKey())}?lang=${language}`;
	const shown =
		gift === null || state === "waiting"
			? null
			: { giver: gift.giver, amount: amountOfPayment(gift, sessionId), monthly: found.money.isSubscribed, link };
	return ownPage(200, thankYouPage(place, { state, sessionId, gift: shown, ask: `${path}/state` }));
}

async function pay(parts: PayParts, request: Request, isWithinLimit: boolean): Promise<Answer> {
	const here = await asked(parts, request);
	const { place, pledge, found, path } = here;
	const { campaign, language, base } = place;
	const words = thankWords(language);
	if (!isFromHere(request, base)) throw new Refusal("forbidden", words.foreign);
	const shows = payShows(found, campaign, parts.stripeMode, false);
	// Paid meanwhile, from another screen: said, and not asked for again.
	if (shows !== "form" || parts.checkout === null)
		return page(parts, here, { shows: shows === "form" ? "closed" : shows }, 409);
	const read = readGiveForm(request.body, asOffered(campaign, pledge, found), language);
	const again = (status: number, more: Partial<PayPage>) =>
		page(parts, here, { shows, input: read.input, ...more }, status);
	if (!isWithinLimit) return again(429, { trouble: words.tooMany });
	if (read.kind === "errors") return again(422, { errors: read.errors });
	const { choice } = read;
	const params = pledgeSessionParams({
		campaign,
		pledgeId: pledge.id,
		choice,
		language,
		base,
		address: `${base}${path}`,
	});
	const opened = await parts.checkout.open(params, null);
	if (opened.kind === "open") {
		const { amount, monthly } = choice;
		await noteCheckout(parts.pool, { sessionId: opened.id, pledgeId: pledge.id, amount, monthly, at: parts.now() });
		return { kind: "redirect", status: 303, location: opened.url };
	}
	parts.log(opened.kind === "away" ? "warn" : "error", "Stripe opened no Checkout Session for a pledge.", {
		campaignId: campaign.id,
		pledgeId: pledge.id,
		reason: opened.reason,
	});
	return again(503, { trouble: words.away });
}

/** The amounts of the drive's form, with the promised one in its place: what was offered is what is taken. */
function asOffered(campaign: Campaign, pledge: Pledge, found: PledgeGift): Campaign {
	const amounts = [askedFirst(found)];
	return {
		...campaign,
		page: { ...campaign.page, ...(pledge.monthly ? { monthlyAmounts: amounts } : { onceAmounts: amounts }) },
	};
}

function page(
	parts: PayParts,
	{ place, pledge, found, path }: Asked,
	more: Pick<PayPage, "shows"> & Partial<PayPage>,
	status = 200,
): Answer {
	const policy = contentPolicy({ formAction: takesPledges(place.campaign, parts.stripeMode) ? parts.formAction : [] });
	return ownPage(status, payPage(place, { pledge, found, action: `${path}?lang=${place.language}`, ...more }), {
		"Content-Security-Policy": policy,
		...(status === 429 && { "Retry-After": "60" }),
	});
}
