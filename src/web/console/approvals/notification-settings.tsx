import { Alert, Button, Card, Checkbox, Group, NumberInput, Stack, Switch, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { NOTICE_EVENTS, type NoticeChoice, type NoticeEvent, noticePermission } from "../../../domain/staff/notice.ts";
import { mayDo } from "../../../domain/staff/staff-role.ts";
import type { NoticeSettings } from "../../contract/staff/notices.ts";
import { ask } from "../ask.ts";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import { Asked } from "../parts/states.tsx";
import { useMe } from "../use-me.ts";
import { BrowserNotices } from "./browser-notices.tsx";

const PATH = "/api/staff/account/notices";
const KEY = ["notices"];

const EVENT_WORDS: Readonly<Record<NoticeEvent, string>> = {
	approval: "A post waits for a person",
	"post-failed": "A post was refused, or may not have arrived",
	channel: "An account needs a person before anything goes out on it",
	"posting-stopped": "Somebody pressed the red button",
};

/** What I am told of while I look elsewhere, and how. */
export function NotificationSettings() {
	const query = useQuery({ queryKey: KEY, queryFn: () => ask<NoticeSettings>("GET", PATH) });
	return (
		<Card component="section" withBorder padding="lg" aria-labelledby="notices-title">
			<Title order={2} size="h4" id="notices-title">
				What Carillon tells you
			</Title>
			<Text c="dimmed" mt={4} mb="md">
				You are told only of what you can act on. Mails come at most every five minutes, with everything since the last
				one in it, and never with a donor's name.
			</Text>
			<Asked query={query} lines={4}>
				{(settings) => <Choices settings={settings} />}
			</Asked>
		</Card>
	);
}

function Choices({ settings }: { readonly settings: NoticeSettings }) {
	const me = useMe().data;
	const queries = useQueryClient();
	const keep = (next: NoticeSettings) => queries.setQueryData(KEY, next);
	const save = useMutation({
		mutationFn: (choice: NoticeChoice) => ask<NoticeSettings>("PUT", PATH, choice),
		onSuccess: (next) => {
			keep(next);
			notifyDone("Saved.");
		},
		onError: notifyProblem,
	});
	const { choice, hasMail, problems } = settings;
	const change = (part: Partial<NoticeChoice>) => save.mutate({ ...choice, ...part });
	const mine = NOTICE_EVENTS.filter((event) => me !== undefined && mayDo(me.role, noticePermission(event)));
	if (mine.length === 0) return <Text>With your role there is nothing that needs you while you look elsewhere.</Text>;
	return (
		<Stack gap="lg">
			<Checkbox.Group
				label="Tell me when"
				value={[...choice.events]}
				onChange={(events) => change({ events: NOTICE_EVENTS.filter((event) => events.includes(event)) })}
			>
				<Stack gap="sm" mt="xs">
					{mine.map((event) => (
						<Checkbox key={event} value={event} label={EVENT_WORDS[event]} />
					))}
				</Stack>
			</Checkbox.Group>
			<Stack gap="sm">
				<Switch
					label="By mail"
					description={
						hasMail ? `To ${me?.email ?? "your address"}.` : "No mail server is set up: ask whoever runs Carillon."
					}
					checked={choice.byEmail && hasMail}
					disabled={!hasMail}
					onChange={(event) => change({ byEmail: event.currentTarget.checked })}
				/>
				<BrowserNotices settings={settings} onChanged={keep} />
			</Stack>
			<Quiet choice={choice} onChange={change} />
			{problems.map(({ at, way, reason }) => (
				<Alert
					key={`${way}-${at}`}
					color="ember"
					title={way === "email" ? "A mail has not arrived" : "A browser was not told"}
				>
					{reason} It is tried again by itself.
				</Alert>
			))}
		</Stack>
	);
}

const USUAL_QUIET = { fromHour: 22, toHour: 6 };

function Quiet({
	choice,
	onChange,
}: {
	readonly choice: NoticeChoice;
	readonly onChange: (part: Partial<NoticeChoice>) => void;
}) {
	const { quiet, timeZone } = choice;
	const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return (
		<Stack gap="sm">
			<Switch
				label="Quiet hours"
				description="What comes meanwhile is told when they end."
				checked={quiet !== null}
				onChange={(event) => onChange({ quiet: event.currentTarget.checked ? USUAL_QUIET : null, timeZone: here })}
			/>
			{quiet !== null && (
				<Group gap="sm" align="flex-end">
					<HourInput
						label="From (hour)"
						value={quiet.fromHour}
						onChange={(fromHour) => onChange({ quiet: { ...quiet, fromHour } })}
					/>
					<HourInput
						label="To (hour)"
						value={quiet.toHour}
						onChange={(toHour) => onChange({ quiet: { ...quiet, toHour } })}
					/>
					<Text size="sm" c="dimmed">
						{timeZone}
					</Text>
					{timeZone !== here && (
						<Button size="sm" variant="subtle" onClick={() => onChange({ timeZone: here })}>
							Use {here}
						</Button>
					)}
				</Group>
			)}
		</Stack>
	);
}

function HourInput({
	label,
	value,
	onChange,
}: {
	readonly label: string;
	readonly value: number;
	readonly onChange: (hour: number) => void;
}) {
	return (
		<NumberInput
			label={label}
			value={value}
			min={0}
			max={23}
			allowDecimal={false}
			w={120}
			onBlur={(event) => {
				const hour = Number(event.currentTarget.value);
				if (Number.isInteger(hour) && hour >= 0 && hour <= 23 && hour !== value) onChange(hour);
			}}
		/>
	);
}
