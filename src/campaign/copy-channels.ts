import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Language } from "../domain/plain/language.ts";

/** The host's screen as a channel: it needs no account anywhere, so that a new drive speaks on air from the start. */
export async function openStudioChannel(client: pg.PoolClient, campaignId: string, language: Language): Promise<void> {
	await client.query(
		`insert into channel_account (id, campaign_id, platform, name, language, pacing)
		 values ($1, $2, 'on-air', 'Studio', $3, '{"minGapSeconds": 0, "per15Minutes": null, "perDay": null}')`,
		[`acc_${randomUUID()}`, campaignId, language],
	);
}

/** The same accounts for another drive, without what opens them: those that need credentials stay off until they are connected again. */
export async function copyChannels(client: pg.PoolClient, from: string, to: string): Promise<void> {
	await client.query(
		`insert into channel_account (id, campaign_id, platform, name, language, pacing, link_policy, enabled)
		 select 'acc_' || gen_random_uuid(), $2, platform, name, language, pacing, link_policy, platform in ('on-air', 'dry-run')
		 from channel_account where campaign_id = $1 and (enabled or disconnected_at is null)`,
		[from, to],
	);
}
