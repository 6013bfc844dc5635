import { Text } from "@mantine/core";
import type { StationMove } from "../../contract/staff/stations.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Money, When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { useMoves, useStationDeeds } from "./use-stations.ts";

/** What was moved, and the way back. */
export function MovesList() {
	const { data: moves = [] } = useMoves();
	if (moves.length === 0) return null;
	return (
		<div>
			<h3 className="station-moves-title">Moved so far</h3>
			<ul className="station-spans">
				{moves.map((move) => (
					<MoveLine key={move.id} move={move} />
				))}
			</ul>
		</div>
	);
}

function MoveLine({ move }: { readonly move: StationMove }) {
	const { stations } = useCampaign();
	const { undo } = useStationDeeds();
	const where = stations.find(({ id }) => id === move.to)?.name ?? move.to ?? "no station";
	return (
		<li>
			<span>
				<strong>{move.count === 1 ? "1 gift" : `${move.count.toLocaleString("en-US")} gifts`}</strong>,{" "}
				<Money amount={move.amount} />, to {where}{" "}
				<Text span size="sm" c="dimmed">
					<When at={move.at} /> by {move.by}
					{move.undone !== null && `; taken back by ${move.undone.by}`}
				</Text>
			</span>
			{move.undone === null && (
				<ConfirmButton
					variant="default"
					size="xs"
					color="brass"
					label="Take back"
					title="Take this move back?"
					consequence="Each gift goes back to where it was before. Gifts that were moved on since stay where they are."
					confirm="Take it back"
					onConfirm={async () => {
						await undo(move);
						notifyDone("Taken back.");
					}}
				/>
			)}
		</li>
	);
}
