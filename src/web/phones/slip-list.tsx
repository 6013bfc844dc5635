import { useEffect, useState } from "react";
import type { Language } from "../../domain/plain/language.ts";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";
import type { KeptSlip } from "./kept-slip.ts";
import { SlipRow } from "./slip-row.tsx";
import type { Phones } from "./slip-store.ts";

type Props = {
	readonly slips: readonly KeptSlip[];
	readonly words: PhoneWords;
	readonly room: PhoneRoom;
	readonly language: Language;
	readonly back: Phones["back"];
	readonly onUndo: (kept: KeptSlip) => Promise<void>;
	readonly onAgain: (slip: Slip) => void;
};

const MOST_SHOWN = 12;

/** What this volunteer wrote down, newest first, and what they may still take back. */
export function SlipList({ slips, words, room, language, back, onUndo, onAgain }: Props) {
	const now = useNow();
	return (
		<section className="yours" aria-labelledby="yours">
			<h2 id="yours">{words.yours}</h2>
			{slips.length === 0 ? (
				<p className="hint">{words.yoursEmpty}</p>
			) : (
				<ul className="slips">
					{slips.slice(0, MOST_SHOWN).map((kept) => (
						<SlipRow
							key={kept.clientId}
							{...{ kept, words, room, language, onUndo, onAgain }}
							mayUndo={canUndo(kept, now)}
							again={back?.clientId === kept.clientId ? back.slip : null}
						/>
					))}
				</ul>
			)}
			{slips.some((one) => one.standing.is === "saved" && !canUndo(one, now)) && (
				<p className="hint older">{words.older}</p>
			)}
		</section>
	);
}

export function canUndo({ standing }: KeptSlip, now: number): boolean {
	return standing.is === "waiting" || (standing.is === "saved" && now < standing.undoUntil);
}

/** Looked at now and then: what can't be taken back any more has no button. */
function useNow(): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 15_000);
		return () => clearInterval(timer);
	}, []);
	return now;
}
