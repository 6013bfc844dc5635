import type { Request } from "express";
import type pg from "pg";
import { type CampaignRow, campaignOf } from "../campaign/stored-campaign.ts";
import { isLinkCode } from "../domain/drive/link-code.ts";
import { isProgram, linkTarget } from "../domain/drive/link-target.ts";
import type { Language } from "../domain/plain/language.ts";
import type { Answer } from "../http/answer.ts";
import { baseAddress } from "../http/base-address.ts";
import { paramOf } from "../http/param-of.ts";
import { Refusal } from "../http/problem.ts";
import type { Route } from "../http/route-table.ts";

export type GoParts = { readonly pool: pg.Pool; readonly publicUrl: string | undefined };

/** A post's short link, for whoever follows it. */
export function goRoutes(parts: GoParts): Route[] {
	return [{ method: "get", path: "/go/:code", handle: (request) => follow(parts, request) }];
}

async function follow({ pool, publicUrl }: GoParts, request: Request): Promise<Answer> {
	const code = paramOf(request, "code").toLowerCase();
	const found = isLinkCode(code) ? await findPost(pool, code) : null;
	const target = found && linkTarget(found.campaign, code, found.language, baseAddress(request, publicUrl));
	if (!target) throw new Refusal("not-found", "This link leads nowhere any more.");
	if (request.method === "GET" && !isProgram(request.get("user-agent"))) {
		await pool.query("update post_link set clicks = clicks + 1 where code = $1", [code]);
	}
	return { kind: "redirect", status: 302, location: target };
}

async function findPost(pool: pg.Pool, code: string) {
	const { rows } = await pool.query<CampaignRow & { language: Language }>(
		`select c.id, c.slug, c.state, c.livemode, c.is_default, c.config, a.language
		 from post_link l join campaign c on c.id = l.campaign_id join post p on p.id = l.post_id
		 join channel_account a on a.id = p.account_id where l.code = $1`,
		[code],
	);
	return rows[0] === undefined ? null : { campaign: campaignOf(rows[0]), language: rows[0].language };
}
