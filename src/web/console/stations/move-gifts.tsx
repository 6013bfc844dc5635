import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { momentsOf } from "../../../domain/plain/local-clock.ts";
import type { GiftFilter, StationGift, StationGiftList } from "../../contract/staff/stations.ts";
import { Money, When } from "../parts/figures.tsx";
import { Asked } from "../parts/states.tsx";
import { sourceWords } from "../pledges/pledge-words.ts";
import { useCampaign } from "../use-campaign.ts";
import { MoveBar } from "./move-bar.tsx";
import { MovesList } from "./moves-list.tsx";
import { useStationGifts } from "./use-stations.ts";

const ALL = "*";

/** Gifts that came through the wrong station, or through none: found, chosen, moved. */
export function MoveGifts() {
	const { timeZone } = useCampaign();
	const [station, setStation] = useState("");
	const [from, setFrom] = useState("");
	const [to, setTo] = useState("");
	const [before, setBefore] = useState<string | null>(null);
	const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
	const at = (wall: string) => (wall === "" ? undefined : momentsOf(wall, timeZone)[0]);
	const filter: GiftFilter = {
		...(station !== ALL && { station }),
		...(at(from) !== undefined && { from: at(from) }),
		...(at(to) !== undefined && { to: at(to) }),
	};
	const list = useStationGifts(filter, before);
	const turn = (change: () => void) => {
		change();
		setBefore(null);
		setChosen(new Set());
	};
	return (
		<section className="station-card" aria-labelledby="station-move">
			<h2 id="station-move">Move gifts to another station</h2>
			<Stack gap="md">
				<div className="station-filter">
					<StationChoice value={station} choose={(next) => turn(() => setStation(next))} />
					<TextInput
						type="datetime-local"
						label="Given from"
						value={from}
						onChange={(event) => turn(() => setFrom(event.currentTarget.value))}
					/>
					<TextInput
						type="datetime-local"
						label="Given before"
						value={to}
						onChange={(event) => turn(() => setTo(event.currentTarget.value))}
					/>
				</div>
				<Asked query={list} lines={3}>
					{(found) => (
						<>
							<Found found={found} chosen={chosen} setChosen={setChosen} />
							<Turn next={found.next} before={before} turnTo={setBefore} />
							{found.count > 0 && (
								<MoveBar filter={filter} found={found} chosen={chosen} moved={() => setChosen(new Set())} />
							)}
						</>
					)}
				</Asked>
				<MovesList />
			</Stack>
		</section>
	);
}

type TurnProps = {
	readonly next: string | null;
	readonly before: string | null;
	readonly turnTo: (before: string | null) => void;
};

function Turn({ next, before, turnTo }: TurnProps) {
	if (next === null) return null;
	return (
		<Group gap="sm">
			<Button variant="default" size="sm" onClick={() => turnTo(next)}>
				Older ones
			</Button>
			{before !== null && (
				<Button variant="subtle" size="sm" onClick={() => turnTo(null)}>
					The newest
				</Button>
			)}
		</Group>
	);
}

function StationChoice({ value, choose }: { readonly value: string; readonly choose: (station: string) => void }) {
	const { stations } = useCampaign();
	return (
		<NativeSelect
			size="md"
			label="Gifts of"
			value={value}
			onChange={(event) => choose(event.currentTarget.value)}
			data={[
				{ value: "", label: "No station" },
				...stations.map(({ id, name }) => ({ value: id, label: name })),
				{ value: ALL, label: "All of them" },
			]}
		/>
	);
}

type FoundProps = {
	readonly found: StationGiftList;
	readonly chosen: ReadonlySet<string>;
	readonly setChosen: (chosen: ReadonlySet<string>) => void;
};

function Found({ found: { gifts, count, amount }, chosen, setChosen }: FoundProps) {
	if (count === 0) return <Text c="dimmed">There are no such gifts.</Text>;
	const choose = (id: string, isChosen: boolean) => {
		const next = new Set(chosen);
		if (isChosen) next.add(id);
		else next.delete(id);
		setChosen(next);
	};
	return (
		<>
			<Text size="sm" c="dimmed">
				{count === 1 ? "1 gift" : `${count.toLocaleString("en-US")} gifts`}, <Money amount={amount} /> in all
			</Text>
			<ul className="station-gifts">
				{gifts.map((gift) => (
					<GiftLine key={gift.id} gift={gift} isChosen={chosen.has(gift.id)} choose={(is) => choose(gift.id, is)} />
				))}
			</ul>
		</>
	);
}

function GiftLine(props: {
	readonly gift: StationGift;
	readonly isChosen: boolean;
	readonly choose: (isChosen: boolean) => void;
}) {
	const { gift, isChosen, choose } = props;
	const { stations } = useCampaign();
	const station = stations.find(({ id }) => id === gift.stationId)?.name ?? gift.stationId ?? "No station";
	return (
		<li>
			<Checkbox
				checked={isChosen}
				onChange={(event) => choose(event.currentTarget.checked)}
				label={
					<span className="station-gift">
						<strong>
							<Money amount={gift.amount} />
						</strong>
						<span>
							<When at={gift.at} />
						</span>
						<span>
							{station}
							{gift.saidBy === "staff" && ", moved here"}
						</span>
						<span>{sourceWords(gift.source)}</span>
					</span>
				}
			/>
		</li>
	);
}
