import { useElementSize } from "@mantine/hooks";
import { type Instant, MINUTE } from "../../../domain/plain/instant.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { AmplificationReport } from "../../contract/staff/amplification.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { axisTop, chartSpan, hourMarks } from "./chart-scale.ts";
import "./amplification.css";

const HEIGHT = 240;
const FOOT = 28;
const HEAD = 24;

type Props = {
	readonly chart: AmplificationReport["chart"];
	readonly posts: readonly { readonly id: number; readonly at: Instant }[];
	readonly from: Instant;
	readonly to: Instant;
	readonly currency: string;
	readonly zone: string;
	readonly chosen: number | null;
	readonly onChoose: (post: number) => void;
};

/** The drive by the quarter hour, with each post where it went out. The list below says the same in words. */
export function DriveChart(props: Props) {
	const { ref, width } = useElementSize();
	return (
		<figure className="drive-chart" ref={ref}>
			{width > 0 && <Drawing {...props} width={width} />}
			<figcaption>
				Each bar is what came in within {props.chart.stepMinutes} minutes; each{" "}
				<span className="drive-chart-key" aria-hidden="true" /> mark is a post. Choose a mark to see the post.
			</figcaption>
		</figure>
	);
}

function Drawing({
	chart,
	posts,
	from,
	to,
	currency,
	zone,
	chosen,
	onChoose,
	width,
}: Props & { readonly width: number }) {
	const span = chartSpan(chart, posts, from, to);
	const top = axisTop(chart.steps.map(({ amount }) => amount));
	const x = (at: Instant) => ((at - span.from) / (span.to - span.from)) * width;
	const y = (amount: number) => HEIGHT - FOOT - (amount / top) * (HEIGHT - FOOT - HEAD);
	const bar = Math.max(1, x(span.from + chart.stepMinutes * MINUTE) - 1);
	const money = (amount: number) => formatMoney({ amount, currency });
	return (
		<svg width={width} height={HEIGHT}>
			<title>The drive by the quarter hour, with its posts</title>
			{[top, top / 2].map((amount) => (
				<g key={amount} className="drive-chart-line">
					<line x1={0} x2={width} y1={y(amount)} y2={y(amount)} />
					<text x={4} y={y(amount) - 4}>
						{money(amount)}
					</text>
				</g>
			))}
			{chart.steps.map(({ at, amount }) => (
				<rect
					key={at}
					className="drive-chart-bar"
					x={x(at)}
					y={y(amount)}
					width={bar}
					height={HEIGHT - FOOT - y(amount)}
				>
					<title>{`${money(amount)} from ${writtenMoment(at, "both", zone)}`}</title>
				</rect>
			))}
			<line className="drive-chart-ground" x1={0} x2={width} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
			{hourMarks(span, width, zone).map(({ at, words }) => (
				<text key={at} className="drive-chart-hour" x={x(at)} y={HEIGHT - 8}>
					{words}
				</text>
			))}
			{posts.map(({ id, at }) => (
				<PostMark key={id} {...{ id, at, zone, onChoose }} x={x(at)} isChosen={chosen === id} />
			))}
		</svg>
	);
}

type MarkProps = Pick<Props, "zone" | "onChoose"> & {
	readonly id: number;
	readonly at: Instant;
	readonly x: number;
	readonly isChosen: boolean;
};

function PostMark({ id, at, x, zone, isChosen, onChoose }: MarkProps) {
	return (
		<a
			href={`#post-${id}`}
			className="drive-chart-post"
			aria-label={`Post of ${writtenMoment(at, "both", zone)}`}
			aria-current={isChosen ? "true" : undefined}
			onClick={() => onChoose(id)}
		>
			<line x1={x} x2={x} y1={HEAD} y2={HEIGHT - FOOT} />
			<circle cx={x} cy={HEAD - 8} r={7} />
		</a>
	);
}
