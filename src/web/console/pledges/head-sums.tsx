import { Alert, Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { PledgeHead } from "../../contract/staff/pledges.ts";
import { Money } from "../parts/figures.tsx";

const COUNT = new Intl.NumberFormat("en-US");

/** What was promised and what came of it: in one line to read and one band to see. */
export function HeadSums({ head, showTwice }: { readonly head: PledgeHead; readonly showTwice: () => void }) {
	const { promised, paid, open, lost, monthly, paidTwice, rate } = head;
	return (
		<section className="pledge-head" aria-label="How it stands with all of them">
			<dl className="pledge-sums">
				<Sum name="Still to come" amount={open.amount} note={pledges(open.count)} isMain />
				<Sum name="Came" amount={paid.amount} note={`${COUNT.format(paid.count)} paid in full`} />
				<Sum name="Promised" amount={promised.amount} note={pledges(promised.count)} />
				<Sum name="Doesn't come" amount={lost.amount} note={`${COUNT.format(lost.count)} ended`} />
			</dl>
			<Band head={head} />
			<Text size="sm" c="dimmed">
				{rate === null
					? "Nothing was promised yet."
					: `${Math.round(rate * 100)}% of what was promised has come; cancelled pledges aside.`}
				{monthly.promised > 0 &&
					` ${COUNT.format(monthly.begun)} of ${COUNT.format(monthly.promised)} monthly promises have begun; each stands here with its first month.`}
			</Text>
			{paidTwice > 0 && (
				<Alert
					color="ember"
					title={paidTwice === 1 ? "1 pledge was paid twice" : `${paidTwice} pledges were paid twice`}
				>
					<Text size="sm" mb="sm">
						All of it is real money and counts. Refund one payment of each in Stripe; the total follows by itself.
					</Text>
					<Button size="sm" variant="default" onClick={showTwice}>
						Show {paidTwice === 1 ? "it" : "them"}
					</Button>
				</Alert>
			)}
		</section>
	);
}

function pledges(count: number): string {
	return count === 1 ? "1 pledge" : `${COUNT.format(count)} pledges`;
}

function Sum(props: {
	readonly name: string;
	readonly amount: number;
	readonly note: ReactNode;
	readonly isMain?: boolean;
}) {
	return (
		<div className={props.isMain ? "is-main" : undefined}>
			<dt>{props.name}</dt>
			<dd>
				<Money amount={props.amount} />
			</dd>
			<dd className="pledge-sum-note">{props.note}</dd>
		</div>
	);
}

/** For the eye alone: its parts stand as words above. */
function Band({ head: { paid, open, lost } }: { readonly head: PledgeHead }) {
	const all = paid.amount + open.amount + lost.amount;
	if (all === 0) return null;
	const width = (amount: number) => ({ width: `${(amount / all) * 100}%` });
	return (
		<div className="pledge-band" aria-hidden="true">
			<span className="is-paid" style={width(paid.amount)} />
			<span className="is-open" style={width(open.amount)} />
			<span className="is-lost" style={width(lost.amount)} />
		</div>
	);
}
