import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { USUAL_LOOK, USUAL_PAGE } from "../../src/domain/drive/campaign-page.ts";
import { USUAL_SHOW } from "../../src/domain/drive/campaign-show.ts";
import type { MilestoneRule, MilestoneTrigger } from "../../src/domain/drive/milestone-rule.ts";

export const NOW = Date.parse("2026-12-03T15:20:00Z");

/** A live drive in Chicago, 150,000 dollars, open from the day before NOW to the day after. */
export function aCampaign(changes: Partial<Campaign> = {}): Campaign {
	return {
		id: "radiothon-2026",
		slug: "radiothon-2026",
		name: "Hope for Kids Radiothon 2026",
		shortName: "Hope for Kids",
		hospital: "Lakeside Children's Hospital",
		hashtag: "HopeForKids",
		goal: 15_000_000,
		currency: "usd",
		timeZone: "America/Chicago",
		opensAt: NOW - 86_400_000,
		closesAt: NOW + 86_400_000,
		onAirWindows: [],
		languages: ["en"],
		phone: "1-800-555-0134",
		textCode: "HOPE to 51555",
		donateUrl: "https://give.example.org/hope",
		stations: [{ id: "wkid", name: "WKID 101.5" }],
		state: "live",
		livemode: false,
		paymentLinks: [],
		isDefault: true,
		monthlyMultiplier: 12,
		announceFrom: 0,
		rules: [aRule("every", { kind: "every", step: 1_000_000 })],
		look: USUAL_LOOK,
		page: { ...USUAL_PAGE, onceAmounts: [2_500, 5_000, 10_000, 25_000], monthlyAmounts: [1_000, 2_000, 4_000] },
		show: USUAL_SHOW,
		...changes,
	};
}

export function aRule(id: string, trigger: MilestoneTrigger, changes: Partial<MilestoneRule> = {}): MilestoneRule {
	return { id, trigger, priority: 10, policy: { kind: "automatic" }, expiresAfterMinutes: 60, ...changes };
}
