import { Checkbox, Stack, Textarea, TextInput, Title } from "@mantine/core";
import {
	type Authorisation,
	channelWords,
	STORY_CHANNELS,
	STORY_STATEMENTS,
	type StoryChannel,
	type StoryStatement,
	statementWords,
} from "../../../domain/privacy/story.ts";

type Changing = {
	readonly authorisation: Authorisation;
	readonly change: (part: Partial<Authorisation>) => void;
};

/** What stands on the signed form, in its own order. */
export function AuthorisationFields(props: Changing) {
	return (
		<Stack gap="md">
			<Title order={2} size="h3" mt="md">
				The signed form
			</Title>
			<Told {...props} />
			<Signed {...props} />
			<Ends {...props} />
			<Ticks {...props} />
		</Stack>
	);
}

function Told({ authorisation: a, change }: Changing) {
	return (
		<>
			<Textarea
				label="What may be told"
				description="As the form describes it."
				placeholder="Her stay, her treatment and her recovery; first name and photograph"
				autosize
				minRows={2}
				maxLength={1000}
				value={a.description}
				onChange={(event) => change({ description: event.currentTarget.value })}
			/>
			<div className="story-pair">
				<Line label="Who gives it away" value={a.disclosedBy} onWrite={(disclosedBy) => change({ disclosedBy })} />
				<Line label="Who it may be given to" value={a.disclosedTo} onWrite={(disclosedTo) => change({ disclosedTo })} />
			</div>
			<Line
				label="What for"
				placeholder="Fundraising in the radiothon"
				value={a.purpose}
				onWrite={(purpose) => change({ purpose })}
			/>
		</>
	);
}

function Signed({ authorisation: a, change }: Changing) {
	return (
		<>
			<div className="story-pair">
				<Line label="Signed by" value={a.signedBy} onWrite={(signedBy) => change({ signedBy })} />
				<Day label="Signed on" value={a.signedAt} onPick={(signedAt) => change({ signedAt })} />
			</div>
			<Checkbox
				label="Somebody signed for the patient"
				checked={a.isRepresentative}
				onChange={(event) => change({ isRepresentative: event.currentTarget.checked })}
			/>
			{a.isRepresentative && (
				<Line
					label="What gives them the right"
					placeholder="Mother of a minor"
					value={a.authority}
					onWrite={(authority) => change({ authority })}
				/>
			)}
			<Line
				label="Where the form lies"
				placeholder="HIM-2026-118, Media Relations' folder"
				value={a.reference}
				onWrite={(reference) => change({ reference })}
			/>
		</>
	);
}

function Ends({ authorisation: a, change }: Changing) {
	return (
		<div className="story-pair">
			<Day label="Ends on" value={a.expiresAt} onPick={(expiresAt) => change({ expiresAt })} />
			<Line
				label="Or with an event"
				placeholder="The end of the 2026 radiothon"
				value={a.expiryEvent}
				onWrite={(expiryEvent) => change({ expiryEvent })}
			/>
		</div>
	);
}

function Ticks({ authorisation: a, change }: Changing) {
	return (
		<>
			<Checkbox.Group
				label="May be told"
				description="Only where the form says so."
				value={[...a.channels]}
				onChange={(channels) => change({ channels: channels as StoryChannel[] })}
			>
				<Stack gap="xs" mt="xs">
					{STORY_CHANNELS.map((channel) => (
						<Checkbox key={channel} value={channel} label={channelWords(channel)} />
					))}
				</Stack>
			</Checkbox.Group>
			<Checkbox.Group
				label="Read on the form"
				description="The law wants these three statements on it."
				value={[...a.statements]}
				onChange={(statements) => change({ statements: statements as StoryStatement[] })}
			>
				<Stack gap="xs" mt="xs">
					{STORY_STATEMENTS.map((statement) => (
						<Checkbox key={statement} value={statement} label={statementWords(statement)} />
					))}
				</Stack>
			</Checkbox.Group>
		</>
	);
}

function Line(props: {
	readonly label: string;
	readonly value: string;
	readonly placeholder?: string;
	readonly onWrite: (text: string) => void;
}) {
	const { label, value, placeholder, onWrite } = props;
	return (
		<TextInput
			{...{ label, value, placeholder }}
			maxLength={300}
			onChange={(event) => onWrite(event.currentTarget.value)}
		/>
	);
}

/** A day as the browser's own calendar gives it; noon UTC, so that it is the same day in every zone of the country. */
function Day(props: {
	readonly label: string;
	readonly value: number | null;
	readonly onPick: (at: number | null) => void;
}) {
	const { label, value, onPick } = props;
	return (
		<TextInput
			type="date"
			label={label}
			value={value === null ? "" : new Date(value).toISOString().slice(0, 10)}
			onChange={(event) => {
				const day = event.currentTarget.value;
				onPick(day === "" ? null : Date.parse(`${day}T12:00:00Z`));
			}}
		/>
	);
}
