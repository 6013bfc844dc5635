import { Alert, Text } from "@mantine/core";
import { useParams } from "react-router";
import { HOUR } from "../../../domain/plain/instant.ts";
import type { MatchDraft, MatchesView } from "../../contract/staff/matches.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { nameOf } from "./match-card.tsx";
import { MatchForm } from "./match-form.tsx";
import { useMatches } from "./use-matches.ts";
import "./matches.css";

/** One match: a new one, or one to change. */
export function MatchPage() {
	const id = useParams().match ?? "";
	const query = useMatches();
	const { now } = useLiveNow();
	const item = query.data?.matches.find(({ match }) => match.id === id);
	const isNew = id === "new";
	return (
		<PageFrame
			title={isNew ? "Add a match" : item ? `Match: ${nameOf(item)}` : "Match"}
			lead={isNew ? "A sponsor's promise to answer gifts. You read what it does before it is saved." : undefined}
		>
			<Asked query={query}>
				{(view) =>
					!isNew && item === undefined ? (
						<Alert color="sky" title="This match isn't there">
							<Text>It belongs to another drive, or was never saved. Go back to the list of matches.</Text>
						</Alert>
					) : (
						<MatchForm key={id} view={view} start={draftOf(item?.match, view, now)} isNew={isNew} />
					)
				}
			</Asked>
		</PageFrame>
	);
}

function draftOf(
	match: MatchesView["matches"][number]["match"] | undefined,
	view: MatchesView,
	now: number,
): MatchDraft {
	if (match !== undefined) {
		const { isOff: _, ...draft } = match;
		return draft;
	}
	const from = Math.max(view.opensAt, Math.ceil(now / HOUR) * HOUR);
	return {
		...{ id: null, sponsor: "", hidden: false, kind: "ratio", pool: 0, ratio: 1, minGift: null, maxGift: null },
		...{ from, to: Math.min(view.closesAt, from + 3 * HOUR), unlock: null, stacking: "in-turn" },
		...{ stationId: null, sponsorDonor: null },
	};
}
