import type { ReactNode } from "react";
import type { Words } from "../words.ts";
import type { Deeds } from "./deeds.ts";

type Props = { readonly words: Words; readonly deeds: Deeds };

/** What can be done with the row in focus, always in the same place. Words, and the key that does the same. */
export function ThankActions({ words: { act }, deeds }: Props) {
	const { row, canAct } = deeds;
	const isMine = row?.state === "claimed" && row.mine;
	return (
		<div className="actions">
			<Action name="primary" keyName="␣" isOff={!canAct || row === null} onPress={deeds.read}>
				{act.read}
			</Action>
			<Action keyName="↵" isOff={!canAct || row === null} onPress={deeds.claim}>
				{isMine ? act.release : act.claim}
			</Action>
			<Action keyName="B" isOff={!canAct || row === null} onPress={deeds.batch}>
				{act.batch}
			</Action>
			<Action keyName="P" isOff={!canAct || row === null} onPress={deeds.pin}>
				{row?.pinned ? act.unpin : act.pin}
			</Action>
			<Action keyName="U" isOff={!canAct || !deeds.canUndo} onPress={deeds.undo}>
				{act.undo}
			</Action>
		</div>
	);
}

type ActionProps = {
	readonly name?: string;
	readonly keyName: string;
	readonly isOff: boolean;
	readonly onPress: () => void;
	readonly children: ReactNode;
};

/** Off stays in sight and says why when pressed; a button that vanished would leave the host searching. */
function Action({ name = "", keyName, isOff, onPress, children }: ActionProps) {
	return (
		<button type="button" className={`button ${name}`} aria-disabled={isOff} onClick={onPress}>
			{children} <kbd>{keyName}</kbd>
		</button>
	);
}
