import type { Language } from "../../domain/plain/language.ts";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";
import type { KeptSlip } from "./kept-slip.ts";
import { moneyOf, timeOf } from "./when.ts";

type Props = {
	readonly kept: KeptSlip;
	readonly words: PhoneWords;
	readonly room: PhoneRoom;
	readonly language: Language;
	readonly mayUndo: boolean;
	/** What was in it, where it was the last one taken back. */
	readonly again: Slip | null;
	readonly onUndo: (kept: KeptSlip) => Promise<void>;
	readonly onAgain: (slip: Slip) => void;
};

/** One slip of this volunteer's, and the one thing that can be done with it. */
export function SlipRow(props: Props) {
	const { kept, words, room, language, mayUndo } = props;
	const { slip, standing, takenAt } = kept;
	return (
		<li data-is={standing.is}>
			<span className="slip-amount">
				{moneyOf(slip.amount, room.currency, language)}
				{slip.monthly && <small>{words.monthly.toLowerCase()}</small>}
			</span>
			<span className="slip-who">
				<span data-may-cut>{slip.name === "" ? words.noName : slip.name}</span>
				<small>
					{timeOf(takenAt, language)} · {standingWords(kept, words)}
				</small>
			</span>
			<Deed {...props} />
			{standing.is === "saved" && standing.isSameAgain && mayUndo && <p className="again">{words.again}</p>}
		</li>
	);
}

/** One button all the way from "Take back" to "Write it again": whoever pressed it with the keyboard still stands on it. */
function Deed({ kept, words, room, language, mayUndo, again, onUndo, onAgain }: Props) {
	const { slip, standing } = kept;
	const isBusy = standing.is === "undoing";
	if (!mayUndo && !isBusy && again === null) return null;
	const says = again === null ? words.undo : words.writeAgain;
	const press = () => {
		if (again !== null) onAgain(again);
		else if (mayUndo) void onUndo(kept);
	};
	return (
		<button
			type="button"
			className="plain"
			aria-label={`${says}: ${moneyOf(slip.amount, room.currency, language)}, ${slip.name || words.noName}`}
			aria-disabled={isBusy}
			onClick={press}
		>
			{says}
		</button>
	);
}

function standingWords({ standing }: KeptSlip, words: PhoneWords): string {
	switch (standing.is) {
		case "waiting":
			return words.waits;
		case "saved":
			return words.saved;
		case "undone":
			return words.undone;
		case "undoing":
			return words.undoing;
		case "kept":
			return standing.why === "paid" ? words.paid : words.tooLate;
		case "alike":
		case "refused":
			return words.waits;
		default:
			return standing satisfies never;
	}
}
