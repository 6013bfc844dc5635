import type { CampaignState } from "../../domain/drive/campaign.ts";
import { holdsCardNumber } from "../../domain/pledge/card-number.ts";
import { LONGEST_SLIP_TEXT } from "../../domain/pledge/slip.ts";
import { slipProblemWords } from "../../domain/pledge/slip-words.ts";
import type { PhoneAccount, PhoneRoom } from "../contract/phones.ts";
import { CopyWaiting } from "./copy-waiting.tsx";
import type { PhoneWords } from "./english-words.ts";
import { Trouble } from "./field.tsx";
import type { KeptSlip } from "./kept-slip.ts";
import type { Phones } from "./slip-store.ts";
import type { SetSettings, Settings } from "./use-desk.ts";
import { TO_CHOOSE, wayBack } from "./way-back.ts";
import { timeOf } from "./when.ts";
import { filled, phoneWords } from "./words.ts";

type Props = {
	readonly room: PhoneRoom;
	readonly phones: Phones;
	readonly desk: Settings;
	readonly set: SetSettings;
	readonly onEndShift: () => void;
};

/** Which drive, whose shift, and whether everything is out. */
export function HeadStrip({ room, phones, desk, set, onEndShift }: Props) {
	const words = phoneWords(desk.language);
	const isCard = holdsCardNumber(desk.operator);
	const station = room.stations.find(({ id }) => id === room.stationId)?.name;
	return (
		<header className="strip">
			<div className="strip-drive">
				<h1>{room.name}</h1>
				<p>{[room.hospital, station, room.label].filter(Boolean).join(" · ")}</p>
				{room.account !== null && <SignedIn account={room.account} words={words} />}
			</div>
			<div className="strip-shift">
				<label htmlFor="operator">{words.yourName}</label>
				<input
					id="operator"
					value={desk.operator}
					maxLength={LONGEST_SLIP_TEXT.operator}
					autoComplete="off"
					aria-invalid={isCard}
					aria-describedby={isCard ? "operator-problem" : undefined}
					onChange={(event) => set({ operator: event.currentTarget.value })}
				/>
				{desk.operator !== "" && (
					<button type="button" className="plain" onClick={onEndShift}>
						{words.endShift}
					</button>
				)}
				<button
					type="button"
					className="plain"
					lang={desk.language === "en" ? "es" : "en"}
					onClick={() => set({ language: desk.language === "en" ? "es" : "en" })}
				>
					{words.language}
				</button>
				<button type="button" className="plain" onClick={() => set({ isDark: !desk.isDark })}>
					{desk.isDark ? words.light : words.dark}
				</button>
			</div>
			{isCard && (
				<div className="standing-room">
					<Trouble
						id="operator-problem"
						says={slipProblemWords({ field: "operator", code: "card-number" }, room.currency, desk.language)}
					/>
				</div>
			)}
			<Standing phones={phones} words={words} desk={desk} room={room} />
		</header>
	);
}

function SignedIn({ account, words }: { readonly account: PhoneAccount; readonly words: PhoneWords }) {
	return (
		<p className="strip-account">
			<span>{filled(words.signedInAs, { name: account.name })}</span>
			{account.mayChoose && <a href={TO_CHOOSE}>{words.changeDrive}</a>}
			{account.hasConsole ? <a href="/staff">{words.toConsole}</a> : <a href="/staff/account">{words.ownAccount}</a>}
		</p>
	);
}

type StandingProps = Pick<Props, "room" | "phones" | "desk"> & { readonly words: PhoneWords };

function Standing({ room, phones, words, desk }: StandingProps) {
	const waiting = phones.slips.filter(({ standing }) => standing.is === "waiting" || standing.is === "undoing");
	const state = phones.state ?? room.state;
	const back = phones.link === "open" ? null : wayBack(phones.link, room.drive, words);
	return (
		<div className="standing-room">
			<p className="standing" role="status" data-is={standingOf(phones, state, waiting)}>
				<span className="dot" aria-hidden="true" />
				{phones.link === "open" ? (
					<span>
						<Line {...{ phones, waiting, words, state }} time={(at) => timeOf(at, desk.language)} />
					</span>
				) : (
					<strong>{words.closedTitle[phones.link]}</strong>
				)}
			</p>
			{phones.link !== "open" && (
				<p className="notice ember" role="alert">
					{words.closedWords[phones.link]}{" "}
					{back === null ? <CopyWaiting slips={waiting} words={words} /> : <a href={back.href}>{back.says}</a>}
				</p>
			)}
			{state !== "live" && (
				<p className="notice">
					{words.states[state]} {state === "archived" && <CopyWaiting slips={waiting} words={words} />}
				</p>
			)}
			{phones.line === "odd" && <p className="notice ember">{words.odd}</p>}
			{phones.keeps === false && <p className="notice">{words.keepsNothing}</p>}
			{phones.others.length > 0 && (
				<p className="notice">
					{filled(words.othersWait, { count: phones.others.length })}{" "}
					<CopyWaiting slips={phones.others} words={words} />
				</p>
			)}
		</div>
	);
}

type LineProps = {
	readonly phones: Phones;
	readonly state: CampaignState;
	readonly waiting: readonly KeptSlip[];
	readonly words: PhoneWords;
	readonly time: (at: number) => string;
};

function Line({ phones, state, waiting, words, time }: LineProps) {
	const oldest = waiting.at(-1);
	if (oldest === undefined) return words.allSent;
	if (phones.line === "up" && !takesSlips(state)) {
		return waiting.length === 1 ? words.waitHereOne : filled(words.waitHereMany, { count: waiting.length });
	}
	if (phones.line === "up") return words.sending;
	const count = waiting.length === 1 ? words.waitOne : filled(words.waitMany, { count: waiting.length });
	return (
		<>
			<strong>
				{count} {filled(words.since, { time: time(oldest.takenAt) })}
			</strong>
			<span> {words.goesOn}</span>
		</>
	);
}

function standingOf(
	{ link, line }: Phones,
	state: CampaignState,
	waiting: readonly KeptSlip[],
): "off" | "waits" | "sent" {
	if (link !== "open") return "off";
	return waiting.length === 0 || (line === "up" && takesSlips(state)) ? "sent" : "waits";
}

/** As the server decides it, src/pledge/take-slips.ts. */
function takesSlips(state: CampaignState): boolean {
	return state === "live" || state === "closed";
}
