import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { simulcastName } from "../../../domain/drive/simulcast.ts";
import { momentsOf, wallClockAt } from "../../../domain/plain/local-clock.ts";
import type { SimulcastSpan } from "../../contract/staff/stations.ts";
import { Dialog } from "../parts/dialog.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { zoneShort } from "../setup/fields.tsx";
import { useCampaign } from "../use-campaign.ts";

type Props = {
	readonly span: SimulcastSpan;
	readonly keep: (span: SimulcastSpan) => Promise<unknown>;
	readonly close: () => void;
};

/** From when to when they went out together, by the drive's clock. */
export function SpanDialog({ span, keep, close }: Props) {
	const { timeZone, stations } = useCampaign();
	const written = (at: number | null) => (at === null ? "" : wallClockAt(at, timeZone).slice(0, 16));
	const [from, setFrom] = useState(written(span.from));
	const [to, setTo] = useState(written(span.to));
	const [isBusy, setBusy] = useState(false);
	const save = async () => {
		const [starts] = from === written(span.from) ? [span.from] : momentsOf(from, timeZone);
		const [ends = null] = to === "" ? [] : to === written(span.to) ? [span.to] : momentsOf(to, timeZone);
		if (starts === undefined) return;
		setBusy(true);
		try {
			await keep({ ...span, from: starts, to: ends });
			notifyDone("Changed. Gifts of that time are counted anew.");
			close();
		} catch (error) {
			notifyProblem(error);
			setBusy(false);
		}
	};
	return (
		<Dialog onClose={close} title={`When ${simulcastName(stations, span.stationIds)} went out together`}>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					void save();
				}}
			>
				<Stack gap="md">
					<SpanTimes zone={zoneShort(span.from, timeZone)} {...{ from, to, setFrom, setTo }} />
					<Text size="sm">
						Gifts without a station move in or out of the joint total at once. The drive's total stays.
					</Text>
					<Group justify="flex-end" gap="sm">
						<Button variant="default" onClick={close}>
							Leave it as it is
						</Button>
						<Button type="submit" loading={isBusy}>
							Keep these times
						</Button>
					</Group>
				</Stack>
			</form>
		</Dialog>
	);
}

type TimesProps = {
	readonly zone: string;
	readonly from: string;
	readonly to: string;
	readonly setFrom: (from: string) => void;
	readonly setTo: (to: string) => void;
};

function SpanTimes({ zone, from, to, setFrom, setTo }: TimesProps) {
	return (
		<>
			<TextInput
				type="datetime-local"
				label={`From (${zone})`}
				value={from}
				required
				onChange={(event) => setFrom(event.currentTarget.value)}
				data-autofocus
			/>
			<TextInput
				type="datetime-local"
				label="To"
				description="Empty: until somebody splits them."
				value={to}
				onChange={(event) => setTo(event.currentTarget.value)}
			/>
		</>
	);
}
