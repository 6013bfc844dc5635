import { Text } from "@mantine/core";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { DriveHome, HourBar } from "../../contract/staff/home.ts";
import { Money, writtenMoment } from "../parts/figures.tsx";
import { useCampaign } from "../use-campaign.ts";

/** How fast it goes: this hour against what it should bring, the hours before, and where it would end. */
export function Pace({ home }: { readonly home: DriveHome }) {
	return (
		<section className="home-pace" aria-label="The pace">
			<ThisHour home={home} />
			<div>
				<h2>Last 60 minutes</h2>
				<p className="home-figure">
					<Money amount={home.lastHour.counted} />
				</p>
				<Text size="sm" c="dimmed">
					{home.lastHour.gifts.toLocaleString("en-US")} {home.lastHour.gifts === 1 ? "gift" : "gifts"}
				</Text>
			</div>
			<Projected home={home} />
			{home.hours.length > 1 && <Hours hours={home.hours} />}
		</section>
	);
}

function ThisHour({ home }: { readonly home: DriveHome }) {
	const { counted, target, lastYear } = home.hour;
	const mark = target ?? lastYear;
	return (
		<div>
			<h2>This hour</h2>
			<p className="home-figure">
				<Money amount={counted} />
			</p>
			{mark !== null && mark > 0 && (
				<div className="home-hour-bar" aria-hidden="true">
					<div style={{ width: `${Math.min(100, (counted / mark) * 100)}%` }} />
				</div>
			)}
			<Text size="sm" c="dimmed">
				{target !== null && (
					<>
						Target <Money amount={target} />.{" "}
					</>
				)}
				{lastYear !== null ? (
					<>
						Last year's whole hour: <Money amount={lastYear} />.
					</>
				) : target === null ? (
					"No target is set for an hour."
				) : null}
			</Text>
		</div>
	);
}

function Projected({ home: { projection } }: { readonly home: DriveHome }) {
	return (
		<div>
			<h2>At the close</h2>
			{projection.kind === "none" ? (
				<Text size="sm" c="dimmed" mt={8}>
					{projection.why}
				</Text>
			) : (
				<>
					<p className="home-figure">
						about <Money amount={projection.total} />
					</p>
					<Text size="sm" c="dimmed">
						{projection.ground}
					</Text>
				</>
			)}
		</div>
	);
}

/** A bar for each hour, with a mark where last year's was. */
function Hours({ hours }: { readonly hours: readonly HourBar[] }) {
	const { currency, timeZone } = useCampaign();
	const most = Math.max(1, ...hours.map(({ counted, lastYear }) => Math.max(counted, lastYear ?? 0)));
	const hasLastYear = hours.some(({ lastYear }) => lastYear !== null);
	const best = hours.reduce((one, other) => (other.counted > one.counted ? other : one));
	const money = (amount: number) => formatMoney({ amount, currency });
	return (
		<figure className="home-hours">
			<div
				className="home-hours-bars"
				role="img"
				aria-label={`Hour by hour. The best was ${writtenMoment(best.startsAt, "both", timeZone)} with ${money(best.counted)}.`}
			>
				{hours.map(({ startsAt, counted, lastYear }) => (
					<div
						key={startsAt}
						className="home-hours-hour"
						title={`${writtenMoment(startsAt, "both", timeZone)}: ${money(counted)}${lastYear === null ? "" : `, last year ${money(lastYear)}`}`}
					>
						<div className="home-hours-bar" style={{ height: `${(Math.max(0, counted) / most) * 100}%` }} />
						{lastYear !== null && <div className="home-hours-mark" style={{ bottom: `${(lastYear / most) * 100}%` }} />}
					</div>
				))}
			</div>
			<figcaption>
				<span>{writtenMoment(hours[0]?.startsAt ?? 0, "both", timeZone)}</span>
				{hasLastYear && (
					<span className="home-hours-key">
						<i aria-hidden="true" /> last year
					</span>
				)}
				<span>now</span>
			</figcaption>
		</figure>
	);
}
