import type { Request } from "express";
import type { Pool, PoolClient } from "pg";
import type { Answer } from "../http/answer.ts";
import { paramOf } from "../http/param-of.ts";
import { plainPage } from "../http/plain-page.ts";
import { Refusal } from "../http/problem.ts";
import type { ScreenRole } from "../web/contract/board.ts";
import { findScreenLink, holdScreenLink, type ScreenLink } from "./screen-link.ts";

const RANK: Readonly<Record<ScreenRole, number>> = { watch: 0, host: 1, producer: 2 };

export function tokenOf(request: Request): string {
	return paramOf(request, "link");
}

/** What this address opens. @throws Refusal where the link was switched off or never was */
export async function screenOf(pool: Pool, request: Request): Promise<ScreenLink> {
	return open(await findScreenLink(pool, tokenOf(request), "on-air"));
}

/**
 * The same for what is pressed on a screen: its role reaches that far, and no other site's page pressed it.
 * @throws Refusal
 */
export async function screenThatMay(pool: Pool, request: Request, needed: ScreenRole): Promise<ScreenLink> {
	const from = request.get("sec-fetch-site") ?? "same-origin";
	if (from !== "same-origin" && from !== "none") {
		throw new Refusal("forbidden", "This was pressed on another site's page. Open the screen's own address.");
	}
	return holding(await screenOf(pool, request), needed);
}

/** Asked again in the deed's own transaction: after a link was switched off, or its role cut, nothing more is done by it. */
export function stillMay(request: Request, needed: ScreenRole): (client: PoolClient) => Promise<void> {
	return async (client) => {
		holding(open(await holdScreenLink(client, tokenOf(request))), needed);
	};
}

function open(link: ScreenLink | null): ScreenLink {
	if (link !== null) return link;
	throw new Refusal(
		"not-found",
		"This screen's link doesn't work any more. Ask the development office for a new link to this screen.",
	);
}

function holding(link: ScreenLink, needed: ScreenRole): ScreenLink {
	if (RANK[link.role] >= RANK[needed]) return link;
	throw new Refusal(
		"forbidden",
		needed === "producer"
			? "Only a producer's screen can send this. Ask the development office for a link with the role producer."
			: "This screen may only watch. Ask the development office for a link with the role host.",
	);
}

/** In both languages: without a link there is no campaign that would say which. */
export function deadLink(): Answer {
	const html = plainPage({
		title: "This screen's link doesn't work any more",
		paragraphs: [
			"It may have been switched off, or part of the address is missing. Ask the development office for a new link to this screen.",
			"Este enlace ya no funciona. Pida uno nuevo a la oficina de desarrollo del hospital.",
		],
	});
	return { kind: "page", status: 404, html, headers: { "Cache-Control": "no-store" } };
}
