import { SOURCE_WORDS } from "../../../domain/counting/total-words.ts";
import type { TruthMatrix } from "../../contract/staff/truth.ts";
import { useColumn } from "../parts/figures.tsx";

/** What scrolls has to be reached by the keyboard. */
const SCROLLS = { tabIndex: 0 };

/** What counts, by station and by the way it came. Where it is wider than the page the ways are drawn past between station and sum. */
export function Matrix({ matrix, total }: { readonly matrix: TruthMatrix; readonly total: number }) {
	const { sources, rows, sums, matched } = matrix;
	const shown = rows.filter(({ sum, id }) => sum !== 0 || id !== null);
	const money = useColumn([...rows.flatMap(({ amounts }) => amounts), matched]);
	return (
		<section className="truth-matrix-frame" {...SCROLLS} aria-label="By station and by way">
			{sources.length > 1 && <p className="truth-draw">Draw it sideways: {sources.length} ways stand side by side.</p>}
			<table className="truth-matrix">
				<caption>By station and by way</caption>
				<thead>
					<tr>
						<th scope="col">Station</th>
						{sources.map((source) => (
							<th key={source} scope="col">
								{SOURCE_WORDS[source]}
							</th>
						))}
						<th scope="col">Sum</th>
					</tr>
				</thead>
				<tbody>
					{shown.map(({ id, name, amounts, sum }) => (
						<tr key={id ?? ""}>
							<th scope="row">{name}</th>
							{sources.map((source, column) => (
								<Cell key={source} money={money} amount={amounts[column] ?? 0} />
							))}
							<Cell money={money} amount={sum} />
						</tr>
					))}
					{matched !== 0 && (
						<tr>
							<th scope="row">Given by matches</th>
							{sources.map((source) => (
								<td key={source} />
							))}
							<Cell money={money} amount={matched} />
						</tr>
					)}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">All of it</th>
						{sources.map((source, column) => (
							<Cell key={source} money={money} amount={sums[column] ?? 0} />
						))}
						<Cell money={money} amount={total} />
					</tr>
				</tfoot>
			</table>
		</section>
	);
}

function Cell({ amount, money }: { readonly amount: number; readonly money: (amount: number) => string }) {
	return <td data-amount={amount}>{amount === 0 ? "–" : money(amount)}</td>;
}
