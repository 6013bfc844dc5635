import type pg from "pg";
import { saveCampaign } from "../../campaign/store.ts";
import type { Campaign } from "../../domain/drive/campaign.ts";
import { DAY } from "../../domain/plain/instant.ts";

/** How many of the demo's listeners (numbered, see demo-drive.ts) gave last year as well: the others are first-time donors. */
const GAVE_BEFORE = 60_000;

/** Last year's drive, over and put away: without one, every gift of the demo would be somebody's first. */
export async function rememberLastYear(pool: pg.Pool, campaign: Campaign): Promise<void> {
	const lastYear: Campaign = {
		...campaign,
		id: `${campaign.id}-last-year`,
		slug: `${campaign.slug}-last-year`,
		state: "archived",
		isDefault: false,
		opensAt: campaign.opensAt - 365 * DAY,
		closesAt: campaign.closesAt - 365 * DAY,
	};
	await saveCampaign(pool, lastYear, [], { seal: refuse, unseal: refuse });
	// The same key as the intake makes of an e-mail (src/intake/to-fact/giver.ts).
	await pool.query(
		`insert into donor (campaign_id, donor_key)
		 select $1, left(encode(sha256(convert_to('listener' || n || '@example.org', 'UTF8')), 'hex'), 32)
		 from generate_series(0, $2::int - 1) n`,
		[lastYear.id, GAVE_BEFORE],
	);
}

function refuse(): never {
	throw new Error("Last year's drive has no channels.");
}
