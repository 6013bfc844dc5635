import type pg from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { Refusal } from "../http/problem.ts";
import { loadCampaign } from "./store.ts";

/** The drive that an address of the console names. @throws Refusal where there is none */
export async function driveOfRoute(
	pool: Pick<pg.Pool, "query">,
	params: Readonly<Record<string, string>>,
): Promise<Campaign> {
	const campaign = await loadCampaign(pool, params.campaign ?? "");
	if (campaign === null) throw new Refusal("not-found", "There is no such drive; it may have been removed.");
	return campaign;
}
