import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ImportView } from "../../contract/staff/imports.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Money, When } from "../parts/figures.tsx";
import { AlikeRows, BadRows } from "./problems.tsx";
import { useImportDeeds } from "./use-imports.ts";
import { rowsWords } from "./words.ts";

/** What became of it, and the way back. */
export function EndedPanel({ view }: { readonly view: ImportView }) {
	const { act } = useImportDeeds(view.id);
	const { state, taken, settings, report } = view;
	const rows = rowsWords(settings.kind, taken.rows);
	if (state === "undone") return <Undone view={view} />;
	return (
		<Stack gap="lg">
			<section className="import-report" data-checked="true" aria-labelledby="import-ended">
				<Title order={2} size="h3" id="import-ended">
					{state === "done" ? "Taken" : "Stopped on the way"}
					{view.endedAt !== null && (
						<Text span size="sm" c="dimmed" ml="sm" fw={400}>
							<When at={view.endedAt} />
						</Text>
					)}
				</Title>
				<p className="import-sum">
					{rows}, <Money amount={taken.amount} />
				</p>
				<Text size="sm">
					{settings.kind === "last-year"
						? "Hosts see these hours beside this year's."
						: settings.thanks === "hosts"
							? "They are on the ledger and on the hosts' thank-you list; nothing was posted or announced."
							: "They are on the ledger, as history; nothing was posted or announced."}
				</Text>
				{state === "cancelled" && report !== null && (
					<Text size="sm">{notTaken(Math.max(0, report.good - taken.rows))}</Text>
				)}
				<Group gap="sm">
					{state === "cancelled" && (
						<Button onClick={() => act.mutate("run")} loading={act.isPending}>
							Go on with the rest
						</Button>
					)}
					<ConfirmButton
						variant="default"
						color="ember"
						label="Take all of it back"
						title={`Take ${rows} back?`}
						consequence={
							settings.kind === "last-year"
								? "The hours become what they were before this file."
								: `Each of them is cancelled by a new entry in the hour it was counted in, and the total goes down.${settings.thanks === "hosts" ? " They leave the hosts' thank-you list." : ""} What was paid on a pledge meanwhile stays. The file can be brought in again.`
						}
						confirm="Take all of it back"
						onConfirm={() => act.mutateAsync("undo")}
					/>
				</Group>
			</section>
			<BadRows view={view} />
			<AlikeRows view={view} />
		</Stack>
	);
}

function notTaken(rows: number): string {
	return rows === 1 ? "One more row can be taken." : `${rows.toLocaleString("en-US")} more rows can be taken.`;
}

function Undone({ view }: { readonly view: ImportView }) {
	const { undone, settings, endedAt } = view;
	return (
		<Stack gap="md">
			<section className="import-report" aria-labelledby="import-ended">
				<Title order={2} size="h3" id="import-ended">
					Taken back
					{endedAt !== null && (
						<Text span size="sm" c="dimmed" ml="sm" fw={400}>
							<When at={endedAt} />
						</Text>
					)}
				</Title>
				<p className="import-sum">{rowsWords(settings.kind, undone.rows)}</p>
				<Text size="sm">
					{settings.kind === "last-year"
						? "The hours are what they were before this file."
						: "None of them counts any more. The ledger keeps both entries of each: the one that took it and the one that took it back."}
				</Text>
			</section>
			{undone.paidMeanwhile > 0 && (
				<Alert color="brass" title={`${undone.paidMeanwhile} of them had been paid meanwhile`}>
					What was paid stays on the ledger: it is money that came in.
				</Alert>
			)}
		</Stack>
	);
}
