import type { Board } from "../../contract/board.ts";
import type { Drive } from "../drive.ts";

/** On a station's own screen: what came through it, and with those it goes out together with. The drive's total stands large below. */
export function StationLine({ drive: { money }, board }: { readonly drive: Drive; readonly board: Board | null }) {
	const own = board?.stationTotal ?? null;
	if (own === null) return null;
	const { simulcast } = own;
	return (
		<p className="station-line">
			<span>
				{own.name} <b className="value-inline">{money(own.total)}</b>
			</span>
			{simulcast !== null && (simulcast.isNow || simulcast.total > 0) && (
				<span className={simulcast.isNow ? "is-now" : undefined}>
					{simulcast.name} <b className="value-inline">{money(simulcast.total)}</b>
				</span>
			)}
		</p>
	);
}
