import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ImportProblem, ImportView } from "../../contract/staff/imports.ts";
import { useImportDeeds, useImportsBase } from "./use-imports.ts";

/** What must be put right before the rows can be read. */
export function Blockers({ view }: { readonly view: ImportView }) {
	const { blockers: problems, settings } = view;
	const { settle } = useImportDeeds(view.id);
	if (problems.length === 0) return null;
	const asksText = settings.encoding === null;
	const asksOrder = settings.dateOrder === null && problems.some(({ says }) => says.startsWith("The dates"));
	const order = (dateOrder: "month-first" | "day-first", words: string) => (
		<Button variant="default" size="sm" onClick={() => settle.mutate({ ...settings, dateOrder })}>
			{words}
		</Button>
	);
	return (
		<Alert
			color="ember"
			role="alert"
			title={
				problems.length === 1
					? "One thing has to be settled first"
					: `${problems.length} things have to be settled first`
			}
		>
			<ul className="import-problems">
				{problems.map((one) => (
					<li key={`${one.line} ${one.says}`}>
						<strong>{one.says}</strong> {one.todo}
					</li>
				))}
			</ul>
			{/* Here as well as below: they are what most lists are asked. */}
			{asksText && (
				<Button
					variant="default"
					size="sm"
					mt="sm"
					onClick={() => settle.mutate({ ...settings, encoding: "windows-1252" })}
				>
					The letters below are right: read it as Windows-1252
				</Button>
			)}
			{asksOrder && (
				<Group gap="sm" mt="sm">
					{order("month-first", "3/4 is March 4")}
					{order("day-first", "3/4 is April 3")}
				</Group>
			)}
		</Alert>
	);
}

export function Notices({ view }: { readonly view: ImportView }) {
	const remembered = "Its columns are read as they were in the last file with this header. Change what is different.";
	const notices = view.isRemembered ? [remembered, ...view.notices] : view.notices;
	if (notices.length === 0) return null;
	return (
		<Alert color="sky" role="status">
			<Stack gap={4}>
				{notices.map((notice) => (
					<Text key={notice} size="sm">
						{notice}
					</Text>
				))}
			</Stack>
		</Alert>
	);
}

/** Rows that can't be taken: line, column, what is wrong and what to do. */
export function BadRows({ view }: { readonly view: ImportView }) {
	const { report, endedAt } = view;
	if (report === null || report.bad === 0) return null;
	const isOver = endedAt !== null;
	const rows = report.bad === 1 ? "One row" : `${report.bad.toLocaleString("en-US")} rows`;
	return (
		<section aria-labelledby="bad-rows" className="import-rows-told">
			<Title order={3} size="h4" id="bad-rows">
				{isOver ? `${rows} ${report.bad === 1 ? "was" : "were"} left out` : `${rows} can't be taken`}
			</Title>
			<ul className="import-problems">
				{alikeProblems(report.problems).map(({ column, says, todo, lines }) => (
					<li key={`${column} ${says}`}>
						<strong>{column === null ? says : `${column}: ${says}`}</strong>{" "}
						{isOver ? todo.replace(/, or leave this row out\.$/, ".") : todo}
						<Text size="sm" c="dimmed">
							{lines.length === 1 ? "Line" : "Lines"} {lines.slice(0, 8).join(", ")}
							{lines.length > 8 && ` and ${lines.length - 8} more`}
						</Text>
					</li>
				))}
			</ul>
			<LeftOutLink view={view} />
		</section>
	);
}

/** What is wrong in the same way is said once, with its lines: in a long file it mostly is. */
function alikeProblems(problems: readonly ImportProblem[]) {
	const found = new Map<string, Omit<ImportProblem, "line"> & { readonly lines: number[] }>();
	for (const { line, ...one } of problems) {
		const key = `${one.column} ${one.says}`;
		const known = found.get(key) ?? { ...one, lines: [] };
		if (line !== null) known.lines.push(line);
		found.set(key, known);
	}
	return [...found.values()];
}

/** Rows that were there before. */
export function AlikeRows({ view }: { readonly view: ImportView }) {
	const { report } = view;
	if (report === null || report.duplicates === 0) return null;
	const many = report.duplicates.toLocaleString("en-US");
	const title = report.duplicates === 1 ? "One row is there already" : `${many} rows are there already`;
	return (
		<section aria-labelledby="alike-rows" className="import-rows-told">
			<Title order={3} size="h4" id="alike-rows">
				{title}
			</Title>
			<Text size="sm" c="dimmed">
				{aboutAlike(view)}
			</Text>
			{report.changed > 0 && (
				<Alert
					color="brass"
					title={
						report.changed === 1
							? "One of them has another amount here"
							: `${report.changed.toLocaleString("en-US")} of them have another amount here`
					}
				>
					Bringing the list in again corrects nothing that was taken. Take the first import back and take this one in
					its place, or correct {report.changed === 1 ? "it" : "them"} by hand.
				</Alert>
			)}
			<ul className="import-problems">
				{report.alike.slice(0, 8).map(({ line, name, like }) => (
					<li key={line}>
						Line {line}
						{name !== null && `, ${name}`}: like {like}
					</li>
				))}
			</ul>
		</section>
	);
}

function aboutAlike({ settings, endedAt }: ImportView): string {
	const isOver = endedAt !== null;
	if (settings.duplicates === "skip") return isOver ? "They were left out." : "They are left out.";
	return `They ${isOver ? "were" : "are"} taken all the same, as you chose.`;
}

export function LeftOutLink({ view }: { readonly view: ImportView }) {
	const base = useImportsBase();
	const { report, settings } = view;
	const out = (report?.bad ?? 0) + (settings.duplicates === "skip" ? (report?.duplicates ?? 0) : 0);
	if (out === 0) return null;
	return (
		<Anchor href={`${base}/${view.id}/left-out.csv`} download size="sm">
			Save {out === 1 ? "this row" : `all ${out.toLocaleString("en-US")} rows`} with the reason, to correct and bring in
			again
		</Anchor>
	);
}
