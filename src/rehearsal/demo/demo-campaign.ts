import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CampaignSetup, readCampaignFile } from "../../campaign/campaign-file.ts";
import type { ChannelSetup } from "../../campaign/channel-setup.ts";
import { HOUR, type Instant, MINUTE } from "../../domain/plain/instant.ts";
import { SANDBOX_PAGE_KEYS, SANDBOX_X_KEYS } from "../replay-campaign.ts";
import { demoOffers } from "./demo-offers.ts";
import { demoRunOfShow } from "./demo-show.ts";

/** config/campaigns/demo.json, open from now on, on the sandbox platforms' keys, with a run of show around now. `page`: its donor page. */
export async function demoCampaign(now: Instant, minutes: number, page?: string): Promise<CampaignSetup> {
	const { campaign, channels } = await readCampaignFile(demoFile(), () => undefined);
	const opensAt = Math.floor(now / HOUR) * HOUR;
	const closesAt = now + Math.max(minutes * MINUTE, HOUR) + 2 * HOUR;
	const show = { ...campaign.show, runOfShow: demoRunOfShow(now) };
	// Giving is on the drive's own page, at sandbox Stripe.
	const donateUrl = page ?? campaign.donateUrl;
	const offers = demoOffers(campaign, now, minutes);
	return {
		campaign: { ...campaign, ...offers, opensAt, closesAt, onAirWindows: [], announceFrom: opensAt, donateUrl, show },
		channels: channels.map(withKeys),
	};
}

function withKeys(channel: ChannelSetup): ChannelSetup {
	if (channel.platform === "x") return { ...channel, credentials: SANDBOX_X_KEYS };
	return channel.platform === "facebook" ? { ...channel, credentials: SANDBOX_PAGE_KEYS } : channel;
}

/** In the checkout, seen from src as from dist/src. */
function demoFile(): string {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		const file = join(folder, "config", "campaigns", "demo.json");
		if (existsSync(file)) return file;
		if (folder === dirname(folder)) throw new Error("config/campaigns/demo.json is missing: install Carillon again");
	}
}
