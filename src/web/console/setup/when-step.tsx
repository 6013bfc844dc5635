import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { HOUR } from "../../../domain/plain/instant.ts";
import { clockChanges, clockChangeWords, readLocal } from "../../../domain/plain/local-clock.ts";
import type { WrittenWindow } from "../../contract/staff/setup.ts";
import { dailyWindows } from "./daily-windows.ts";
import { Lines, LocalTimeInput, Note, safely } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";
import { timeZones } from "./time-zones.ts";

export function WhenStep() {
	const { setup, values, set, says } = useForm();
	return (
		<>
			<Select
				label="Time zone"
				description="Every time of this drive is on this clock, whoever looks at it from wherever."
				searchable
				data={timeZones()}
				value={values.timeZone}
				error={says("timeZone")}
				onChange={(timeZone) => timeZone && set({ timeZone })}
			/>
			{setup.written.timeZone !== values.timeZone && (
				<Note>The times below stay as they read: 6:00 AM is then 6:00 AM in {values.timeZone}.</Note>
			)}
			<div className="setup-pair">
				<LocalTimeInput label="Opens" field="opensAt" value={values.opensAt} onChange={(opensAt) => set({ opensAt })} />
				<LocalTimeInput
					label="Closes"
					field="closesAt"
					value={values.closesAt}
					onChange={(closesAt) => set({ closesAt })}
				/>
			</div>
			<Length />
			<Windows />
			<LocalTimeInput
				label="Announce from"
				description="Gifts made before are counted and announce nothing. Empty: from the opening on."
				field="announceFrom"
				value={values.announceFrom}
				onChange={(announceFrom) => set({ announceFrom })}
			/>
		</>
	);
}

/** How long it is, and what the clocks do meanwhile. */
function Length() {
	const { values } = useForm();
	const from = safely(() => readLocal(values.opensAt, values.timeZone), null);
	const to = safely(() => readLocal(values.closesAt, values.timeZone), null);
	if (from === null || to === null || to <= from) return null;
	const hours = Math.round(((to - from) / HOUR) * 10) / 10;
	const changes = clockChanges(from, to, values.timeZone);
	return (
		<Stack gap={8}>
			<Text size="sm" c="dimmed">
				{hours} hours from the opening to the close
				{changes.length === 0 ? "; the clocks don't change meanwhile." : "."}
			</Text>
			{changes.map((change) => (
				<Note key={change.at}>{clockChangeWords(change, values.timeZone)}</Note>
			))}
		</Stack>
	);
}

function Windows() {
	const { values, set, says } = useForm();
	const [from, setFrom] = useState("06:00");
	const [to, setTo] = useState("19:00");
	const days = dailyWindows(values.opensAt, values.closesAt, from, to);
	const change = (onAirWindows: readonly WrittenWindow[]) => set({ onAirWindows });
	return (
		<Stack gap="sm">
			<Lines
				legend="On the air"
				description="Without windows the drive is on the air throughout. With them, no hour is announced in a night off, and screens say when it is back. Gifts count at any time."
				items={values.onAirWindows}
				add="Add a window"
				fresh={() => ({ from: values.opensAt.slice(0, 16), to: "" })}
				onChange={change}
				nameOf={(_, index) => `window ${index + 1}`}
				line={(window, put, index) => (
					<div className="setup-pair">
						<LocalTimeInput
							label="From"
							field={`onAirWindows.${index}.from`}
							value={window.from}
							onChange={(value) => put({ ...window, from: value })}
						/>
						<LocalTimeInput
							label="To"
							field={`onAirWindows.${index}.to`}
							value={window.to}
							onChange={(value) => put({ ...window, to: value })}
						/>
					</div>
				)}
			/>
			{says("onAirWindows") && <Text c="ember">{says("onAirWindows")}</Text>}
			<Group align="flex-end" gap="sm">
				<TextInput
					type="time"
					label="Every day from"
					value={from}
					onChange={(event) => setFrom(event.currentTarget.value)}
				/>
				<TextInput type="time" label="to" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
				<Button variant="default" disabled={days.length === 0} onClick={() => change(days)}>
					{days.length === 0 ? "Fill in the days" : `Fill in ${days.length === 1 ? "the day" : `${days.length} days`}`}
				</Button>
			</Group>
		</Stack>
	);
}
