import type { Campaign } from "../domain/campaign.ts";
import { type Db, findCampaignBySlug } from "./store.ts";

/** Its code makes it a 404; nobody outside learns whether the drive is being set up, or its page switched off, or there is none. */
export class NoPublicPage extends Error {
	override name = "NoPublicPage";
	readonly code = "not-found";
}

/**
 * The campaign a public address names: for its page, embeds, feeds and pictures alike.
 * @throws NoPublicPage where there is none, it is a draft, or staff have switched its page off.
 */
export async function publicCampaign(db: Db, slug: string): Promise<Campaign> {
	const campaign = await findCampaignBySlug(db, slug);
	if (campaign === null || campaign.state === "draft" || !campaign.page.isOpen)
		throw new NoPublicPage("There is no campaign at this address.");
	return campaign;
}
