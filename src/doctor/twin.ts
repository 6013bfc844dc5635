import type pg from "pg";
import { saveCampaign } from "../campaign/store.ts";
import type { Campaign } from "../domain/drive/campaign.ts";
import { HOUR, type Instant } from "../domain/plain/instant.ts";
import type { Language } from "../domain/plain/language.ts";

/** What a test gift gives, minor units; also the step of the twin's one milestone, so that each test gift passes exactly one. */
export const TEST_AMOUNT = 2_500;

/** The twin has no credentials, so nothing is ever sealed. */
const NO_VAULT = { seal: refuse, unseal: refuse };

function refuse(): never {
	throw new Error("A test gift's drive has no credentials.");
}

export function twinId(campaignId: string): string {
	return `test-of-${campaignId}`;
}

/**
 * The drive's hidden twin: its names, words and language, in test mode, with one rule and one practice account that publishes nowhere.
 * A test gift goes there and never into the drive itself (invariant 9).
 */
export async function openTwin(pool: pg.Pool, campaign: Campaign, now: Instant): Promise<Campaign> {
	const id = twinId(campaign.id);
	const language: Language = campaign.languages[0];
	const twin: Campaign = {
		...campaign,
		...{ id, slug: id, state: "live", livemode: false, isDefault: false, paymentLinks: [] },
		...{ opensAt: now - HOUR, closesAt: now + HOUR, announceFrom: 0 },
		rules: [
			{
				id: "test",
				trigger: { kind: "every", step: TEST_AMOUNT },
				priority: 10,
				policy: { kind: "automatic" },
				expiresAfterMinutes: 10,
			},
		],
		page: { ...campaign.page, isOpen: true, isGiving: false },
		show: { ...campaign.show, runOfShow: [] },
	};
	const pacing = { minGapSeconds: 0, per15Minutes: null, perDay: null };
	await saveCampaign(
		pool,
		twin,
		[{ platform: "dry-run", name: "Practice", language, pacing, credentials: null }],
		NO_VAULT,
	);
	await pool.query("update campaign set twin_of = $2 where id = $1 and twin_of is distinct from $2", [id, campaign.id]);
	return twin;
}

/** After the test the twin takes nothing any more, and its page is closed. */
export async function closeTwin(pool: pg.Pool, campaignId: string): Promise<void> {
	await pool.query(
		`update campaign set state = 'archived', config = jsonb_set(config, '{page,isOpen}', 'false'), version = version + 1
		 where id = $1 and twin_of is not null and state <> 'archived'`,
		[twinId(campaignId)],
	);
}
