import { Box, Text, Title } from "@mantine/core";
import type { ImportPreviewRow, ImportView } from "../../contract/staff/imports.ts";
import { Money, When } from "../parts/figures.tsx";

/** The first rows as they would be read now. */
export function PreviewTable({ view }: { readonly view: ImportView }) {
	const { preview } = view;
	if (preview.length === 0) return null;
	const rows = preview.slice(0, 20);
	return (
		<section aria-labelledby="import-preview">
			<Title order={2} size="h4" id="import-preview">
				{rows.length === 1 ? "Its row, as it is read" : `The first ${rows.length} rows, as they are read`}
			</Title>
			{/* It scrolls, also by keyboard. */}
			<Box component="section" className="import-scroll" aria-label="Rows" tabIndex={0}>
				<table className="import-table">
					<thead>
						<tr>
							<th scope="col">Line</th>
							<th scope="col" className="figure">
								Amount
							</th>
							<th scope="col">When</th>
							<th scope="col">Name</th>
						</tr>
					</thead>
					{rows.map((row) => (
						<Row key={row.line} row={row} />
					))}
				</table>
			</Box>
		</section>
	);
}

/** A body of its own for each: what is said of it has the whole width below, on a phone too. */
function Row({ row }: { readonly row: ImportPreviewRow }) {
	const isBad = row.problems.length > 0;
	return (
		<tbody data-bad={isBad}>
			<tr>
				<td className="figure">{row.line}</td>
				<td className="figure">{row.amount === null ? "–" : <Money amount={row.amount} />}</td>
				<td className="import-when">{row.at === null ? "–" : <When at={row.at} />}</td>
				<td className="import-name">
					{row.name ?? (
						<Text span size="sm" c="dimmed">
							nobody named
						</Text>
					)}
				</td>
			</tr>
			{(isBad || row.more.length > 0) && (
				<tr className="import-more">
					<td />
					<td colSpan={3}>{isBad ? <Problems row={row} /> : <More row={row} />}</td>
				</tr>
			)}
		</tbody>
	);
}

function Problems({ row }: { readonly row: ImportPreviewRow }) {
	return (
		<ul className="import-row-problems">
			{row.problems.map(({ column, says }) => (
				<li key={`${column} ${says}`}>{column === null ? says : `${column}: ${says}`}</li>
			))}
		</ul>
	);
}

function More({ row }: { readonly row: ImportPreviewRow }) {
	return (
		<Text span size="sm" c="dimmed">
			{row.more.join(" · ")}
		</Text>
	);
}
