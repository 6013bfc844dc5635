import { useEffect, useRef, useState } from "react";
import type { SteerItem } from "../../contract/steering.ts";
import type { Drive } from "../drive.ts";
import { askToSteer, askToTakeBack } from "./ask-steering.ts";
import { SteeringForetold } from "./steering-foretold.tsx";
import { SteeringList } from "./steering-list.tsx";
import { STEERING_WORDS } from "./steering-words.ts";
import type { Chosen, SteeringView } from "./use-steering.ts";

/** In the head of a producer's screen: the way to them. Nothing where there is nothing to do. */
export function SteeringButton({ drive, steering }: { readonly drive: Drive; readonly steering: SteeringView }) {
	const words = STEERING_WORDS[drive.campaign.language];
	if (!steering.hasAny) return null;
	return (
		<button type="button" className="quiet-button to-steer" onClick={steering.open}>
			{drive.allMatches.length > 0 ? words.matches : words.powerHours} <kbd>O</kbd>
		</button>
	);
}

type Props = {
	readonly drive: Drive;
	readonly steering: SteeringView;
	/** The reader's name. */
	readonly name: string;
	readonly isLive: boolean;
};

/** What can be done now with each match and power hour: what happens is read first, then it is pressed once. */
export function Steering({ drive, steering, name, isLive }: Props) {
	const words = STEERING_WORDS[drive.campaign.language];
	const { isOpen, close, items, lookAgain, moment } = steering;
	const [chosen, setChosen] = useState<Chosen | null>(null);
	const [says, setSays] = useState("");
	const dialog = useShown(isOpen);
	const title = useRef<HTMLHeadingElement>(null);
	/** The button that was pressed is gone: its place in the reading is the list's beginning. */
	const backToList = (said: string) => {
		setChosen(null);
		setSays(said);
		title.current?.focus();
		void lookAgain();
	};
	const press = async ({ item, deed }: Chosen) => {
		const answer = await askToSteer(item.id, deed, name.trim());
		if (answer === null) return backToList(words.failed);
		if (answer.refused === null) return backToList(words.done[deed]);
		backToList(answer.by === null ? words.refused[answer.refused] : words.first(answer.by));
	};
	const takeBack = async (item: SteerItem) => {
		const answer = await askToTakeBack(item.id, name.trim());
		if (answer === null) return backToList(words.failed);
		backToList(answer.refused === null ? words.takenBack : words.notTakenBack[answer.refused]);
	};
	const choose = (next: Chosen) => {
		setSays(isLive ? "" : words.offline);
		if (isLive) setChosen(next);
	};
	const ended = () => {
		setChosen(null);
		setSays("");
		close();
	};
	return (
		<dialog className="keys presentations steering" ref={dialog} onClose={ended} aria-labelledby="steer-title">
			<h2 id="steer-title" ref={title} tabIndex={-1}>
				{words.title}
			</h2>
			{chosen === null ? (
				<SteeringList {...{ drive, words, items, isLive, choose }} takeBack={(item) => void takeBack(item)} />
			) : (
				<SteeringForetold
					{...{ drive, words, isLive, moment, chosen }}
					press={() => press(chosen)}
					back={() => backToList("")}
				/>
			)}
			<p className="says" role="status">
				{says}
			</p>
			<p className="ways">
				<button type="button" className="button" onClick={ended}>
					{words.close}
				</button>
			</p>
		</dialog>
	);
}

function useShown(isOpen: boolean) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		if (isOpen && !dialog.current?.open) dialog.current?.showModal();
		if (!isOpen) dialog.current?.close();
	}, [isOpen]);
	return dialog;
}
