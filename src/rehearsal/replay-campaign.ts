import type { CampaignSetup } from "../campaign/campaign-file.ts";
import type { ChannelSetup } from "../campaign/channel-setup.ts";
import { roundUpToSayable } from "../campaign/default-rules.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { USUAL_LOOK, USUAL_PAGE } from "../domain/drive/campaign-page.ts";
import { USUAL_SHOW } from "../domain/drive/campaign-show.ts";
import type { MilestoneRule } from "../domain/drive/milestone-rule.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import { minorDigits } from "../domain/plain/money.ts";
import { NO_PACING } from "../domain/post/pacing.ts";
import { DEFAULT_PAGE } from "../sandbox/facebook-store.ts";
import { SANDBOX_X_ACCOUNT } from "../sandbox/x-account.ts";
import type { DriveRow } from "./drive-file.ts";

/** What the whole file says, before any of it is sent. Amounts in minor units. */
export type DriveExtent = {
	readonly gifts: number;
	readonly total: number;
	readonly firstAt: Instant;
	readonly lastAt: Instant;
};

export function extentOf(rows: readonly DriveRow[]): DriveExtent {
	let [total, firstAt, lastAt] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const row of rows) {
		total += row.amount;
		firstAt = Math.min(firstAt, row.at);
		lastAt = Math.max(lastAt, row.at);
	}
	return { gifts: rows.length, total, firstAt, lastAt };
}

/** A drive of 25,000 to 2,500,000 gets steps of which it passes one or two hundred. */
const STEPS_TO_GOAL = 250;

/** Posts of a rehearsal may be late: the machine is slower than the drive at full speed, and nothing is to expire for that. */
const EXPIRES_AFTER_MINUTES = 240;

/** The campaign for a file that comes without one: a goal just above its total, and a milestone every 1/250 of it. */
export function campaignForFile(extent: DriveExtent, run: string): CampaignSetup {
	const unit = 10 ** minorDigits("usd");
	const goal = roundUpToSayable(extent.total, unit);
	const every: MilestoneRule = {
		id: "every-step",
		trigger: { kind: "every", step: roundUpToSayable(goal / STEPS_TO_GOAL, unit) },
		priority: 50,
		policy: { kind: "automatic" },
		expiresAfterMinutes: EXPIRES_AFTER_MINUTES,
	};
	const campaign: Campaign = {
		id: run,
		slug: run,
		name: "Rehearsal",
		shortName: "Rehearsal",
		hospital: "Rehearsal Children's Hospital",
		hashtag: "Rehearsal",
		goal,
		currency: "usd",
		timeZone: "UTC",
		...timesOf(extent),
		languages: ["en"],
		phone: "1-800-555-0100",
		textCode: "",
		donateUrl: "",
		stations: [],
		state: "live",
		livemode: false,
		paymentLinks: [],
		isDefault: false,
		monthlyMultiplier: 1,
		announceFrom: 0,
		rules: [every],
		look: USUAL_LOOK,
		page: USUAL_PAGE,
		show: USUAL_SHOW,
	};
	return { campaign, channels: rehearsalChannels(["en"]) };
}

/**
 * This year's campaign for last year's drive: its goal, rules and counting, over the file's time, on sandbox accounts without
 * pacing. Windows and waits are opened, since hours pass in seconds; what only the clock makes fall is left out for the same
 * reason.
 */
export function campaignForRehearsal(setup: CampaignSetup, extent: DriveExtent, run: string): CampaignSetup {
	const rules = setup.campaign.rules
		.filter((rule) => !isByClockOrStaff(rule))
		.map(
			({ window: _, ...rule }): MilestoneRule => ({
				...rule,
				policy: { kind: "automatic" },
				expiresAfterMinutes: Math.max(rule.expiresAfterMinutes, EXPIRES_AFTER_MINUTES),
			}),
		);
	const campaign: Campaign = {
		...setup.campaign,
		...timesOf(extent),
		id: run,
		slug: run,
		state: "live",
		livemode: false,
		paymentLinks: [],
		isDefault: false,
		announceFrom: 0,
		rules,
		// Of another time than the file's; and what a sponsor gives isn't in the file that the ledger is held against.
		matches: [],
		powerHours: [],
	};
	return { campaign, channels: rehearsalChannels(campaign.languages) };
}

function timesOf(extent: DriveExtent): Pick<Campaign, "opensAt" | "closesAt" | "onAirWindows"> {
	return {
		opensAt: Math.floor(extent.firstAt / HOUR) * HOUR,
		closesAt: (Math.floor(extent.lastAt / HOUR) + 1) * HOUR,
		onAirWindows: [],
	};
}

function isByClockOrStaff(rule: MilestoneRule): boolean {
	return ["hours-to-go", "final-hour", "closed", "thank-you", "goal-raised"].includes(rule.trigger.kind);
}

/** Keys that open the sandboxes and nothing else. */
export const SANDBOX_X_KEYS = {
	appKey: SANDBOX_X_ACCOUNT.appKey,
	appSecret: SANDBOX_X_ACCOUNT.appSecret,
	accessToken: SANDBOX_X_ACCOUNT.accessToken,
	accessSecret: SANDBOX_X_ACCOUNT.accessSecret,
};
export const SANDBOX_PAGE_KEYS = { pageId: DEFAULT_PAGE.id, accessToken: "sandbox-page-token" };

/** One account a platform: what each received can then be told apart by its platform alone. */
function rehearsalChannels(languages: Campaign["languages"]): ChannelSetup[] {
	const common = { language: languages[0], pacing: NO_PACING };
	return [
		{ ...common, platform: "x", name: "Sandbox X", credentials: SANDBOX_X_KEYS },
		{ ...common, platform: "facebook", name: "Sandbox Facebook", credentials: SANDBOX_PAGE_KEYS },
		{ ...common, platform: "on-air", name: "Studio", credentials: null },
	];
}
