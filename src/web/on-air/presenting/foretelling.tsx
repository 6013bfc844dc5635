import { useEffect, useRef, useState } from "react";
import { type Foreseen, passingWords } from "../../../domain/screen/presenting-words.ts";
import type { Presentation } from "../../contract/presentation.ts";
import type { Drive } from "../drive.ts";
import { askWhatHappens } from "./ask-present.ts";
import type { PresentWords } from "./present-words.ts";

type Props = {
	readonly drive: Drive;
	readonly words: PresentWords;
	readonly item: Presentation;
	readonly isLive: boolean;
	readonly present: () => Promise<void>;
	readonly back: () => void;
};

/** What presenting it does at this total; asked anew whenever the total moves, so that what is read is what happens. */
export function Foretelling({ drive, words, item, isLive, present, back }: Props) {
	const { total } = drive.state;
	const [what, setWhat] = useState<Foreseen | "failed" | null>(null);
	const [isBusy, setBusy] = useState(false);
	const confirm = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		let isCurrent = total >= 0;
		void askWhatHappens(item.id).then((found) => {
			if (isCurrent) setWhat(found ?? "failed");
		});
		return () => {
			isCurrent = false;
		};
	}, [item.id, total]);
	const isKnown = what !== null && what !== "failed";
	useEffect(() => {
		// The one thing to press, once it was read.
		if (isKnown) confirm.current?.focus();
	}, [isKnown]);
	const from = item.from ?? words.kinds[item.kind];
	const press = async () => {
		if (isBusy || !isLive) return;
		setBusy(true);
		await present();
		setBusy(false);
	};
	return (
		<div className="foretelling">
			<div role="status">
				{what === null && <p>{words.looking}</p>}
				{what === "failed" && <p>{isLive ? words.refused.gone : words.offline}</p>}
				{what !== null && what !== "failed" && <Happens {...{ drive, words, what, from }} />}
			</div>
			<p className="ways">
				{what !== null && what !== "failed" && (
					<button
						type="button"
						className="button primary"
						aria-disabled={isBusy || !isLive}
						onClick={press}
						ref={confirm}
					>
						{words.confirm(drive.money(what.amount))}
					</button>
				)}
				<button type="button" className="button" onClick={back}>
					{words.back}
				</button>
			</p>
		</div>
	);
}

type HappensProps = Pick<Props, "drive" | "words"> & { readonly what: Foreseen; readonly from: string };

function Happens({ drive, words, what, from }: HappensProps) {
	const { money, campaign } = drive;
	const isCounted = what.totalAfter !== what.total;
	const passing = passingWords(what, { language: campaign.language, money });
	return (
		<>
			<p>{isCounted ? words.goesOn(money(what.amount), from) : words.notCounted(money(what.amount), from)}</p>
			{isCounted && (
				<p className="from-to">
					<span>{money(what.total)}</span> <span aria-hidden="true">→</span>
					<span className="unseen"> {words.becomes} </span>
					<strong>{money(what.totalAfter)}</strong>
				</p>
			)}
			{what.matched > 0 && <p>{words.matched(money(what.matched))}</p>}
			<p className="passing">{passing === "" ? words.noMilestone : passing}</p>
		</>
	);
}
