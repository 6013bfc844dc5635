import type { CSSProperties } from "react";
import { milestoneNotches } from "../../../domain/milestone/next-milestone.ts";
import type { Drive } from "../drive.ts";

type Props = {
	readonly drive: Drive;
	/** How often a milestone has rung while the page is open; each one sweeps once. */
	readonly rings: number;
};

/** How far: filled to the total, with a notch for each milestone. */
export function Thermometer({ drive, rings }: Props) {
	const { state, campaign, money, next, words } = drive;
	const top = Math.max(campaign.goal, state.total, 1);
	const place = (amount: number): CSSProperties => ({ left: share(amount, top) });
	const notches = milestoneNotches(campaign.triggers, campaign.goal, top).filter((mark) => mark < top);
	return (
		<div
			className="thermometer"
			role="progressbar"
			aria-label={words.towards}
			aria-valuemin={0}
			aria-valuemax={campaign.goal}
			aria-valuenow={Math.max(0, Math.min(state.total, campaign.goal))}
			aria-valuetext={`${money(state.total)} / ${money(campaign.goal)}`}
		>
			<div className="tube">
				<div className="fill" style={{ width: share(state.total, top) }} />
				{notches.map((mark) => (
					<i key={mark} className={notchName(mark, state.peak, next?.amount)} style={place(mark)} />
				))}
				{rings > 0 && <div className="sweep" key={rings} />}
			</div>
			<Marks drive={drive} top={top} />
		</div>
	);
}

/** Only the next milestone and the goal have room for a label that can be read from three metres. */
function Marks({ drive, top }: { drive: Drive; top: number }) {
	const { campaign, money, next, words } = drive;
	const hasNext = next !== null && !next.isGoal && next.amount / top <= 0.64;
	return (
		<div className="marks" aria-hidden="true">
			{hasNext && (
				<span
					className={`next ${next.amount / top < 0.09 ? "at-start" : ""}`}
					style={{ left: share(next.amount, top) }}
				>
					{money(next.amount)}
				</span>
			)}
			<span className={`at-end ${next?.isGoal ? "next" : ""}`} style={{ left: share(campaign.goal, top) }}>
				{words.goal} {money(campaign.goal)}
			</span>
		</div>
	);
}

function notchName(mark: number, peak: number, next: number | undefined): string {
	if (mark === next) return "notch next";
	return mark <= peak ? "notch passed" : "notch";
}

function share(amount: number, top: number): string {
	return `${Math.min(100, Math.max(0, (amount / top) * 100))}%`;
}
