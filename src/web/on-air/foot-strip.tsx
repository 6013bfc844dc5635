import type { ReactNode } from "react";
import { backOnAirAt } from "../../domain/on-air-window.ts";
import type { Board } from "../contract/board.ts";
import { type Drive, hourOf } from "./drive.ts";

/** The strip at the foot. Every place stays where it is; what isn't known leaves its place empty. */
export function FootStrip({ drive, board, age }: { drive: Drive; board: Board | null; age: ReactNode }) {
	return (
		<footer className="strip">
			<ThisHour drive={drive} />
			<TimeLeft drive={drive} />
			<div className="cell match" />
			<Contact drive={drive} />
			<NowInTheShow drive={drive} board={board} />
			{age}
		</footer>
	);
}

export function ThisHour({ drive }: { drive: Drive }) {
	const { words, money } = drive;
	const { counted, target, lastYear } = hourOf(drive);
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
			{lastYear !== null && <span className="label">{words.strip.lastYear(money(lastYear))}</span>}
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

/** Where to call and what to text. */
export function Contact({ drive: { campaign, words } }: { drive: Drive }) {
	return (
		<div className="cell contact">
			{campaign.phone && <Fact name={words.strip.phone} value={campaign.phone} />}
			{campaign.textCode && <Fact name={words.strip.text} value={campaign.textCode} />}
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
