import type { Campaign } from "../domain/drive/campaign.ts";
import { milestoneWords } from "../domain/milestone/milestone-words.ts";
import type { TimelineRow } from "../web/contract/staff/after-show.ts";
import type { Said } from "./read-said.ts";

/** What was announced, in order: in words, with what the hosts were given and where it was posted. */
export function timelineOf(campaign: Campaign, { announcements, scripts, posts }: Said): TimelineRow[] {
	const scriptOf = new Map(scripts.map(({ announcementId, text }) => [announcementId, text]));
	const postsOf = new Map<number, Said["posts"][number][]>();
	for (const post of posts) postsOf.set(post.announcementId, [...(postsOf.get(post.announcementId) ?? []), post]);
	return announcements.map(({ id, at, kind, value, about }) => ({
		...{ id, at },
		what: milestoneWords({ kind, value }, campaign.currency),
		about: about === null ? null : aboutWords(campaign, about),
		script: scriptOf.get(id) ?? null,
		posts: (postsOf.get(id) ?? []).map(({ platform, account, url }) => ({ platform, account, url })),
	}));
}

function aboutWords({ matches = [], powerHours = [] }: Campaign, id: string): string | null {
	const match = matches.find((one) => one.id === id);
	if (match !== undefined) return match.hidden ? null : match.sponsor;
	return powerHours.find((one) => one.id === id)?.name ?? null;
}
