import { Alert, Button, Progress, Text, Title } from "@mantine/core";
import type { ImportState } from "../../../domain/gift/import-kind.ts";
import type { ImportView } from "../../contract/staff/imports.ts";
import { Money } from "../parts/figures.tsx";
import { useImportDeeds } from "./use-imports.ts";

const TITLES: Partial<Record<ImportState, string>> = {
	uploading: "The file didn't come in whole",
	checking: "Every row is being read",
	running: "The rows are being taken",
	undoing: "The rows are being taken back",
};

/** While it is worked on: how far, what may be done meanwhile. */
export function WorkPanel({ view }: { readonly view: ImportView }) {
	const { act } = useImportDeeds(view.id);
	const { state, progress, isWaiting, taken } = view;
	const { done, of } = progress;
	if (state === "uploading") {
		return (
			<Alert color="brass" title={TITLES.uploading}>
				Choose it again on the Import page; nothing of it counts.
			</Alert>
		);
	}
	const many = done.toLocaleString("en-US");
	return (
		<section className="import-work" aria-labelledby="import-work">
			<Title order={2} size="h3" id="import-work">
				{TITLES[state]}
			</Title>
			<Progress
				size="lg"
				color="brass"
				value={of === null || of === 0 ? 100 : Math.min(100, (done / of) * 100)}
				animated={of === null}
				aria-label="How far it is"
			/>
			<Text role="status">
				{of === null ? `${many} rows so far.` : `${many} of ${of.toLocaleString("en-US")} rows.`}
				{state === "running" && (
					<>
						{" "}
						<Money amount={taken.amount} /> taken.
					</>
				)}{" "}
				You can leave this page: it goes on.
			</Text>
			{isWaiting && (
				<Alert color="brass" title="It waits to be taken up">
					The part of Carillon that does this work isn't running, or is busy. Nothing is lost; ask whoever runs Carillon
					to look at the schedule worker.
				</Alert>
			)}
			{state !== "undoing" && (
				<Button variant="default" onClick={() => act.mutate("cancel")} loading={act.isPending}>
					{state === "checking" ? "Stop the check" : "Stop here"}
				</Button>
			)}
		</section>
	);
}
