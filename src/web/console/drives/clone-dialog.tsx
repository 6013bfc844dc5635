import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { SAME_WEEKDAYS_NEXT_YEAR } from "../../../domain/milestone/shift-drive.ts";
import { DAY } from "../../../domain/plain/instant.ts";
import { shiftedByDays, wallClockAt } from "../../../domain/plain/local-clock.ts";
import type { CloneRequest, DriveListItem, DriveMade } from "../../contract/staff/setup.ts";
import { ask, Problem } from "../ask.ts";
import { Dialog } from "../parts/dialog.tsx";
import { When } from "../parts/figures.tsx";
import { notifyProblem } from "../parts/notify.ts";

/** The same drive on other dates; the same weekdays a year on, unless another day is chosen. */
export function CloneDialog({ drive, onClose }: { readonly drive: DriveListItem; readonly onClose: () => void }) {
	const { opensAt, timeZone } = drive;
	const hasDates = opensAt !== 0;
	const [name, setName] = useState(nextYear(drive.name));
	const [slug, setSlug] = useState(nextYear(drive.slug) === drive.slug ? `${drive.slug}-2` : nextYear(drive.slug));
	const firstDay = hasDates ? wallClockAt(opensAt, timeZone).slice(0, 10) : "";
	const [day, setDay] = useState(hasDates ? shiftedDay(firstDay, SAME_WEEKDAYS_NEXT_YEAR) : "");
	const [problem, setProblem] = useState<string | null>(null);
	const [made, setMade] = useState<DriveMade | null>(null);
	const days = hasDates && day !== "" ? Math.round((Date.parse(day) - Date.parse(firstDay)) / DAY) : 0;
	const cloning = useCloning(drive.id, { name, slug, days }, setProblem, setMade);
	if (made !== null) return <Made made={made} onClose={onClose} />;
	return (
		<Dialog onClose={onClose} title={`Copy ${drive.shortName || drive.name} to other dates`} size="lg">
			<Stack gap="md">
				<Text>
					Rules, words, look, page, stations and accounts come along, without what opens the accounts. Gifts never do;
					what each hour brought stands beside the new one's as last year's.
				</Text>
				{problem && (
					<Alert color="ember" role="alert">
						{problem}
					</Alert>
				)}
				<TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
				<TextInput
					label="Address of its page"
					description={`/c/${slug}`}
					value={slug}
					onChange={(event) => setSlug(event.currentTarget.value)}
				/>
				{hasDates && (
					<TextInput
						type="date"
						label="First day"
						description={
							days % 7 === 0 ? "The same weekdays as before." : "Other weekdays than before; check the run of show."
						}
						value={day}
						onChange={(event) => setDay(event.currentTarget.value)}
					/>
				)}
				{hasDates && day !== "" && <Dates drive={drive} days={days} />}
				<Group justify="flex-end" gap="sm">
					<Button variant="default" onClick={onClose}>
						Leave it
					</Button>
					<Button loading={cloning.isBusy} onClick={cloning.clone}>
						Copy as a draft
					</Button>
				</Group>
			</Stack>
		</Dialog>
	);
}

function Dates({ drive, days }: { readonly drive: DriveListItem; readonly days: number }) {
	const { opensAt, closesAt, timeZone } = drive;
	const moved = (at: number) => <When at={shiftedByDays(at, days, timeZone).at} zone={timeZone} />;
	return (
		<Text>
			Then it runs from {moved(opensAt)}
			{closesAt !== 0 && <> to {moved(closesAt)}</>}, at the same times on the clock.
		</Text>
	);
}

function useCloning(
	id: string,
	asked: CloneRequest,
	setProblem: (words: string) => void,
	setMade: (made: DriveMade) => void,
) {
	const queries = useQueryClient();
	const [isBusy, setBusy] = useState(false);
	const clone = async () => {
		setBusy(true);
		try {
			const made = await ask<DriveMade>("POST", `/api/staff/campaigns/${encodeURIComponent(id)}/clone`, asked);
			await queries.invalidateQueries({ queryKey: ["campaigns"] });
			await queries.invalidateQueries({ queryKey: ["drives"] });
			setMade(made);
		} catch (error) {
			if (error instanceof Problem && error.status < 500) {
				setProblem(error.fields.map(({ says }) => says).join(" ") || error.detail);
			} else notifyProblem(error);
		} finally {
			setBusy(false);
		}
	};
	return { isBusy, clone };
}

function Made({ made, onClose }: { readonly made: DriveMade; readonly onClose: () => void }) {
	const navigate = useNavigate();
	return (
		<Dialog onClose={onClose} title="The copy is a draft now" size="lg">
			<Stack gap="md">
				{made.notes.length === 0 ? (
					<Text>Nothing needs a second look but the goal and the accounts, which you connect again.</Text>
				) : (
					<>
						<Text>Look at these before it goes live:</Text>
						<ul className="drive-notes">
							{made.notes.map((note) => (
								<li key={note}>{note}</li>
							))}
						</ul>
					</>
				)}
				<Group justify="flex-end">
					<Button onClick={() => navigate(`/c/${made.id}/setup`)} data-autofocus>
						Go to its set-up
					</Button>
				</Group>
			</Stack>
		</Dialog>
	);
}

/** "Hope for Kids 2026" -> "Hope for Kids 2027" */
function nextYear(text: string): string {
	return text.replace(/\b20\d{2}\b/, (year) => String(Number(year) + 1));
}

function shiftedDay(day: string, days: number): string {
	return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
