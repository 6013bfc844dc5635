import { Text, Title } from "@mantine/core";
import { differenceOf } from "../../../domain/post/rehearsal-difference.ts";
import { writtenMills } from "../../../domain/post/x-cost.ts";
import type { Rehearsal } from "../../contract/staff/rehearsal.ts";
import { spanOf, spanWords } from "./words.ts";

const SHOWN = 12;
/** What scrolls has to be reached by the keyboard. */
const SCROLLS = { tabIndex: 0 };

/** Two sets of rules over the same gifts, side by side, and what differs. */
export function Compared({ first, second }: { readonly first: Rehearsal; readonly second: Rehearsal }) {
	const by = differenceOf(first, second);
	const count = (value: number) => value.toLocaleString("en-US");
	const silence = ({ summary: { longestSilence } }: Rehearsal) =>
		longestSilence === null ? "Silent" : spanOf(longestSilence);
	const busiest = ({ summary }: Rehearsal) => (summary.busiest === null ? "-" : `${summary.busiest.posts} posts`);
	const rows: readonly (readonly [string, string, string, string])[] = [
		["Posts out", count(first.summary.published), count(second.summary.published), signed(by.published, count)],
		["Spoken for", count(first.summary.superseded), count(second.summary.superseded), signed(by.superseded, count)],
		["Too late", count(first.summary.expired), count(second.summary.expired), signed(by.expired, count)],
		["X", writtenMills(first.summary.x.cost), writtenMills(second.summary.x.cost), signed(by.cost, writtenMills)],
		["Longest silence", silence(first), silence(second), signed(by.longestSilence, spanWords)],
		["Busiest quarter hour", busiest(first), busiest(second), ""],
		["To approve", count(first.summary.approvals.asked), count(second.summary.approvals.asked), ""],
	];
	return (
		<section aria-label="Side by side" className="rehearsal-compared">
			<Title order={2} size="h3">
				Side by side
			</Title>
			<section className="rehearsal-scroll" {...SCROLLS} aria-label="Both sets of rules in figures">
				<table>
					<thead>
						<tr>
							<td />
							<th scope="col">{first.name}</th>
							<th scope="col">{second.name}</th>
							<th scope="col">Difference</th>
						</tr>
					</thead>
					<tbody>
						{rows.map(([label, one, other, difference]) => (
							<tr key={label}>
								<th scope="row">{label}</th>
								<td>{one}</td>
								<td>{other}</td>
								<td>{difference}</td>
							</tr>
						))}
					</tbody>
				</table>
			</section>
			<div className="rehearsal-only">
				<Only title={`Said only by ${lower(first.name)}`} fell={by.onlyFirst} />
				<Only title={`Said only by ${lower(second.name)}`} fell={by.onlySecond} />
			</div>
		</section>
	);
}

function lower(name: string): string {
	return name === "Draft" ? "the draft" : name.slice(0, 1).toLowerCase() + name.slice(1);
}

function signed(value: number, words: (value: number) => string): string {
	if (value === 0) return "the same";
	return `${value > 0 ? "+" : "−"}${words(Math.abs(value))}`;
}

function Only({ title, fell }: { readonly title: string; readonly fell: readonly string[] }) {
	return (
		<div>
			<Text fw={600}>{title}</Text>
			{fell.length === 0 ? (
				<Text c="dimmed">Nothing.</Text>
			) : (
				<ul>
					{fell.slice(0, SHOWN).map((one) => (
						<li key={one}>{one}</li>
					))}
					{fell.length > SHOWN && <li>and {fell.length - SHOWN} more</li>}
				</ul>
			)}
		</div>
	);
}
