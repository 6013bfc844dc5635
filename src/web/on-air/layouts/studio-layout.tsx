import { useCallback, useState, useSyncExternalStore } from "react";
import type { ScreenRole } from "../../contract/board.ts";
import { useKeptSetting } from "../kept-setting.ts";
import { KeyboardHelp } from "../keyboard-help.tsx";
import { Presentations, PresentButton, usePresenting } from "../presenting/presentations.tsx";
import { SayNow } from "../saying/say-now.tsx";
import { useSentences } from "../saying/use-sentences.ts";
import { Steering, SteeringButton } from "../steering/steering.tsx";
import { useSteering } from "../steering/use-steering.ts";
import { type Deeds, deedsOf } from "../thanks/deeds.ts";
import { ThankList } from "../thanks/thank-list.tsx";
import { queueOf } from "../thanks/thank-queue.ts";
import { type Queue, useQueue } from "../thanks/use-queue.ts";
import { useThanks } from "../thanks/use-thanks.ts";
import { BigTotal } from "../total/big-total.tsx";
import { StationLine } from "../total/station-line.tsx";
import { Thermometer } from "../total/thermometer.tsx";
import { ToGo } from "../total/to-go.tsx";
import { type Keys, useKeys } from "../use-keys.ts";
import { useReader } from "../use-reader.ts";
import { FootStrip } from "./foot-strip.tsx";
import type { LayoutProps } from "./layout-props.ts";
import { MatchBand } from "./offer-parts.tsx";
import { ScreenHead } from "./screen-head.tsx";

/** The host's own: how much, how far to go, what to say now, whom to thank. */
export function StudioLayout({ store, role: linkRole, drive, standing, age, sound, rings }: LayoutProps) {
	const { words, now, state } = drive;
	const { board, chosen, pending } = useSyncExternalStore(store.subscribe, store.view);
	const reader = useReader();
	const role: ScreenRole = board?.link.role ?? linkRole;
	const queue = useQueue(queueOf(board, state, chosen));
	const thanks = useThanks(store, reader.name, words);
	const isLive = standing === "live" && board !== null;
	const canUndo = board !== null && board.undo !== null;
	const { selectFirst } = queue;
	const deeds = deedsOf({ row: queue.selected, selectFirst, thanks, words, chosen, isLive, canUndo, now });
	const say = useSentences(drive, board);
	const help = useHelp();
	useKeys(
		{ n: say.showNext, m: sound.toggle, ...(role === "watch" ? {} : listKeys(deeds, queue.move)) },
		help.keysWork,
	);
	const presenting = usePresenting();
	const steering = useSteering(drive, role === "producer");
	useKeys(
		{
			"?": help.open,
			...((board?.presentations.length ?? 0) > 0 && { c: presenting.open }),
			...(steering.hasAny && { o: steering.open }),
		},
		true,
	);
	return (
		<div className="studio-layout">
			<main>
				<div className="drive">
					<ScreenHead drive={drive} sound={sound} onHelp={help.open} line={<StationLine drive={drive} board={board} />}>
						<SteeringButton {...{ drive, steering }} />
						<PresentButton {...{ drive, board, role, presenting }} />
					</ScreenHead>
					<BigTotal drive={drive} />
					<Thermometer drive={drive} rings={rings} />
					<ToGo drive={drive} />
					<SayNow drive={drive} say={say} />
				</div>
				<ThankList {...{ drive, store, board, role, queue, chosen, pending, reader, thanks, deeds }} />
			</main>
			<div className="foot">
				<MatchBand drive={drive} />
				<FootStrip drive={drive} board={board} age={age} />
			</div>
			<KeyboardHelp {...{ words, role }} {...help} />
			<Presentations {...{ drive, board, role, isLive, presenting }} name={reader.name} />
			{role === "producer" && <Steering {...{ drive, steering, isLive }} name={reader.name} />}
		</div>
	);
}

function listKeys(deeds: Deeds, move: Queue["move"]): Keys {
	return {
		" ": deeds.read,
		enter: deeds.claim,
		p: deeds.pin,
		b: deeds.batch,
		u: deeds.undo,
		arrowdown: () => move(1),
		arrowup: () => move(-1),
	};
}

function useHelp() {
	const [isOpen, setOpen] = useState(false);
	const [keys, keepKeys] = useKeptSetting("keys", "on");
	const open = useCallback(() => setOpen(true), []);
	const onClose = useCallback(() => setOpen(false), []);
	return {
		isOpen,
		open,
		onClose,
		keysWork: keys === "on",
		letKeysWork: (work: boolean) => keepKeys(work ? "on" : "off"),
	};
}
