import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { DriveHome, DriveSums } from "../../contract/staff/home.ts";
import { Money, When } from "../parts/figures.tsx";

/** After the drive: what it came to. */
export function Sums({ home, sums }: { readonly home: DriveHome; readonly sums: DriveSums }) {
	const { posts, bestHour, lastYearTotal } = sums;
	const change = lastYearTotal === null || lastYearTotal === 0 ? null : home.total / lastYearTotal - 1;
	return (
		<section aria-labelledby="sums">
			<h2 id="sums">What it came to</h2>
			<dl className="home-sums">
				<Sum name="Average gift">
					<Money amount={sums.average} />
				</Sum>
				<Sum name="Largest gift">
					<Money amount={sums.largest} />
				</Sum>
				{bestHour !== null && (
					<Sum name="Best hour" note={<When at={bestHour.startsAt} />}>
						<Money amount={bestHour.counted} />
					</Sum>
				)}
				{lastYearTotal !== null && (
					<Sum
						name="Against last year"
						note={
							<>
								Last year: <Money amount={lastYearTotal} />
							</>
						}
					>
						{change === null ? "-" : `${change >= 0 ? "+" : ""}${Math.round(change * 100)}%`}
					</Sum>
				)}
				<Sum name="Posts out" note={`${posts.superseded} spoken for by a higher one, ${posts.expired} too late`}>
					{posts.published.toLocaleString("en-US")}
				</Sum>
			</dl>
		</section>
	);
}

function Sum({
	name,
	children,
	note,
}: {
	readonly name: string;
	readonly children: ReactNode;
	readonly note?: ReactNode;
}) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				<span className="home-figure">{children}</span>
				{note && (
					<Text size="sm" c="dimmed">
						{note}
					</Text>
				)}
			</dd>
		</div>
	);
}
