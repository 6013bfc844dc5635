import type { ReactNode } from "react";
import { backOnAirAt } from "../../../domain/drive/on-air-window.ts";
import type { Board } from "../../contract/board.ts";
import { type Drive, hourOf } from "../drive.ts";
import { MatchLeft, PowerHourCell } from "./offer-parts.tsx";

/** The strip at the foot. Every place stays where it is; what isn't known leaves its place empty. */
export function FootStrip({ drive, board, age }: { drive: Drive; board: Board | null; age: ReactNode }) {
	return (
		<footer className="strip">
			<ThisHour drive={drive} />
			<TimeLeft drive={drive} />
			<MatchLeft drive={drive} />
			<Contact drive={drive} board={board} />
			<NowInTheShow drive={drive} board={board} />
			{age}
		</footer>
	);
}

export function ThisHour({ drive }: { drive: Drive }) {
	const { words, money, offers } = drive;
	if (offers.powerHour !== null && offers.powerHour.state !== "coming") {
		return <PowerHourCell drive={drive} offer={offers.powerHour} />;
	}
	const { counted, target, lastYear } = hourOf(drive);
	/** One that begins soon is worth more than last year's hour. */
	const soon = offers.powerHour === null ? null : drive.hourNow;
	const reached = target ? Math.max(0, Math.min(100, (counted / target) * 100)) : 0;
	return (
		<div className="cell hour">
			<span className="label">{words.strip.thisHour}</span>
			<span className="value">
				{money(counted)}
				{target !== null && <small> {words.strip.ofTarget(money(target))}</small>}
			</span>
			{target !== null && (
				<svg className="gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
					<rect className="all" width="100" height="4" />
					<rect className="part" width={reached} height="4" />
				</svg>
			)}
			{soon === null ? (
				lastYear !== null && <span className="label">{words.strip.lastYear(money(lastYear))}</span>
			) : (
				<span className="label soon">{words.strip.begins(soon.name, words.left(soon.from - drive.now))}</span>
			)}
		</div>
	);
}

export function TimeLeft({ drive: { words, campaign, now } }: { drive: Drive }) {
	const isAhead = now < campaign.opensAt;
	// In a night off the morning is what counts. A screen's last known card may be from before there were windows.
	const back = isAhead ? null : backOnAirAt({ ...campaign, onAirWindows: campaign.onAirWindows ?? [] }, now);
	const until = isAhead ? campaign.opensAt : (back ?? campaign.closesAt);
	const label = isAhead ? words.strip.opensIn : back === null ? words.strip.timeLeft : words.strip.backIn;
	return (
		<div className="cell time-left">
			<span className="label">{label}</span>
			<span className="value">{until <= now ? words.strip.over : words.left(until - now)}</span>
		</div>
	);
}

/** Where to call and what to text; on a station's own screen its line and its code, where it has them. */
export function Contact({ drive: { campaign, words }, board = null }: { drive: Drive; board?: Board | null }) {
	const station = campaign.stations.find(({ id }) => id === board?.link.station?.id);
	const phone = station?.phone || campaign.phone;
	const code = station?.code || campaign.textCode;
	return (
		<div className="cell contact">
			{phone && <Fact name={words.strip.phone} value={phone} />}
			{code && <Fact name={words.strip.text} value={code} />}
		</div>
	);
}

function Fact({ name, value }: { name: string; value: string }) {
	return (
		<span className="fact">
			<span className="label">{name}</span> <span className="value">{value}</span>
		</span>
	);
}

export function NowInTheShow({ drive: { words, campaign }, board }: { drive: Drive; board: Board | null }) {
	const slot = board?.slots.now[0];
	if (!slot) return <div className="cell show" />;
	const clock = new Intl.DateTimeFormat(words.locale, {
		hour: "numeric",
		minute: "2-digit",
		timeZone: campaign.timeZone,
	});
	return (
		<div className="cell show">
			<span className="label">
				{words.strip.kinds[slot.kind]} · {words.strip.until(clock.format(slot.to))}
			</span>
			<span className="value" data-may-cut>
				{slot.title}
			</span>
		</div>
	);
}
