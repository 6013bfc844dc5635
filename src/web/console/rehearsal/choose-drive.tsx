import { Button, FileInput, Group, SegmentedControl, Select, Slider, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { RehearsalChoices } from "../../contract/staff/rehearsal.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";
import type { Chosen } from "./draft.ts";

type Props = {
	readonly chosen: Chosen;
	readonly choices: RehearsalChoices;
	readonly onChoose: (part: Partial<Chosen>) => void;
};

/** Whose gifts are played. */
export function ChooseDrive({ chosen, choices, onChoose }: Props) {
	return (
		<fieldset className="rehearsal-part">
			<legend>Whose gifts</legend>
			<SegmentedControl
				aria-label="Whose gifts"
				className="rehearsal-segments"
				value={chosen.from}
				onChange={(from) => onChoose({ from: from as Chosen["from"] })}
				data={[
					{ value: "generated", label: "A made-up drive" },
					{ value: "drive", label: "A drive of ours" },
					{ value: "file", label: "A file" },
				]}
			/>
			{chosen.from === "generated" && <MadeUp {...{ chosen, onChoose }} />}
			{chosen.from === "drive" && <OfOurs {...{ chosen, choices, onChoose }} />}
			{chosen.from === "file" && <FromFile {...{ chosen, onChoose }} />}
		</fieldset>
	);
}

function MadeUp({ chosen, onChoose }: Pick<Props, "chosen" | "onChoose">) {
	const { goal, currency } = useCampaign();
	const money = formatMoney({ amount: Math.round((goal * chosen.percent) / 100), currency });
	return (
		<>
			<div className="rehearsal-sliders">
				<Amount
					label="Gifts"
					words={chosen.gifts.toLocaleString("en-US")}
					{...{ min: 100, max: 20_000, step: 100, value: chosen.gifts }}
					onChange={(gifts) => onChoose({ gifts })}
				/>
				<Amount
					label="Length"
					words={chosen.hours === 1 ? "1 hour" : `${chosen.hours} hours`}
					{...{ min: 1, max: 120, step: 1, value: chosen.hours }}
					onChange={(hours) => onChoose({ hours })}
				/>
				<Amount
					label="What it brings"
					words={`${money} (${chosen.percent}%)`}
					{...{ min: 5, max: 200, step: 5, value: chosen.percent }}
					onChange={(percent) => onChoose({ percent })}
				/>
			</div>
			<Group gap="sm">
				<Text size="sm" c="dimmed" maw={560}>
					In waves, as after each reading of the number, with cheques and a rush at the end. It begins when this drive
					opens. Draw {chosen.seed}: the same draw plays the same gifts again.
				</Text>
				<Button variant="default" size="xs" onClick={() => onChoose({ seed: chosen.seed + 1 })}>
					Another draw
				</Button>
			</Group>
		</>
	);
}

type AmountProps = {
	readonly label: string;
	readonly words: string;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	readonly value: number;
	readonly onChange: (value: number) => void;
};

function Amount({ label, words, onChange, ...range }: AmountProps) {
	const id = useId();
	return (
		<div className="rehearsal-slider">
			<div className="rehearsal-slider-head">
				<span id={id}>{label}</span>
				<strong>{words}</strong>
			</div>
			<Slider {...range} label={null} color="brass" onChange={onChange} thumbProps={{ "aria-labelledby": id }} />
		</div>
	);
}

function OfOurs({ chosen, choices, onChoose }: Props) {
	const { id: own, timeZone, currency } = useCampaign();
	if (choices.drives.length === 0) {
		return (
			<Text maw={640}>
				No drive of yours has gifts yet. Bring last year's in under Import, play a file, or begin with a made-up drive.
			</Text>
		);
	}
	const wordsOf = (drive: RehearsalChoices["drives"][number]) =>
		[
			drive.id === own ? `${drive.name}, so far` : `${drive.name}, ${writtenMoment(drive.opensAt, "day", timeZone)}`,
			`${drive.gifts.toLocaleString("en-US")} gifts`,
			formatMoney({ amount: drive.total, currency }),
		].join(" · ");
	return (
		<Stack gap="xs" maw={640}>
			<Select
				label="Drive"
				placeholder="Choose a drive"
				data={choices.drives.map((drive) => ({ value: drive.id, label: wordsOf(drive) }))}
				value={chosen.driveId}
				onChange={(driveId) => onChoose({ driveId })}
				allowDeselect={false}
			/>
			<Text size="sm" c="dimmed">
				Each gift as it counts now, without names. Another drive's are moved to when this one opens.
			</Text>
		</Stack>
	);
}

function FromFile({ chosen, onChoose }: Pick<Props, "chosen" | "onChoose">) {
	return (
		<Stack gap="xs" maw={640}>
			<FileInput
				label="File of gifts"
				placeholder={chosen.file?.name ?? "Choose a CSV file"}
				accept=".csv,text/csv"
				onChange={(file) => {
					if (file === null) return onChoose({ file: null });
					void file.text().then((csv) => onChoose({ file: { name: file.name, csv } }));
				}}
			/>
			<Text size="sm" c="dimmed">
				Its first line names the columns: a time (timestamp, ts_utc or created) and an amount (amount, or amount_cents);
				if there are any, also name, anonymous, monthly, station and id. It is played and not kept.
			</Text>
		</Stack>
	);
}
