import type { Campaign } from "../../domain/drive/campaign.ts";
import { HOUR, type Instant } from "../../domain/plain/instant.ts";
import { formatMoney } from "../../domain/plain/money.ts";
import type { DriveRow } from "../drive-file.ts";

export type Placed = {
	readonly campaign: Campaign;
	/** In the order in which they come in. */
	readonly rows: readonly DriveRow[];
	/** What was done so that both fit, for people. */
	readonly notes: readonly string[];
};

/**
 * Puts a drive's gifts into this campaign's own days: its windows, matches and countdowns are about its own clock. The gifts move as one,
 * their first hour to the hour the drive opens; a drive that was longer is held open until its last gift.
 */
export function placeInTime(campaign: Campaign, given: readonly DriveRow[]): Placed {
	const rows = inOrder(given);
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined) return { campaign, rows, notes: [] };
	const isIts = first.at >= campaign.opensAt && last.at < campaign.closesAt;
	const shift = isIts ? 0 : Math.floor(campaign.opensAt / HOUR) * HOUR - Math.floor(first.at / HOUR) * HOUR;
	const moved = shift === 0 ? rows : rows.map((row) => ({ ...row, at: row.at + shift }));
	// A gift before the opening announces nothing; the first may lie in the opening's own hour, before it.
	const opensAt = Math.min(campaign.opensAt, first.at + shift);
	const lastAt = last.at + shift;
	const closesAt = lastAt < campaign.closesAt ? campaign.closesAt : nextHour(lastAt);
	const notes = [
		...(shift === 0 ? [] : [`The gifts of ${written(first.at, campaign)} are moved to when this drive opens.`]),
		...(closesAt === campaign.closesAt ? [] : [longerBy(closesAt - campaign.closesAt)]),
	];
	return { campaign: withTimes(campaign, opensAt, closesAt), rows: moved, notes };
}

function withTimes(campaign: Campaign, opensAt: Instant, closesAt: Instant): Campaign {
	if (opensAt === campaign.opensAt && closesAt === campaign.closesAt) {
		return { ...campaign, announceFrom: Math.min(campaign.announceFrom, opensAt) };
	}
	const windows = campaign.onAirWindows;
	const lastWindow = windows.at(-1);
	// It goes on being on the air for as long as it is held open.
	const longer =
		lastWindow !== undefined && closesAt > campaign.closesAt
			? [...windows.slice(0, -1), { ...lastWindow, to: Math.max(lastWindow.to, closesAt) }]
			: windows;
	return { ...campaign, opensAt, closesAt, onAirWindows: longer, announceFrom: opensAt };
}

/** Stable: of the same moment as they stand in the file. */
function inOrder(rows: readonly DriveRow[]): readonly DriveRow[] {
	return [...rows].sort((a, b) => a.at - b.at);
}

function nextHour(at: Instant): Instant {
	return (Math.floor(at / HOUR) + 1) * HOUR;
}

function longerBy(milliseconds: number): string {
	const hours = Math.max(1, Math.round(milliseconds / HOUR));
	return `It was longer than this drive: the rehearsal goes on for ${hours} ${hours === 1 ? "hour" : "hours"} after the close, and counts down to that.`;
}

function written(at: Instant, { timeZone }: Campaign): string {
	return new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "long" }).format(at);
}

/** "43,472 gifts, $2,217,000": for whoever waits. */
export function extentWords(rows: readonly DriveRow[], currency: string): string {
	const total = rows.reduce((sum, { amount }) => sum + amount, 0);
	return `${rows.length.toLocaleString("en-US")} gifts, ${formatMoney({ amount: total, currency })}`;
}
