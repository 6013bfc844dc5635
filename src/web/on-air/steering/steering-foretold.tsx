import { useEffect, useRef, useState } from "react";
import type { SteerForetold } from "../../contract/steering.ts";
import type { Drive } from "../drive.ts";
import { askWhatSteeringDoes } from "./ask-steering.ts";
import { nameOf } from "./steering-list.tsx";
import type { SteeringWords } from "./steering-words.ts";
import type { Chosen } from "./use-steering.ts";

type Props = {
	readonly drive: Drive;
	readonly words: SteeringWords;
	readonly chosen: Chosen;
	readonly isLive: boolean;
	readonly moment: string;
	readonly press: () => Promise<void>;
	readonly back: () => void;
};

/** What the press does now; asked anew whenever anything moves, so that what is read is what happens. */
export function SteeringForetold({ drive, words, chosen, isLive, moment, press, back }: Props) {
	const { item, deed } = chosen;
	const [what, setWhat] = useState<SteerForetold | "failed" | null>(null);
	const [isBusy, setBusy] = useState(false);
	const confirm = useRef<HTMLButtonElement>(null);
	useEffect(() => {
		let isCurrent = moment !== "";
		void askWhatSteeringDoes(item.id, deed).then((found) => {
			if (isCurrent) setWhat(found ?? "failed");
		});
		return () => {
			isCurrent = false;
		};
	}, [item.id, deed, moment]);
	const canPress = what !== null && what !== "failed" && what.refused === null;
	useEffect(() => {
		// The one thing to press, once it was read.
		if (canPress) confirm.current?.focus();
	}, [canPress]);
	const name = nameOf(item, words);
	const pressOnce = async () => {
		if (isBusy || !isLive) return;
		setBusy(true);
		await press();
	};
	return (
		<div className="foretelling">
			<h3>
				{words.deeds[deed]}: <bdi>{name}</bdi>
			</h3>
			<div role="status">
				{what === null && <p>{words.looking}</p>}
				{what === "failed" && <p>{isLive ? words.notFound : words.offline}</p>}
				{what !== null && what !== "failed" && <Happens {...{ drive, words, what, name }} />}
			</div>
			<p className="ways">
				{canPress && (
					<button
						type="button"
						className="button primary"
						aria-disabled={isBusy || !isLive}
						onClick={() => void pressOnce()}
						ref={confirm}
					>
						{words.confirm[deed](name)}
					</button>
				)}
				<button type="button" className="button" onClick={back}>
					{words.back}
				</button>
			</p>
		</div>
	);
}

type HappensProps = {
	readonly drive: Drive;
	readonly words: SteeringWords;
	readonly what: SteerForetold;
	readonly name: string;
};

function Happens({ drive, words, what, name }: HappensProps) {
	const { money, campaign } = drive;
	if (what.refused !== null) {
		return <p>{what.by === null ? words.refused[what.refused] : words.first(what.by)}</p>;
	}
	const { match, hour, says, announces } = what;
	const clock = new Intl.DateTimeFormat(drive.words.locale, {
		...{ hour: "numeric", minute: "2-digit", timeZone: campaign.timeZone },
	});
	const until = hour === null ? "" : clock.format(hour.to);
	return (
		<>
			<p>{words.does[what.do](name, until)}</p>
			{match && <p className="figure">{words.left(money(match.left), money(match.pool))}</p>}
			{hour && <p className="figure">{words.counted(money(hour.counted), money(hour.target))}</p>}
			<p>{what.delta === 0 ? words.totalStays(money(what.total)) : words.totalMoves(money(what.total))}</p>
			{says === null ? (
				<p>{notShown({ drive, words, what })}</p>
			) : (
				<figure>
					<figcaption>{words.screens}</figcaption>
					<blockquote>{says}</blockquote>
				</figure>
			)}
			<p className="passing">{announces.length === 0 ? words.silent : words.announced(what.accounts)}</p>
		</>
	);
}

function notShown({ drive, words, what }: Omit<HappensProps, "name">): string {
	if (drive.campaign.state !== "live") return words.notLive;
	return what.do === "close" || what.do === "end" ? words.leaves : words.waitsForPlace;
}
