import type { ThankRow } from "../../contract/board.ts";
import { type Drive, secondsSince } from "../drive.ts";
import { Icon } from "../icons.tsx";

type Props = {
	readonly drive: Drive;
	readonly row: ThankRow;
	readonly isSelected: boolean;
	readonly isBusy: boolean;
	readonly isNew: boolean;
	/** Left out where the screen may only watch. */
	readonly onSelect?: () => void;
};

/** More letters than this need two lines in the smaller rows. */
const LONG_NAME = 20;
/** Up to here a name stands whole whatever its letters; beyond, forty W's may end in "…". */
const LONGEST_WHOLE = 32;

/** One giver: who, how much, how to say it, what is special, and who is reading it. */
export function ThankLine({ drive, row, isSelected, isBusy, isNew, onSelect }: Props) {
	const names = ["row", `is-${row.state}`, row.mine && "is-mine", isSelected && "is-selected", isBusy && "is-busy"];
	const className = [...names, isNew && "is-new"].filter(Boolean).join(" ");
	const inside = <Inside drive={drive} row={row} />;
	return (
		<li data-gift={row.giftId} className={className}>
			{onSelect ? (
				<button type="button" onClick={onSelect} aria-current={isSelected ? "true" : undefined} aria-busy={isBusy}>
					{inside}
				</button>
			) : (
				<div>{inside}</div>
			)}
		</li>
	);
}

function Inside({ drive, row }: { drive: Drive; row: ThankRow }) {
	const { words, money, now } = drive;
	const amount = row.amount > 0 ? money(row.amount) : "";
	const mayCut = row.name.length > LONGEST_WHOLE ? "" : undefined;
	return (
		<>
			<span className="line">
				{/* A name may be written from right to left; it must not turn the line around. */}
				<span className={`name ${lengthOf(row.name)}`} data-may-cut={mayCut}>
					<bdi>{row.name}</bdi>
				</span>
				<span className={`amount ${amount.length > 9 ? "is-long" : ""}`}>{amount}</span>
			</span>
			<span className="line">
				{/* What doesn't fit beside the rest leaves the line whole, the least important first. */}
				<span className="under" data-may-cut>
					{row.town && (
						<span className="town">
							<bdi>{row.town}</bdi>
						</span>
					)}
					<Marks drive={drive} row={row} />
					{row.pronunciation && <span className="pronunciation">“{row.pronunciation}”</span>}
					<span className="when">{words.ago(secondsSince(row.at, now))}</span>
				</span>
				<span className="reader">{readerOf(drive, row)}</span>
			</span>
		</>
	);
}

function lengthOf(name: string): string {
	if (name.length > LONGEST_WHOLE) return "is-very-long";
	return name.length > LONG_NAME ? "is-long" : "";
}

function Marks({ drive: { words }, row }: { drive: Drive; row: ThankRow }) {
	return (
		<>
			{row.pinned && <Mark name="pin" text={words.thank.pinned} />}
			{row.monthly && <Mark name="monthly" text={words.thank.monthly} />}
			{row.firstTime && <Mark name="first" text={words.thank.firstTime} />}
			{row.big && <Mark name="big" text={words.thank.big} />}
			{row.late && <span className="mark">{words.thank.late}</span>}
		</>
	);
}

function Mark({ name, text }: { name: "pin" | "monthly" | "first" | "big"; text: string }) {
	return (
		<span className={`mark ${name}`}>
			<Icon name={name} />
			{text}
		</span>
	);
}

function readerOf({ words }: Drive, row: ThankRow): string {
	if (row.state !== "claimed") return "";
	return row.mine || row.by === null ? words.thank.youRead : words.thank.isReading(row.by);
}
