import { Progress, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { formatMoney } from "../../../domain/plain/money.ts";
import { budgetStand, writtenMills } from "../../../domain/post/x-cost.ts";
import type { Rehearsal } from "../../contract/staff/rehearsal.ts";
import { When } from "../parts/figures.tsx";
import { spanOf, spanWords } from "./words.ts";

/** What scrolls has to be reached by the keyboard. */
const SCROLLS = { tabIndex: 0 };

/** What the whole drive comes to: what is said, how it is spread, what it costs, what waits for people. */
export function Summary({ rehearsal }: { readonly rehearsal: Rehearsal }) {
	const { summary, currency } = rehearsal;
	const { longestSilence, busiest, approvals } = summary;
	return (
		<div className="rehearsal-summary">
			<dl className="rehearsal-facts">
				<Fact label="Gifts" value={summary.gifts.toLocaleString("en-US")}>
					{formatMoney({ amount: summary.total, currency })}
					{summary.matched > 0 && `, ${formatMoney({ amount: summary.matched, currency })} of it from matches`}
				</Fact>
				<Fact label="Posts out" value={summary.published.toLocaleString("en-US")}>
					{notOut(summary)}
				</Fact>
				<Fact label="Longest silence" value={longestSilence === null ? "Silent" : spanOf(longestSilence)}>
					{longestSilence === null ? silentWords(summary.published) : <When at={longestSilence.from} />}
				</Fact>
				<Fact label="Busiest quarter hour" value={busiest === null ? "-" : `${busiest.posts} posts`}>
					{busiest !== null && <When at={busiest.from} />}
				</Fact>
				<Fact label="To approve" value={approvals.asked.toLocaleString("en-US")}>
					{approvals.asked === 0
						? "Nothing waits for a person."
						: `${spanWords(approvals.medianWait)} in the middle, ${spanWords(approvals.longestWait)} at most`}
				</Fact>
				<Cost x={summary.x} />
			</dl>
			<Accounts rehearsal={rehearsal} />
		</div>
	);
}

function notOut({ superseded, expired, stopped }: Rehearsal["summary"]): string {
	const parts = [
		superseded > 0 ? `${superseded} spoken for by a higher one` : "",
		expired > 0 ? `${expired} too late` : "",
		stopped > 0 ? `${stopped} held or dropped` : "",
	].filter(Boolean);
	return parts.length === 0 ? "All that fell." : `${parts.join(", ")}.`;
}

function Fact(props: { readonly label: string; readonly value: string; readonly children?: ReactNode }) {
	return (
		<div>
			<dt>{props.label}</dt>
			<dd>
				<strong>{props.value}</strong>
				<span>{props.children}</span>
			</dd>
		</div>
	);
}

function Cost({ x }: { readonly x: Rehearsal["summary"]["x"] }) {
	const stand = budgetStand(x.limit, x.cost);
	const linked = x.linkPosts === 0 ? "none with a link" : `${x.linkPosts} with a link`;
	return (
		<Fact label="X" value={writtenMills(x.cost)}>
			{x.posts.toLocaleString("en-US")} posts, {linked}.{" "}
			{x.limit === null ? (
				"No budget is set."
			) : (
				<>
					{stand === "used-up" ? "The budget is used up: " : "Of the budget of "}
					{writtenMills(x.limit)}
					<Progress
						value={Math.min(100, (x.cost / Math.max(1, x.limit)) * 100)}
						color={stand === "fine" ? "verdant" : "ember"}
						mt={4}
						aria-label="Part of the budget for X that it takes"
					/>
				</>
			)}
		</Fact>
	);
}

function Accounts({ rehearsal: { accounts, summary } }: { readonly rehearsal: Rehearsal }) {
	return (
		<section className="rehearsal-scroll" {...SCROLLS} aria-label="Each account in figures">
			<table className="rehearsal-accounts">
				<thead>
					<tr>
						<th scope="col">Account</th>
						<th scope="col">Out</th>
						<th scope="col">Spoken for</th>
						<th scope="col">Too late</th>
						<th scope="col">Held or dropped</th>
					</tr>
				</thead>
				<tbody>
					{accounts.map(({ id, name }) => {
						const own = summary.accounts.find(({ accountId }) => accountId === id);
						return (
							<tr key={id}>
								<th scope="row">
									<Text component="span" truncate>
										{name}
									</Text>
								</th>
								<td>{count(own?.published)}</td>
								<td>{count(own?.superseded)}</td>
								<td>{count(own?.expired)}</td>
								<td>{count(own?.stopped)}</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</section>
	);
}

function count(value = 0): string {
	return value.toLocaleString("en-US");
}

/** What practice accounts say is heard by nobody. */
function silentWords(published: number): string {
	return published > 0 ? "Only practice accounts say something." : "Nothing is said at all.";
}
