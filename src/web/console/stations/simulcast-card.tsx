import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { simulcastAt, simulcastName } from "../../../domain/drive/simulcast.ts";
import type { SimulcastSpan, StationBoard } from "../../contract/staff/stations.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign } from "../use-campaign.ts";
import { SpanDialog } from "./span-dialog.tsx";
import { useStationDeeds } from "./use-stations.ts";

type Props = { readonly board: StationBoard; readonly mayEdit: boolean };

/** Which stations go out together now, and when they did. */
export function SimulcastCard({ board, mayEdit }: Props) {
	const { stations } = useCampaign();
	const running = simulcastAt({ stations, simulcasts: board.spans }, board.now);
	return (
		<section className="station-card" aria-labelledby="station-simulcast">
			<h2 id="station-simulcast">Simulcast</h2>
			{running === null ? (
				<>
					<Text>Each station is on its own: a gift goes by its link, its code or its phone line.</Text>
					{mayEdit && <Join />}
				</>
			) : (
				<Running span={running} mayEdit={mayEdit} />
			)}
			<Spans board={board} mayEdit={mayEdit} />
		</section>
	);
}

function Running({ span, mayEdit }: { readonly span: SimulcastSpan; readonly mayEdit: boolean }) {
	const { stations } = useCampaign();
	const { split } = useStationDeeds();
	const name = simulcastName(stations, span.stationIds);
	return (
		<>
			<Text>
				<strong>{name}</strong> go out together since <When at={span.from} />. A gift that names no station belongs to
				all of them.
			</Text>
			{mayEdit && (
				<ConfirmButton
					label="Split now"
					color="brass"
					title={`Split ${name}?`}
					consequence="From this moment each gift goes by its own station, and one that names none belongs to none. What they brought together stays with the simulcast."
					confirm="Split them"
					onConfirm={async () => {
						await split();
						notifyDone("Each station is on its own again.");
					}}
				/>
			)}
		</>
	);
}

function Join() {
	const { stations } = useCampaign();
	const { join } = useStationDeeds();
	const [chosen, setChosen] = useState<string[]>([]);
	const name = simulcastName(
		stations,
		stations.filter(({ id }) => chosen.includes(id)).map(({ id }) => id),
	);
	return (
		<Stack gap="sm" align="flex-start">
			<Checkbox.Group label="Which go out together from now on?" value={chosen} onChange={setChosen}>
				<Group gap="md" mt="xs">
					{stations.map(({ id, name: label }) => (
						<Checkbox key={id} value={id} label={label} />
					))}
				</Group>
			</Checkbox.Group>
			<ConfirmButton
				label="Join now"
				color="brass"
				disabled={chosen.length < 2}
				title={`Join ${name}?`}
				consequence={`From this moment gifts that name no station of their own belong to ${name} together. Their hosts see their own total, the joint one and the drive's.`}
				confirm="Join them"
				onConfirm={async () => {
					await join(stations.filter(({ id }) => chosen.includes(id)).map(({ id }) => id));
					setChosen([]);
					notifyDone(`${name} go out together.`);
				}}
			/>
		</Stack>
	);
}

function Spans({ board, mayEdit }: Props) {
	const { stations } = useCampaign();
	const { saveSpans } = useStationDeeds();
	const [changing, setChanging] = useState<number | null>(null);
	const { spans, version } = board;
	if (spans.length === 0) return null;
	const keep = (next: readonly SimulcastSpan[]) => saveSpans({ version, spans: next });
	const chosen = changing === null ? undefined : spans[changing];
	return (
		<>
			<ul className="station-spans">
				{spans.map((span, index) => (
					<li key={span.from}>
						<span>
							<strong>{simulcastName(stations, span.stationIds)}</strong> <When at={span.from} /> to{" "}
							{span.to === null ? "now" : <When at={span.to} />}
						</span>
						{mayEdit && (
							<Group gap="xs">
								<Button variant="default" size="xs" onClick={() => setChanging(index)}>
									Change the times
								</Button>
								<ConfirmButton
									variant="subtle"
									size="xs"
									label="Remove"
									title="Remove this simulcast?"
									consequence="Its gifts without a station belong to no station again. No total but theirs changes."
									confirm="Remove it"
									onConfirm={async () => {
										await keep(spans.filter((one) => one !== span));
										notifyDone("Removed. Its gifts belong to no station.");
									}}
								/>
							</Group>
						)}
					</li>
				))}
			</ul>
			{chosen !== undefined && (
				<SpanDialog
					span={chosen}
					close={() => setChanging(null)}
					keep={(changed) => keep(spans.map((one) => (one === chosen ? changed : one)))}
				/>
			)}
		</>
	);
}
