import { Alert, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Rehearsal } from "../../contract/staff/rehearsal.ts";
import { Compared } from "./compared.tsx";
import { csvOf } from "./csv-of.ts";
import { PostTable } from "./post-table.tsx";
import { RehearsalChart } from "./rehearsal-chart.tsx";
import { Summary } from "./summary.tsx";

/** What came of it; of two, one at a time is looked at closely. */
export function Results({ rehearsals }: { readonly rehearsals: readonly Rehearsal[] }) {
	const [looksAt, setLooksAt] = useState(0);
	const [chosen, setChosen] = useState<number | null>(null);
	const [first, second] = rehearsals;
	const top = useRef<HTMLDivElement>(null);
	// It may stand far below what was pressed. Also for who comes back to it: there it is what they came for.
	useEffect(() => {
		if (rehearsals.length > 0) top.current?.scrollIntoView({ block: "start" });
	}, [rehearsals]);
	const shown = rehearsals[looksAt] ?? first;
	if (shown === undefined) return null;
	return (
		<Stack gap={40} className="rehearsal-results" ref={top}>
			{first !== undefined && second !== undefined && (
				<>
					<Compared first={first} second={second} />
					<SegmentedControl
						aria-label="Which one to look at"
						className="rehearsal-segments"
						value={String(looksAt)}
						onChange={(value) => {
							setLooksAt(Number(value));
							setChosen(null);
						}}
						data={rehearsals.map(({ name }, index) => ({ value: String(index), label: name }))}
					/>
				</>
			)}
			<InShort rehearsal={shown} title={rehearsals.length > 1 ? shown.name : "In short"} />
			<RehearsalChart rehearsal={shown} chosen={chosen} onChoose={setChosen} />
			<section aria-label="Every post">
				<Group justify="space-between" align="center" mb="md">
					<Title order={2} size="h3">
						Every post
					</Title>
					<Button variant="default" size="sm" onClick={() => save(shown)} disabled={shown.posts.length === 0}>
						Download as CSV
					</Button>
				</Group>
				<PostTable key={looksAt} rehearsal={shown} chosen={chosen} onChoose={setChosen} />
			</section>
		</Stack>
	);
}

function InShort({ rehearsal, title }: { readonly rehearsal: Rehearsal; readonly title: string }) {
	return (
		<>
			<section aria-label="In short">
				<Group justify="space-between" align="baseline" mb="md">
					<Title order={2} size="h3">
						{title}
					</Title>
					<Text size="sm" c="dimmed">
						Worked out in {(rehearsal.tookMs / 1000).toFixed(1)} s
					</Text>
				</Group>
				<Summary rehearsal={rehearsal} />
			</section>
			{rehearsal.notes.length > 0 && (
				<Alert color="sky" title="Worth knowing">
					{rehearsal.notes.map((note) => (
						<Text key={note}>{note}</Text>
					))}
				</Alert>
			)}
		</>
	);
}

function save(rehearsal: Rehearsal): void {
	const address = URL.createObjectURL(new Blob([csvOf(rehearsal)], { type: "text/csv;charset=utf-8" }));
	const link = document.createElement("a");
	link.href = address;
	link.download = "rehearsal.csv";
	link.click();
	URL.revokeObjectURL(address);
}
