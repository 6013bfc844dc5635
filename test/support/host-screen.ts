import type pg from "pg";
import type { Campaign } from "../../src/domain/drive/campaign.ts";
import { aCampaign, aRule } from "./campaigns.ts";
import { appendEntry, storeCampaign } from "./ledger-entries.ts";

const HOUR = 3_600_000;
export const agreed = { name: true, onAir: true, amount: true };

const PEOPLE: readonly [name: string, town: string, cash: number][] = [
	["Dana Smith", "Springfield", 5000],
	["Luis Ortega", "Aurora", 2500],
	["The Featherstone-Haughton Family", "Naperville", 100_000],
	["Priya Raman", "", 10_000],
	["أحمد علي", "Joliet", 7550],
	["Bob & Carol Jones", "Elgin", 3000],
];

export const SCRIPT =
	"We have just passed sixty thousand dollars for the children at Lakeside! Call 1-800-555-0134 and help us reach seventy-five.";

/** A drive in full swing, with everything a host's screen shows. */
export async function aShow(pool: pg.Pool, changes: Partial<Campaign> = {}): Promise<Campaign> {
	const now = Date.now();
	const campaign = aCampaign({
		opensAt: now - 9.4 * HOUR,
		closesAt: now + 5.6 * HOUR,
		rules: [
			aRule("every", { kind: "every", step: 2_000_000 }),
			aRule("percent", { kind: "percent", percents: [50] }),
			aRule("hour", { kind: "hour-target", target: 800_000 }),
		],
		show: {
			bigGift: 50_000,
			lastYear: Array.from({ length: 24 }, (_, hour) => 300_000 + hour * 10_000),
			evergreen: [
				{ id: "stand", title: "Where we stand", text: "We stand at {{ total }} for the children at Lakeside." },
				{ id: "month", title: "Monthly", text: "Twenty dollars a month keeps a music therapist at the bedside." },
			],
			runOfShow: [
				{ id: "motors", from: now - HOUR, to: now + HOUR, kind: "sponsor", title: "Lakeside Motors", say: "" },
			],
		},
		...changes,
	});
	await storeCampaign(pool, campaign);
	return campaign;
}

/** 61,280.50 from seven givers, Bob & Carol the newest, and a milestone's sentence three minutes old. */
export async function fillShow(pool: pg.Pool, campaign: Campaign): Promise<void> {
	await appendEntry(pool, campaign, { cash: 6_000_000, giver: { name: "Lakeside Motors", consent: agreed } });
	for (const [name, town, cash] of PEOPLE) {
		await appendEntry(pool, campaign, { cash, giver: { name, town, consent: agreed } });
	}
	await appendEntry(pool, campaign, {
		kind: "announced",
		giftId: null,
		at: Date.now() - 180_000,
		script: SCRIPT,
	});
}
