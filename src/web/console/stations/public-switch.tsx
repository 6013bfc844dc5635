import { Switch } from "@mantine/core";
import { useState } from "react";
import type { StationBoard } from "../../contract/staff/stations.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { useStationDeeds } from "./use-stations.ts";

export function PublicSwitch({ board }: { readonly board: StationBoard }) {
	const { show } = useStationDeeds();
	const [isBusy, setBusy] = useState(false);
	const turn = async (shown: boolean) => {
		setBusy(true);
		try {
			await show(shown);
			notifyDone(
				shown ? "The public page shows what each station brought." : "The public page shows no stations' totals.",
			);
		} catch (error) {
			notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return (
		<section className="station-card" aria-labelledby="station-public">
			<h2 id="station-public">On the public page</h2>
			<Switch
				label="Show what each station brought"
				description="A friendly race, for everybody to see. Off, the public page has the drive's total only."
				checked={board.isShownToPublic}
				disabled={isBusy}
				onChange={(event) => void turn(event.currentTarget.checked)}
			/>
		</section>
	);
}
