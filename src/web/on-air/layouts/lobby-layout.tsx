import { type Drive, secondsSince } from "../drive.ts";
import { Icon } from "../icons.tsx";
import { BigTotal } from "../total/big-total.tsx";
import { Thermometer } from "../total/thermometer.tsx";
import { ToGo } from "../total/to-go.tsx";
import { Contact } from "./foot-strip.tsx";
import type { LayoutProps } from "./layout-props.ts";

const LATEST = 6;

/** A screen on a wall, seen by anybody: names and amounts only as agreed to for the public page. Nothing to press. */
export function LobbyLayout({ drive, age, rings }: LayoutProps) {
	const { campaign } = drive;
	return (
		<div className="lobby-layout">
			<main>
				<h1>
					{campaign.name}
					{campaign.hospital && <span>{campaign.hospital}</span>}
				</h1>
				<BigTotal drive={drive} />
				<Thermometer drive={drive} rings={rings} />
				<ToGo drive={drive} />
				<Offers drive={drive} />
				<Latest drive={drive} />
			</main>
			<footer className="strip">
				<Contact drive={drive} />
				{age}
			</footer>
		</div>
	);
}

function Offers({ drive: { offers } }: { drive: Drive }) {
	// Room for two: a power hour comes before a second match.
	const [first, second] = offers.matches;
	const shown = [first, offers.powerHour ?? second].filter((offer) => offer != null);
	return (
		<div className="lobby-offers">
			{shown.map(({ id, state, sentence }) => (
				<p key={`${id} ${state}`} className={`lobby-offer ${state}`}>
					{sentence}
				</p>
			))}
		</div>
	);
}

function Latest({ drive: { state, words, money, now } }: { drive: Drive }) {
	return (
		<section className="latest" aria-labelledby="latest-title">
			<h2 id="latest-title">{words.thanks}</h2>
			<ul>
				{state.rows.slice(0, LATEST).map((row) => (
					<li key={row.giftId} data-gift={row.giftId} className={row.seq === null ? "" : "is-new"}>
						<span className="name">
							<bdi>{row.name}</bdi>
						</span>
						{row.amount !== null && <span className="amount">{money(row.amount)}</span>}
						<span className="when">
							{row.monthly && (
								<span className="mark monthly">
									<Icon name="monthly" />
									{words.thank.monthly}
								</span>
							)}
							{words.ago(secondsSince(row.at, now))}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
