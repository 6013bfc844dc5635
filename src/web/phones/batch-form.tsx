import { type KeyboardEvent, useEffect, useRef } from "react";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import { BatchRow } from "./batch-row.tsx";
import type { PhoneWords } from "./english-words.ts";
import { SlipFoot } from "./slip-foot.tsx";
import { focusOnLine, useBatch } from "./use-batch.ts";
import type { SetSettings, Settings } from "./use-desk.ts";
import { filled, phoneWords } from "./words.ts";

type Props = {
	readonly room: PhoneRoom;
	readonly desk: Settings;
	readonly set: SetSettings;
	readonly onSave: (slips: readonly Slip[]) => Promise<void>;
};

/** Many paper slips at once: one on a line, saved together, each with its own answer. */
export function BatchForm({ room, desk, set, onSave }: Props) {
	const form = useRef<HTMLFormElement>(null);
	const { lines, count, change, problemOf, paste, take } = useBatch(room, desk, form);
	const words = phoneWords(desk.language);
	useEffect(() => focusOnLine(form.current, 0), []);
	const save = () => {
		const slips = take();
		if (slips.length > 0) void onSave(slips);
	};
	const press = (event: KeyboardEvent<HTMLFormElement>) => {
		if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
		event.preventDefault();
		if (event.ctrlKey || event.metaKey) return save();
		const line = event.target instanceof HTMLElement ? event.target.closest("tr") : null;
		focusOnLine(form.current, Number(line?.dataset.at ?? -1) + 1);
	};
	return (
		<form
			ref={form}
			className="slip batch"
			noValidate
			onKeyDown={press}
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
		>
			<p className="hint">{words.batchHint}</p>
			<table>
				<Heads words={words} />
				<tbody>
					{[...lines.entries()].map(([at, line]) => (
						<BatchRow
							key={at}
							{...{ line, at, words, problem: problemOf(at) }}
							onChange={(more) => change(at, more)}
							onPaste={paste(at)}
						/>
					))}
				</tbody>
			</table>
			<SlipFoot {...{ room, desk, set, words }}>
				<button type="submit" className="save">
					{count === 0 ? words.batchNone : count === 1 ? words.batchSaveOne : filled(words.batchSave, { count })}{" "}
					<kbd>Ctrl Enter</kbd>
				</button>
			</SlipFoot>
		</form>
	);
}

function Heads({ words }: { readonly words: PhoneWords }) {
	return (
		<thead>
			<tr>
				<th scope="col">{words.amount}</th>
				<th scope="col">{words.monthly}</th>
				<th scope="col">{words.name}</th>
				<th scope="col">{words.town}</th>
				<th scope="col">{words.batchOnAir}</th>
			</tr>
		</thead>
	);
}
