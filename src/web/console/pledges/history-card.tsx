import { Text } from "@mantine/core";
import type { PledgeHappening } from "../../contract/staff/pledges.ts";
import { Money, When } from "../parts/figures.tsx";
import { HAPPENINGS } from "./pledge-words.ts";

const GOOD = new Set<PledgeHappening["kind"]>(["paid"]);
const BAD = new Set<PledgeHappening["kind"]>(["went-back", "mail-failed", "cancelled", "lapsed", "undone"]);

/** All that became of a pledge, oldest first. */
export function HistoryCard({ history }: { readonly history: readonly PledgeHappening[] }) {
	return (
		<section className="pledge-card" aria-labelledby="pledge-history">
			<h2 id="pledge-history">What became of it</h2>
			<ol className="pledge-history">
				{history.map((one) => (
					<li
						key={`${one.at} ${one.kind} ${one.amount}`}
						data-tone={GOOD.has(one.kind) ? "good" : BAD.has(one.kind) ? "bad" : undefined}
					>
						<span className="pledge-history-what">
							<strong>{HAPPENINGS[one.kind]}</strong>
							<Amounts happening={one} />
						</span>
						<Text size="sm" c="dimmed">
							<When at={one.at} />
							{one.by !== "" && <> · {one.by}</>}
						</Text>
						{one.words !== "" && <Text size="sm">{one.words}</Text>}
					</li>
				))}
			</ol>
		</section>
	);
}

function Amounts({ happening: { amount, before } }: { readonly happening: PledgeHappening }) {
	if (amount === null) return null;
	return (
		<span>
			{before !== null && (
				<>
					<Money amount={before} /> →{" "}
				</>
			)}
			<Money amount={Math.abs(amount)} />
		</span>
	);
}
