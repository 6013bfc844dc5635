import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { DriveHome } from "../../contract/staff/home.ts";
import { countUp } from "../../live/count-up.ts";
import { useLiveNow } from "../live/drive-live.tsx";
import { Money } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";

/** What is said on air, how far it is to the goal, and what falls next. */
export function Total({ home }: { readonly home: DriveHome }) {
	const { currency } = useCampaign();
	const { state } = useLiveNow();
	// The stream is ahead of the snapshot, save right after a new one.
	const total = state !== null && state.seq >= home.seq ? state.total : home.total;
	const gifts = state !== null && state.seq >= home.seq ? state.gifts : home.gifts;
	const part = home.goal > 0 ? Math.min(1, total / home.goal) : 0;
	const [next] = home.next;
	return (
		<section className="home-total" aria-label="The total">
			<p className="home-total-figure">
				<Counted amount={total} currency={currency} />
			</p>
			<Bar home={home} part={part} />
			<div className="home-total-foot">
				<span>
					{home.goal > 0 && (
						<>
							{Math.floor((total / home.goal) * 100)}% of <Money amount={home.goal} />
						</>
					)}
				</span>
				<span>
					{gifts.toLocaleString("en-US")} gifts, {home.donors.toLocaleString("en-US")} donors,{" "}
					{home.monthlyDonors.toLocaleString("en-US")} monthly
				</span>
			</div>
			{next !== undefined && home.phase === "running" && (
				<p className="home-next">
					<strong>
						<Money amount={Math.max(0, next.amount - total)} /> to go
					</strong>{" "}
					to {next.isGoal ? "the goal of " : ""}
					<Money amount={next.amount} />
					{home.next.length > 1 && (
						<Text component="span" c="dimmed">
							. Then{" "}
							{home.next
								.slice(1)
								.map(({ amount }) => formatMoney({ amount, currency }))
								.join(" and ")}
							.
						</Text>
					)}
				</p>
			)}
			<Text size="sm" c="dimmed">
				{home.definition}
			</Text>
		</section>
	);
}

/** How far it is to the goal, with the next milestones as notches. */
function Bar({ home, part }: { readonly home: DriveHome; readonly part: number }) {
	return (
		<div
			className="home-bar"
			role="progressbar"
			aria-label="Of the goal"
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={Math.floor(part * 100)}
		>
			<div className="home-bar-fill" style={{ width: `${part * 100}%` }} />
			{home.next.map(({ amount, isGoal }) =>
				isGoal || home.goal === 0 || amount > home.goal ? null : (
					<span key={amount} className="home-bar-notch" style={{ left: `${(amount / home.goal) * 100}%` }} />
				),
			)}
		</div>
	);
}

function Counted({ amount, currency }: { readonly amount: number; readonly currency: string }) {
	const [shown, setShown] = useState(amount);
	const [from, setFrom] = useState(amount);
	useEffect(() => {
		if (amount === from) return;
		setFrom(amount);
		return countUp(from, amount, setShown);
	}, [amount, from]);
	return formatMoney({ amount: shown, currency });
}
