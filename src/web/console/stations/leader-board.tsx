import type { ReactNode } from "react";
import type { StationBoard, StationSum } from "../../contract/staff/stations.ts";
import { useColumn } from "../parts/figures.tsx";

/** Who leads, and the sum, to the cent: stations, simulcasts, gifts of no station, matches. */
export function LeaderBoard({ board }: { readonly board: StationBoard }) {
	const { stations, simulcasts, none, matched, grand } = board;
	const money = useColumn([...stations, ...simulcasts, none].map(({ total }) => total).concat(matched));
	const top = Math.max(1, ...stations.map(({ total }) => total), ...simulcasts.map(({ total }) => total));
	return (
		<section aria-labelledby="station-board">
			<table className="station-board">
				<caption id="station-board">Who brought what</caption>
				<thead>
					<tr>
						<th scope="col">Station</th>
						<th scope="col" className="number">
							Gifts
						</th>
						<th scope="col" className="number">
							Total
						</th>
					</tr>
				</thead>
				<tbody>
					{stations.map((one) => (
						<Row key={one.id} sum={one} money={money} part={one.total / top}>
							<strong>{one.name}</strong>
							{!one.known && <small>not in the set-up</small>}
							<small>{[one.code && `text ${one.code}`, one.phone].filter(Boolean).join(" · ")}</small>
						</Row>
					))}
					{simulcasts.map((one) => (
						<Row key={one.key} sum={one} money={money} part={one.total / top}>
							<strong>Simulcast: {one.name}</strong>
							<small>gifts without a station of their own, while they went out together</small>
						</Row>
					))}
					<Row sum={none} money={money}>
						No station
					</Row>
					{matched !== 0 && (
						<Row sum={{ total: matched, gifts: null }} money={money}>
							Given by matches
						</Row>
					)}
				</tbody>
				<tfoot>
					<Row sum={grand} money={money}>
						All of it
					</Row>
				</tfoot>
			</table>
		</section>
	);
}

type RowProps = {
	readonly sum: Omit<StationSum, "gifts"> & { readonly gifts: number | null };
	readonly money: (amount: number) => string;
	readonly part?: number;
	readonly children: ReactNode;
};

function Row({ sum, money, part, children }: RowProps) {
	return (
		<tr>
			<th scope="row">
				<span className="station-name">{children}</span>
				{part !== undefined && (
					<span className="station-bar" aria-hidden="true">
						<span style={{ width: `${Math.max(0, part * 100)}%` }} hidden={part <= 0} />
					</span>
				)}
			</th>
			<td className="number">{sum.gifts?.toLocaleString("en-US") ?? ""}</td>
			<td className="number">{money(sum.total)}</td>
		</tr>
	);
}
