import { useElementSize } from "@mantine/hooks";
import type { Instant } from "../../../domain/plain/instant.ts";
import { MINUTE } from "../../../domain/plain/instant.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { Rehearsal, RehearsedPost } from "../../contract/staff/rehearsal.ts";
import { hourMarks } from "../amplification/chart-scale.ts";
import { writtenMoment } from "../parts/figures.tsx";

const HEIGHT = 220;
const HEAD = 16;
const LANE = 32;
const FOOT = 28;
/** A mark at either end is seen whole. */
const EDGE = 8;

/** Not one picture: its marks can be pressed. */
const DRAWN = { role: "group" } as const;

type Props = {
	readonly rehearsal: Rehearsal;
	readonly chosen: number | null;
	readonly onChoose: (post: number) => void;
};

/** The total as it grows, and under it a lane for each account with what it says. The table below says the same in words. */
export function RehearsalChart(props: Props) {
	const { ref, width } = useElementSize();
	return (
		<figure className="rehearsal-chart" ref={ref}>
			{width > 0 && <Drawing {...props} width={width} />}
			<figcaption>
				The announced total, and when each account says something. <Key shape="out" /> is out, <Key shape="not" /> fell
				and is not said: spoken for, too late or held.
			</figcaption>
		</figure>
	);
}

function Key({ shape }: { readonly shape: "out" | "not" }) {
	return (
		<svg width="12" height="16" viewBox="0 0 12 16" className="rehearsal-key" aria-hidden="true">
			{shape === "out" ? (
				<circle cx="6" cy="8" r="4" className="rehearsal-out" />
			) : (
				<path d="M6 2v12" className="rehearsal-not" />
			)}
		</svg>
	);
}

function Drawing({ rehearsal, chosen, onChoose, width }: Props & { readonly width: number }) {
	const { chart, posts, accounts, timeZone, currency, goal } = rehearsal;
	const span = spanOf(rehearsal);
	const top = topOf(Math.max(goal, ...chart.steps.map(({ total }) => total)));
	const x = (at: Instant) => EDGE + ((at - span.from) / (span.to - span.from)) * (width - 2 * EDGE);
	const y = (amount: number) => HEIGHT - (amount / top) * (HEIGHT - HEAD);
	const whole = HEIGHT + accounts.length * LANE + FOOT;
	const points = chart.steps.map((step) => `${x(step.at + chart.stepMinutes * MINUTE)},${y(step.total)}`);
	const last = chart.steps.at(-1)?.total ?? 0;
	const from = `${x(span.from)},${y(0)}`;
	const end = `${x((chart.steps.at(-1)?.at ?? span.to) + chart.stepMinutes * MINUTE)},${y(0)}`;
	return (
		<svg width={width} height={whole} {...DRAWN} aria-label="The total over time, with each account's posts">
			<g className="rehearsal-goal">
				<line x1={0} x2={width} y1={y(goal)} y2={y(goal)} />
				<text x={4} y={y(goal) + 16}>
					Goal {formatMoney({ amount: goal, currency })}
				</text>
			</g>
			<polygon className="rehearsal-area" points={[from, ...points, end].join(" ")} />
			<polyline className="rehearsal-total" points={[from, ...points].join(" ")} />
			<text className="rehearsal-end" x={width - 4} y={Math.max(18, y(last) - 12)} textAnchor="end">
				{formatMoney({ amount: last, currency })}
			</text>
			{accounts.map((account, index) => (
				<Lane
					key={account.id}
					{...{ width, x, chosen, onChoose }}
					name={account.name}
					top={HEIGHT + index * LANE}
					posts={posts.filter(({ accountId }) => accountId === account.id)}
					zone={timeZone}
				/>
			))}
			{hourMarks(span, width, timeZone).map(({ at, words }) => (
				<text key={at} className="rehearsal-hour" x={x(at)} y={whole - 8}>
					{words}
				</text>
			))}
		</svg>
	);
}

/** A little room above the highest. */
function topOf(most: number): number {
	return Math.max(1, most * 1.08);
}

/** From the opening, or the first gift, to whatever comes last. */
function spanOf({ chart, posts, opensAt, closesAt }: Rehearsal): { from: Instant; to: Instant } {
	const first = chart.steps.find(({ gifts }) => gifts > 0)?.at ?? opensAt;
	const last = Math.max(closesAt, ...posts.flatMap(({ at }) => at ?? []));
	// Weeks of nothing before the first gift would leave no room for the drive.
	const from = first - opensAt > (closesAt - first) / 4 ? first - 60 * MINUTE : Math.min(opensAt, first);
	return { from, to: last };
}

type LaneProps = {
	readonly name: string;
	readonly top: number;
	readonly width: number;
	readonly x: (at: Instant) => number;
	readonly posts: readonly RehearsedPost[];
	readonly zone: string;
	readonly chosen: number | null;
	readonly onChoose: (post: number) => void;
};

function Lane({ name, top, width, x, posts, zone, chosen, onChoose }: LaneProps) {
	const middle = top + LANE - 10;
	return (
		<g className="rehearsal-lane">
			<line x1={0} x2={width} y1={middle} y2={middle} />
			<text x={4} y={top + 12}>
				{name}
			</text>
			{posts.map((post) => {
				const at = post.outcome === "published" ? (post.at ?? post.fellAt) : post.fellAt;
				const says = `${post.fell}, ${writtenMoment(at, "both", zone)}`;
				return post.outcome === "published" ? (
					// The table's rows are the way by keyboard; a hundred stops on the way there are none.
					<a key={post.id} href={`#rehearsed-${post.id}`} tabIndex={-1} onClick={() => onChoose(post.id)}>
						<circle
							className="rehearsal-out"
							data-chosen={post.id === chosen}
							cx={x(at)}
							cy={middle}
							r={post.id === chosen ? 7 : 4}
						>
							<title>{says}</title>
						</circle>
					</a>
				) : (
					<path key={post.id} className="rehearsal-not" d={`M${x(at)} ${middle - 6}v12`}>
						<title>{says}</title>
					</path>
				);
			})}
		</g>
	);
}
