import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { DriveMade, NewDriveRequest } from "../../contract/staff/setup.ts";
import { ask, Problem } from "../ask.ts";
import { notifyProblem } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Choice } from "../setup/fields.tsx";
import "./drives.css";
import { ownTimeZone, timeZones } from "../setup/time-zones.ts";

const CURRENCIES = ["usd", "cad", "gbp", "eur", "aud", "nzd", "mxn"];

/** The four things without which nothing can be kept; the rest is the guided path's. */
export function NewDrivePage() {
	const navigate = useNavigate();
	const queries = useQueryClient();
	const [asked, setAsked] = useState<NewDriveRequest>({
		...{ name: "", hospital: "", timeZone: ownTimeZone(), currency: "usd" },
	});
	const [problems, setProblems] = useState<Problem["fields"]>([]);
	const [isBusy, setBusy] = useState(false);
	const set = (more: Partial<NewDriveRequest>) => setAsked({ ...asked, ...more });
	const says = (field: string) => problems.find((one) => one.field === field)?.says;
	const begin = async () => {
		setBusy(true);
		try {
			const made = await ask<DriveMade>("POST", "/api/staff/campaigns", asked);
			await queries.invalidateQueries({ queryKey: ["campaigns"] });
			await queries.invalidateQueries({ queryKey: ["drives"] });
			await navigate(`/c/${made.id}/setup/basics`);
		} catch (error) {
			if (error instanceof Problem && error.status === 422) setProblems(error.fields);
			else notifyProblem(error);
			setBusy(false);
		}
	};
	return (
		<PageFrame
			title="New drive"
			lead="It begins as a draft that nobody outside sees. Everything here can be changed until the first gift."
		>
			<form
				className="new-drive"
				noValidate
				onSubmit={(event) => {
					event.preventDefault();
					void begin();
				}}
			>
				<Stack gap="lg">
					<Fields asked={asked} set={set} says={says} />
					<Group>
						<Button type="submit" loading={isBusy}>
							Begin the draft
						</Button>
					</Group>
				</Stack>
			</form>
		</PageFrame>
	);
}

function Fields(props: {
	readonly asked: NewDriveRequest;
	readonly set: (more: Partial<NewDriveRequest>) => void;
	readonly says: (field: string) => string | undefined;
}) {
	const { asked, set, says } = props;
	return (
		<>
			<TextInput
				label="Name of the drive"
				placeholder="Hope for Kids Radiothon 2027"
				value={asked.name}
				error={says("name")}
				onChange={(event) => set({ name: event.currentTarget.value })}
				data-autofocus
			/>
			<TextInput
				label="Hospital"
				placeholder="Lakeview Children's Hospital"
				value={asked.hospital}
				error={says("hospital")}
				onChange={(event) => set({ hospital: event.currentTarget.value })}
			/>
			<Select
				label="Time zone"
				description="The clock of the drive, wherever people look at it from."
				searchable
				data={timeZones()}
				value={asked.timeZone}
				error={says("timeZone")}
				onChange={(timeZone) => timeZone && set({ timeZone })}
			/>
			<Choice
				label="Currency"
				value={asked.currency}
				error={says("currency")}
				data={CURRENCIES.map((code) => ({ value: code, label: code.toUpperCase() }))}
				onChange={(currency) => set({ currency })}
			/>
		</>
	);
}
