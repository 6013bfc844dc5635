import { useCallback, useState, useSyncExternalStore } from "react";
import type { ScreenRole } from "../contract/board.ts";
import { BigTotal } from "./big-total.tsx";
import { type Deeds, deedsOf } from "./deeds.ts";
import { FootStrip } from "./foot-strip.tsx";
import { useKeptSetting } from "./kept-setting.ts";
import { KeyboardHelp } from "./keyboard-help.tsx";
import type { LayoutProps } from "./layout-props.ts";
import { SayNow } from "./say-now.tsx";
import { ScreenHead } from "./screen-head.tsx";
import { ThankList } from "./thank-list.tsx";
import { queueOf } from "./thank-queue.ts";
import { Thermometer } from "./thermometer.tsx";
import { ToGo } from "./to-go.tsx";
import { type Keys, useKeys } from "./use-keys.ts";
import { type Queue, useQueue } from "./use-queue.ts";
import { useReader } from "./use-reader.ts";
import { useSentences } from "./use-sentences.ts";
import { useThanks } from "./use-thanks.ts";

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
	useKeys({ "?": help.open }, true);
	return (
		<div className="studio-layout">
			<main>
				<div className="drive">
					<ScreenHead drive={drive} sound={sound} onHelp={help.open} />
					<BigTotal drive={drive} />
					<Thermometer drive={drive} rings={rings} />
					<ToGo drive={drive} />
					<SayNow drive={drive} say={say} />
				</div>
				<ThankList {...{ drive, store, board, role, queue, chosen, pending, reader, thanks, deeds }} />
			</main>
			<FootStrip drive={drive} board={board} age={age} />
			<KeyboardHelp words={words} {...help} />
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
