import { Group, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { GiftFilter, StationGiftList } from "../../contract/staff/stations.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { useStationDeeds } from "./use-stations.ts";

const NOWHERE = "-";

type Props = {
	readonly filter: GiftFilter;
	readonly found: StationGiftList;
	readonly chosen: ReadonlySet<string>;
	readonly moved: () => void;
};

/** Moves those chosen, or with none chosen all that were found. */
export function MoveBar({ filter, found, chosen, moved }: Props) {
	const { stations, currency } = useCampaign();
	const { move } = useStationDeeds();
	const [to, setTo] = useState(stations.find(({ id }) => id !== filter.station)?.id ?? NOWHERE);
	const picked = found.gifts.filter(({ id }) => chosen.has(id));
	const isAll = picked.length === 0;
	const count = isAll ? found.count : picked.length;
	const amount = isAll ? found.amount : picked.reduce((sum, gift) => sum + gift.amount, 0);
	const what = `${isAll && count > 1 ? "All " : ""}${count === 1 ? "1 gift" : `${count.toLocaleString("en-US")} gifts`}`;
	const where = stations.find(({ id }) => id === to)?.name ?? "no station";
	return (
		<Group gap="sm" align="flex-end" className="station-move-bar">
			<NativeSelect
				size="md"
				label="Move to"
				value={to}
				onChange={(event) => setTo(event.currentTarget.value)}
				data={[
					...stations.map(({ id, name }) => ({ value: id, label: name })),
					{ value: NOWHERE, label: "No station" },
				]}
			/>
			<ConfirmButton
				label={isAll ? `Move all ${count.toLocaleString("en-US")}` : `Move the ${count} chosen`}
				color="brass"
				disabled={to === filter.station || (to === NOWHERE && filter.station === "")}
				title={`Move to ${where}?`}
				consequence={`${what}, ${formatMoney({ amount, currency })}, count for ${where} from now on, on every screen. The drive's total stays as it is. It can be taken back.`}
				confirm={`Move to ${where}`}
				onConfirm={async () => {
					const { left } = await move({
						filter: isAll ? filter : { gifts: picked.map(({ id }) => id) },
						to: to === NOWHERE ? null : to,
						count,
					});
					moved();
					const rest = left > 0 ? ` ${left.toLocaleString("en-US")} more are left: move them too.` : "";
					notifyDone(`Moved to ${where}.${rest}`);
				}}
			/>
		</Group>
	);
}
