import type { Campaign } from "../drive/campaign.ts";
import { matchesOf } from "../drive/challenge-match.ts";
import { powerHoursOf } from "../drive/power-hour.ts";
import { comparableText } from "../plain/comparable-text.ts";

/**
 * Whether a text names somebody who stands behind a match and is not to be named yet: whoever wrote it, and whenever it was right to.
 * One who is named elsewhere in the drive, with another match or a power hour, can be named.
 * @param mayBeNamed who consented to stand in this very text: a sponsor's own gift says nothing of the match
 */
export function namesHiddenSponsor(
	text: string,
	campaign: Pick<Campaign, "matches" | "powerHours" | "hospital">,
	mayBeNamed: string | null = null,
): boolean {
	const matches = matchesOf(campaign).map(({ sponsor, hidden }) => ({ hidden, name: readable(sponsor) }));
	const hidden = matches.filter((match) => match.hidden && match.name !== "");
	if (hidden.length === 0) return false;
	const open = new Set([
		...matches.filter((match) => !match.hidden).map(({ name }) => name),
		...powerHoursOf(campaign).map(({ sponsor }) => readable(sponsor)),
		readable(campaign.hospital),
		readable(mayBeNamed ?? ""),
	]);
	const read = readable(text);
	return hidden.some(({ name }) => !open.has(name) && read.includes(name));
}

function readable(text: string): string {
	return comparableText(text).toLowerCase().replace(/\s+/g, " ").trim();
}
