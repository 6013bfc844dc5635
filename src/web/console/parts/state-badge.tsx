import { Badge } from "@mantine/core";
import type { CampaignState } from "../../../domain/drive/campaign.ts";

const STATES: Readonly<Record<CampaignState, { readonly words: string; readonly color: string }>> = {
	draft: { words: "Draft", color: "sky" },
	live: { words: "Live", color: "verdant" },
	closed: { words: "Closed", color: "ink" },
	archived: { words: "Archived", color: "ink" },
};

export function StateBadge({ state }: { readonly state: CampaignState }) {
	const { words, color } = STATES[state];
	return (
		<Badge color={color} variant="filled" tt="none" radius="sm" className="console-state">
			{words}
		</Badge>
	);
}
