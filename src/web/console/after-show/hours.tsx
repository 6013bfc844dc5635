import type { AfterShowHours, HourRow } from "../../contract/staff/after-show.ts";
import { useColumn, When } from "../parts/figures.tsx";
import { HoursChart } from "./hours-chart.tsx";

/** Every hour beside last year's: drawn, and the same as a table. */
export function Hours({ hours }: { readonly hours: AfterShowHours }) {
	const money = useColumn(hours.rows.flatMap((row) => [row.counted, row.lastYear ?? 0]).concat(hours.outside));
	if (hours.rows.length === 0) return <p className="after-none">The drive has not opened yet.</p>;
	const hasLastYear = hours.lastYear !== null;
	return (
		<>
			<HoursChart rows={hours.rows} />
			<table className="after-hours">
				<caption className="unseen">Counted by hour{hasLastYear && ", beside last year"}</caption>
				<thead>
					<tr>
						<th scope="col">Hour from</th>
						<th scope="col">This year</th>
						{hasLastYear && <th scope="col">Last year</th>}
						{hasLastYear && <th scope="col">Difference</th>}
					</tr>
				</thead>
				<tbody>
					{hours.rows.map((row) => (
						<tr key={row.startsAt}>
							<th scope="row">
								<When at={row.startsAt} />
								{!row.isOver && <small> so far</small>}
							</th>
							<Amount money={money} amount={row.counted} />
							{hasLastYear && <Amount money={money} amount={row.lastYear} />}
							{hasLastYear && <Difference money={money} row={row} />}
						</tr>
					))}
				</tbody>
				<tfoot>
					<tr>
						<th scope="row">These hours</th>
						<Amount money={money} amount={hours.counted} />
						{hasLastYear && <Amount money={money} amount={hours.lastYear} />}
						{hasLastYear && <Difference money={money} row={{ counted: hours.counted, lastYear: hours.lastYear }} />}
					</tr>
					{hours.outside !== 0 && (
						<tr className="after-outside">
							<th scope="row">Before and after them</th>
							<Amount money={money} amount={hours.outside} />
							{hasLastYear && <td />}
							{hasLastYear && <td />}
						</tr>
					)}
				</tfoot>
			</table>
		</>
	);
}

type InWords = { readonly money: (amount: number) => string };

function Amount({ amount, money }: InWords & { readonly amount: number | null }) {
	if (amount === null || amount === 0) return <td>–</td>;
	return <td>{amount < 0 ? `−${money(-amount)}` : money(amount)}</td>;
}

function Difference(props: InWords & { readonly row: Pick<HourRow, "counted" | "lastYear"> }) {
	const { money } = props;
	const { counted, lastYear } = props.row;
	if (lastYear === null || (lastYear === 0 && counted === 0)) return <td>–</td>;
	const difference = counted - lastYear;
	const sign = difference > 0 ? "+" : difference < 0 ? "−" : "";
	return <td>{`${sign}${money(Math.abs(difference))}`}</td>;
}
