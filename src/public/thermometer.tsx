import { milestoneNotches } from "../domain/milestone/next-milestone.ts";
import type { PageView } from "./page-view.ts";

/**
 * A band over the whole width that fills from the left, with a notch at each milestone. Lengths are attributes of the drawing,
 * because styles in markup are refused; src/web/public moves the same attributes.
 */
export function Thermometer({ view }: { readonly view: PageView }) {
	const { campaign, snapshot, lines, words, money } = view;
	const { goal } = campaign;
	const notches = milestoneNotches(snapshot.campaign.triggers, goal, goal).filter((mark) => mark < goal);
	return (
		<div
			className="thermometer"
			id="thermometer"
			role="progressbar"
			aria-label={words.progress}
			aria-valuemin={0}
			aria-valuemax={goal}
			aria-valuenow={Math.max(0, Math.min(goal, snapshot.total))}
			aria-valuetext={`${lines.total} / ${money(goal)}`}
		>
			<svg width="100%" height="100%" aria-hidden="true">
				<rect className="fill" id="fill" width={`${lines.percent.toFixed(2)}%`} height="100%" />
				<g id="notches">
					{notches.map((mark) => (
						<line
							key={mark}
							className={mark === lines.next?.amount ? "next" : mark <= snapshot.peak ? "passed" : undefined}
							data-mark={mark}
							x1={`${((mark / goal) * 100).toFixed(2)}%`}
							x2={`${((mark / goal) * 100).toFixed(2)}%`}
							y1="0"
							y2="100%"
						/>
					))}
				</g>
			</svg>
			<span className="sweep" aria-hidden="true" />
		</div>
	);
}
