import type { CampaignSetup } from "../../campaign/campaign-file.ts";
import { USUAL_PACING } from "../../campaign/channel-setup.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { type LinkPolicy, usualLinkPolicy } from "../../domain/post/link-policy.ts";
import type { Platform } from "../../domain/post/post.ts";
import type { Mills } from "../../domain/post/x-cost.ts";
import type { Account } from "../../posting/store.ts";
import type { RehearsalAssumptions } from "../../web/contract/staff/rehearsal.ts";

/** An account that posts are rehearsed for. It has no keys: nothing can leave by it. */
export type VirtualAccount = Account & { readonly linkPolicy: LinkPolicy };

/** What is rehearsed: the drive with its rules, its accounts in the order in which they were made, and what X may cost. */
export type VirtualSetup = {
	readonly campaign: Campaign;
	readonly accounts: readonly VirtualAccount[];
	/** The drive's budget for X; null: none. */
	readonly budget: Mills | null;
	/** Where the world reaches us, for posts' short links; null: posts carry none of ours. */
	readonly publicUrl: string | null;
};

export const USUAL_ASSUMPTIONS: RehearsalAssumptions = {
	sendingSeconds: 1,
	approvedAfterMinutes: 10,
	hasPictures: true,
};

type Named = Pick<Account, "platform" | "name" | "language" | "pacing">;

export function virtualAccount(
	campaignId: string,
	number: number,
	named: Named,
	linkPolicy?: LinkPolicy,
): VirtualAccount {
	return {
		...{ platform: named.platform, name: named.name, language: named.language, pacing: named.pacing },
		id: `${named.platform}-${number}`,
		campaignId,
		sealedCredentials: null,
		enabled: true,
		pausedUntil: null,
		pausedReason: null,
		linkPolicy: linkPolicy ?? usualLinkPolicy(named.platform),
	};
}

/** A campaign file's drive: a link's address and a budget stand in no file. */
export function setupOfFile({ campaign, channels }: CampaignSetup): VirtualSetup {
	const accounts = channels.map((channel, index) => virtualAccount(campaign.id, index + 1, channel));
	return {
		campaign: asLive(campaign),
		accounts: accounts.length > 0 ? accounts : standIns(campaign),
		budget: null,
		publicUrl: null,
	};
}

/** For a drive that has no accounts yet: one of each, as fast as is usual. */
export function standIns(campaign: Campaign): VirtualAccount[] {
	const named: readonly (readonly [Platform, string])[] = [
		["x", "X"],
		["facebook", "Facebook"],
		["on-air", "Host's screen"],
	];
	return named.map(([platform, name], index) =>
		virtualAccount(campaign.id, index + 1, { platform, name, language: campaign.languages[0], pacing: USUAL_PACING }),
	);
}

/** Rehearsed as if it were on: a draft announces nothing. Test money, so that nothing rehearsed could ever be taken for the real. */
export function asLive(campaign: Campaign): Campaign {
	return { ...campaign, state: "live", livemode: false, frozen: null };
}
