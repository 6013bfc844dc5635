import type { Request } from "express";
import type { Pool } from "pg";
import { publicCampaign } from "../campaign/public-campaign.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { visitorLanguage } from "../domain/words/visitor-language.ts";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";
import { isSameTag } from "../http/same-tag.ts";
import { CARD_PIXELS, type CardSize } from "./card-size.ts";
import { CardNotDrawn } from "./drawing-thread.ts";
import { findCard } from "./keep-card.ts";
import { renderCard } from "./render-card.ts";
import { keepTotalPictures, type TotalAsked, type TotalPicture } from "./total-pictures.ts";

export type CardParts = {
	readonly pool: Pool;
	/** The announced total, in minor units. */
	readonly totalOf: (campaignId: string) => Promise<number>;
	readonly now: () => Instant;
};

/** Pictures of posts by what they say, and of the total as it is. */
export function cardRoutes({ pool, totalOf, now }: CardParts): Route[] {
	const pictureOf = keepTotalPictures({ totalOf, draw: renderCard, now });
	return [
		{ method: "get", path: "/cards/:hash.png", handle: (request) => keptCard(pool, request) },
		{ method: "get", path: "/c/:slug/card.png", handle: (request) => currentTotal(pool, pictureOf, request) },
	];
}

/** Platforms and partners show it on pages of their own. */
const ANYWHERE = { "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*" };

async function keptCard(pool: Pool, request: Request): Promise<Answer> {
	const hash = paramOf(request, "hash");
	const card = /^[0-9a-f]{40}$/.test(hash) ? await findCard(pool, hash) : null;
	if (!card) throw new Refusal("not-found", "There is no picture at this address.");
	const headers = {
		...ANYWHERE,
		ETag: `"${hash}"`,
		// A name on it may be hidden later: then no cache on the way shall go on showing it.
		"Cache-Control": card.namesGiver ? "public, max-age=300" : "public, max-age=31536000, immutable",
		...(card.namesGiver && { "X-Robots-Tag": "noindex" }),
	};
	if (isSameTag(request.get("if-none-match"), headers.ETag)) return { kind: "empty", status: 304, headers };
	return { kind: "bytes", status: 200, bytes: card.png, type: "image/png", headers };
}

type PictureOf = (asked: TotalAsked) => Promise<TotalPicture>;

async function currentTotal(pool: Pool, pictureOf: PictureOf, request: Request): Promise<Answer> {
	const campaign = await publicCampaign(pool, paramOf(request, "slug"));
	const language = visitorLanguage(campaign.languages, request.query.lang);
	const { hash, png } = await pictureOf({ campaign, size: sizeOf(request), language }).catch(sayUnavailable);
	const headers = {
		...ANYWHERE,
		ETag: `"${hash}"`,
		"Cache-Control": "public, max-age=5, stale-while-revalidate=30, stale-if-error=300",
	};
	if (isSameTag(request.get("if-none-match"), headers.ETag)) return { kind: "empty", status: 304, headers };
	return { kind: "bytes", status: 200, bytes: png, type: "image/png", headers };
}

function sayUnavailable(error: unknown): never {
	if (error instanceof CardNotDrawn)
		throw new Refusal("unavailable", "The picture can't be drawn now. Ask again in a moment.");
	throw error;
}

function sizeOf(request: Request): CardSize {
	const asked = request.query.size ?? "wide";
	if (typeof asked === "string" && Object.hasOwn(CARD_PIXELS, asked)) return asked as CardSize;
	throw new Refusal("bad-request", "The size is wide or square.");
}
