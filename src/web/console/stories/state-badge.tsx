import { Badge } from "@mantine/core";
import type { StoryState } from "../../../domain/privacy/story.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";

const DAY = 86_400_000;

/** A story's standing in words. */
export function StateBadge({ state, now = Date.now() }: { readonly state: StoryState; readonly now?: number }) {
	const { timeZone } = useCampaign();
	const { color, words } = told(state, now, (at) => writtenMoment(at, "day", timeZone));
	return (
		<Badge color={color} variant="light" tt="none" className="story-state">
			{words}
		</Badge>
	);
}

function told(state: StoryState, now: number, day: (at: number) => string): { color: string; words: string } {
	switch (state.kind) {
		case "valid":
			if (state.until === null) return { color: "verdant", words: "Valid until its event" };
			return state.endsSoon
				? { color: "brass", words: `Ends in ${daysLeft(state.until - now)}` }
				: { color: "verdant", words: `Valid until ${day(state.until)}` };
		case "expired":
			return { color: "ember", words: `Ran out on ${day(state.at)}` };
		case "revoked":
			return { color: "ember", words: `Revoked on ${day(state.at)}` };
		case "not-yet":
			return { color: "brass", words: `Signed for ${day(state.at)}` };
		case "incomplete": {
			const { length } = state.missing;
			return { color: "brass", words: length === 1 ? "One thing is missing" : `${length} things are missing` };
		}
		default:
			return state satisfies never;
	}
}

function daysLeft(ms: number): string {
	const days = Math.ceil(ms / DAY);
	return days <= 1 ? "a day" : `${days} days`;
}
