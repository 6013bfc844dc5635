import type { ReactNode } from "react";
import { LINE_WORDS, OUTSIDE_WORDS } from "../../../domain/counting/total-words.ts";
import type { TruthView } from "../../contract/staff/truth.ts";
import { useColumn } from "../parts/figures.tsx";
import { giftsWords } from "./truth-words.ts";

/** What the total is made of, as one would read it out: what came, what it comes to, what was taken off, the total. */
export function Statement({ truth }: { readonly truth: TruthView }) {
	const { lines, matches, refunded, disputed } = truth;
	const off = -refunded.amount - disputed.amount;
	const added = [...lines, ...matches].map(({ amount }) => amount);
	const money = useColumn([...added, refunded.amount, disputed.amount]);
	return (
		<table className="truth-statement" data-truth="statement">
			<caption>What counts</caption>
			<tbody>
				{lines.map(({ line, amount, count }) => (
					<Line key={line} {...LINE_WORDS[line]} count={count} amount={money(amount)} minor={amount} />
				))}
				{matches.map(({ id, sponsor, hidden, amount }) => (
					<Line
						key={id}
						label={`Match: ${sponsor}`}
						says={hidden ? "The sponsor is not named outside." : "Added by the sponsor to the gifts of its time."}
						amount={money(amount)}
						minor={amount}
					/>
				))}
				{off !== 0 && (
					<tr className="truth-subtotal" data-truth="before">
						<th scope="row">Together</th>
						<td>{money(truth.sum - off)}</td>
					</tr>
				)}
				{refunded.count > 0 && (
					<Line
						label="Less: given back"
						says="Refunds."
						count={refunded.count}
						amount={takenOff(refunded.amount, money)}
						minor={-refunded.amount}
					/>
				)}
				{disputed.count > 0 && (
					<Line
						label="Less: taken by banks"
						says="Disputes that took the money."
						count={disputed.count}
						amount={takenOff(disputed.amount, money)}
						minor={-disputed.amount}
					/>
				)}
			</tbody>
			<tfoot>
				<tr>
					<th scope="row">The total</th>
					<td data-truth="sum">{money(truth.sum)}</td>
				</tr>
			</tfoot>
		</table>
	);
}

/** With a minus that is as wide as a figure, and not a hyphen. */
function takenOff(amount: number, money: (amount: number) => string): string {
	return amount === 0 ? money(0) : `−${money(amount)}`;
}

/** What is there and is no part of the total. */
export function Outside({ truth }: { readonly truth: TruthView }) {
	const money = useColumn(truth.outside.map(({ amount }) => amount));
	if (truth.outside.length === 0) return null;
	return (
		<table className="truth-statement is-outside">
			<caption>What does not count</caption>
			<tbody>
				{truth.outside.map(({ line, amount, count }) => (
					<Line
						key={line}
						{...OUTSIDE_WORDS[line]}
						count={count}
						amount={line === "failed" ? "–" : money(amount)}
						minor={amount}
					/>
				))}
			</tbody>
		</table>
	);
}

function Line(props: {
	readonly label: ReactNode;
	readonly says: string;
	readonly count?: number;
	readonly amount: string;
	/** The same in minor units. */
	readonly minor: number;
}) {
	const { label, says, count, amount, minor } = props;
	return (
		<tr>
			<th scope="row">
				<span className="truth-label">{label}</span>
				<small>
					{count === undefined ? "" : `${giftsWords(count)}. `}
					{says}
				</small>
			</th>
			<td data-amount={minor}>{amount}</td>
		</tr>
	);
}
