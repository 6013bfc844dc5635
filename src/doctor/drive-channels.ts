import { type ChannelFacts, endsAhead } from "../domain/post/channel-health.ts";
import type { DriveCheck } from "./drive.ts";
import type { Finding } from "./finding.ts";

type Row = {
	name: string;
	platform: string;
	pausedReason: string | null;
	pausedUntil: Date | null;
	isConnected: boolean;
	facts: ChannelFacts | null;
};

const FIX = { says: "Open channels", page: "channels" };

/** Each account: connected, allowed, and for the whole drive. Reads what the last check found; asks no platform. */
export async function examineDriveChannels({ pool, campaign }: DriveCheck): Promise<Finding[]> {
	const { rows } = await pool.query<Row>(
		`select a.name, a.platform, a.paused_reason as "pausedReason", a.paused_until as "pausedUntil",
		   a.sealed_credentials is not null or a.platform in ('on-air', 'dry-run') as "isConnected", h.facts
		 from channel_account a left join channel_health h on h.account_id = a.id
		 where a.campaign_id = $1 and a.enabled order by a.platform, a.name`,
		[campaign.id],
	);
	if (rows.length === 0) {
		const says = "The drive has no channel: its milestones are announced nowhere.";
		return [{ what: "Channels", state: "broken", says, fix: FIX }];
	}
	return rows.map((row) => ({ what: row.name, ...standing(row, campaign.closesAt) }));
}

function standing(row: Row, closesAt: number): Omit<Finding, "what"> {
	if (!row.isConnected) return { state: "broken", says: "It isn't connected yet.", fix: FIX };
	if (row.pausedReason !== null && row.pausedUntil === null)
		return { state: "broken", says: `It waits for a person: ${row.pausedReason}`, fix: FIX };
	const { facts } = row;
	if (facts === null || row.platform === "on-air" || row.platform === "dry-run")
		return { state: "ok", says: row.platform === "on-air" ? "On every host's screen." : "It is connected." };
	if (!facts.who.ok) return { state: "broken", says: facts.who.reason, fix: FIX };
	const lacking = facts.permissions?.filter(({ granted }) => !granted) ?? [];
	if (lacking.length > 0)
		return { state: "broken", says: `It lacks a permission: ${lacking.map((one) => one.for).join("; ")}.`, fix: FIX };
	if (facts.credits === "used-up")
		return { state: "broken", says: "Its credits at X are used up. Buy more there.", fix: FIX };
	if (endsAhead(facts).some(({ at }) => at < closesAt))
		return { state: "warning", says: "Its access ends before the drive does. Connect it again.", fix: FIX };
	return { state: "ok", says: `It speaks as ${facts.who.name}, for the whole drive.` };
}
