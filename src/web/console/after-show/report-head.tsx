import type { ReactNode } from "react";
import { LINE_WORDS } from "../../../domain/counting/total-words.ts";
import type { Instant } from "../../../domain/plain/instant.ts";
import { formatColumn } from "../../../domain/plain/money.ts";
import type { AfterShowHead, AfterShowMade } from "../../contract/staff/after-show.ts";
import { Money, When, writtenMoment } from "../parts/figures.tsx";
import { giftsWords } from "../truth/truth-words.ts";

type Props = { readonly head: AfterShowHead; readonly made: AfterShowMade; readonly now: Instant };

/** What one wants to know first: whose drive, how much, and of what. */
export function ReportHead({ head, made, now }: Props) {
	return (
		<section className="after-head" aria-label="The drive">
			<div className="after-title">
				<p className="after-hospital">{head.hospital}</p>
				<h2 className="after-name">{head.name}</h2>
				<p className="after-dates">{datesOf(head)}</p>
			</div>
			<div className="after-total">
				<p className="after-total-label">
					{head.frozen !== null ? "Announced total" : head.phase === "after" ? "Total" : "Total so far"}
				</p>
				<p className="after-figure" data-after="announced">
					<Money amount={head.announced} />
				</p>
				<Goal head={head} />
				<p className="after-note">
					{head.frozen !== null ? (
						<>
							Fixed as it was announced, <When at={head.frozen.at} />.
						</>
					) : (
						<>
							As of <When at={now} />; it can still move with late gifts and refunds.
						</>
					)}
				</p>
			</div>
			<Facts head={head} />
			<MadeOf made={made} head={head} />
		</section>
	);
}

function Goal({ head: { announced, goal } }: { readonly head: AfterShowHead }) {
	if (goal <= 0) return null;
	const percent = Math.floor((announced / goal) * 100);
	return (
		<div className="after-goal">
			<div className="after-goal-bar" aria-hidden="true">
				<span style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
			</div>
			<p>
				<strong>{percent}%</strong> of the goal of <Money amount={goal} />
			</p>
		</div>
	);
}

function Facts({ head }: { readonly head: AfterShowHead }) {
	const { gifts, donors, monthlyDonors, bestHour, largestStation, lastYearTotal, announced, phase } = head;
	const many = (count: number) => count.toLocaleString("en-US");
	return (
		<dl className="after-facts">
			<Fact label="Gifts" value={many(gifts)} />
			<Fact label="Donors" value={many(donors)} />
			<Fact label="Monthly donors" value={many(monthlyDonors)} />
			{bestHour !== null && (
				<Fact
					label="Best hour"
					value={<Money amount={bestHour.counted} />}
					note={
						<>
							from <When at={bestHour.startsAt} />
						</>
					}
				/>
			)}
			{largestStation !== null && (
				<Fact label="Largest station" value={<Money amount={largestStation.amount} />} note={largestStation.name} />
			)}
			{lastYearTotal !== null && lastYearTotal > 0 && (
				<Fact
					label="Last year"
					value={<Money amount={lastYearTotal} />}
					note={phase === "after" ? changeWords(announced, lastYearTotal) : "the whole drive"}
				/>
			)}
		</dl>
	);
}

function Fact(props: { readonly label: string; readonly value: ReactNode; readonly note?: ReactNode }) {
	return (
		<div>
			<dt>{props.label}</dt>
			<dd>
				{props.value}
				{props.note && <small>{props.note}</small>}
			</dd>
		</div>
	);
}

function changeWords(now: number, before: number): string {
	const change = Math.round((now / before - 1) * 100);
	return change === 0 ? "as much as this year" : `${Math.abs(change)}% ${change > 0 ? "more" : "less"} this year`;
}

/** What the ledger adds up to, a line each. */
function MadeOf({ made, head }: Pick<Props, "made" | "head">) {
	const { lines, matches, refunded, disputed, total } = made;
	const column = formatColumn(
		head.currency,
		[...lines, ...matches].map(({ amount }) => amount).concat(refunded, disputed),
	);
	const money = (amount: number) => (amount < 0 ? `−${column(-amount)}` : column(amount));
	return (
		<table className="after-made">
			<caption>What the total is made of</caption>
			<tbody>
				{lines.map(({ line, amount, count }) => (
					<tr key={line}>
						<th scope="row">
							{LINE_WORDS[line].label} <small>{giftsWords(count)}</small>
						</th>
						<td>{money(amount)}</td>
					</tr>
				))}
				{matches.map(({ id, sponsor, amount }) => (
					<tr key={id}>
						<th scope="row">{sponsor === null ? "Match, sponsor not to be named" : `Match: ${sponsor}`}</th>
						<td>{money(amount)}</td>
					</tr>
				))}
				{refunded > 0 && (
					<tr>
						<th scope="row">Less: given back</th>
						<td>{money(-refunded)}</td>
					</tr>
				)}
				{disputed > 0 && (
					<tr>
						<th scope="row">Less: taken by banks</th>
						<td>{money(-disputed)}</td>
					</tr>
				)}
			</tbody>
			<tfoot>
				<tr>
					<th scope="row">{total === head.announced ? "The total" : "In the ledger today"}</th>
					<td data-after="sum">{money(total)}</td>
				</tr>
				{total !== head.announced && (
					<tr className="after-since">
						<th scope="row">{total > head.announced ? "Came in" : "Went back"} since it was announced</th>
						<td>{money(total - head.announced)}</td>
					</tr>
				)}
			</tfoot>
		</table>
	);
}

function datesOf({ opensAt, closesAt, timeZone }: AfterShowHead): string {
	const year = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric" }).format(opensAt);
	return `${writtenMoment(opensAt, "both", timeZone)} to ${writtenMoment(closesAt, "both", timeZone)}, ${year}`;
}
