import { HOUR } from "../../../domain/plain/instant.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { HourRow } from "../../contract/staff/after-show.ts";
import { axisTop, hourMarks } from "../amplification/chart-scale.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";

const WIDTH = 960;
const HEIGHT = 260;
const FOOT = 28;
const HEAD = 24;

/** The drive by the hour, each with a mark where last year stood. The table below says the same; drawn to fit screen and paper alike. */
export function HoursChart({ rows }: { readonly rows: readonly HourRow[] }) {
	const { currency, timeZone } = useCampaign();
	const [first, last] = [rows[0], rows.at(-1)];
	if (first === undefined || last === undefined) return null;
	const span = { from: first.startsAt, to: last.startsAt + HOUR };
	const top = axisTop(rows.flatMap(({ counted, lastYear }) => [counted, lastYear ?? 0]));
	const x = (at: number) => ((at - span.from) / (span.to - span.from)) * WIDTH;
	const y = (amount: number) => HEIGHT - FOOT - (Math.max(0, amount) / top) * (HEIGHT - FOOT - HEAD);
	const wide = x(span.from + HOUR);
	const money = (amount: number) => formatMoney({ amount, currency });
	const hasLastYear = rows.some(({ lastYear }) => lastYear !== null);
	return (
		<figure className="after-chart">
			<svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Counted by hour; the table below says the same">
				{[top, top / 2].map((amount) => (
					<g key={amount} className="after-chart-line">
						<line x1={0} x2={WIDTH} y1={y(amount)} y2={y(amount)} />
						<text x={0} y={y(amount) - 5}>
							{money(amount)}
						</text>
					</g>
				))}
				{rows.map(({ startsAt, counted, lastYear }) => (
					<g key={startsAt}>
						<title>{`${money(counted)} from ${writtenMoment(startsAt, "both", timeZone)}`}</title>
						<rect
							className="after-chart-bar"
							x={x(startsAt) + wide * 0.12}
							y={y(counted)}
							width={wide * 0.76}
							height={HEIGHT - FOOT - y(counted)}
						/>
						{lastYear !== null && (
							<line
								className="after-chart-last"
								x1={x(startsAt) + wide * 0.04}
								x2={x(startsAt) + wide * 0.96}
								y1={y(lastYear)}
								y2={y(lastYear)}
							/>
						)}
					</g>
				))}
				<line className="after-chart-ground" x1={0} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
				{hourMarks(span, WIDTH, timeZone).map(({ at, words }) => (
					<text key={at} className="after-chart-hour" x={x(at)} y={HEIGHT - 8}>
						{words}
					</text>
				))}
			</svg>
			<figcaption>
				Each bar is an hour.{hasLastYear && " The line across it is the same hour of last year's drive."}
			</figcaption>
		</figure>
	);
}
