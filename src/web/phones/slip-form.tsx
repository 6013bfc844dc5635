import { useRef } from "react";
import type { Slip } from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import { AmountField } from "./amount-field.tsx";
import { CallerFields } from "./caller-fields.tsx";
import type { Draft } from "./draft.ts";
import { MoreFields } from "./more-fields.tsx";
import { SlipFoot } from "./slip-foot.tsx";
import type { SetSettings, Settings } from "./use-desk.ts";
import { useSlip } from "./use-slip.ts";
import { phoneWords } from "./words.ts";

type Props = {
	readonly room: PhoneRoom;
	readonly desk: Settings;
	readonly set: SetSettings;
	/** A slip that came back, to be changed. */
	readonly start: Draft | null;
	readonly onSave: (slips: readonly Slip[]) => Promise<void>;
};

/** One slip: the amount and Enter, whatever else the caller tells, and Enter. */
export function SlipForm({ room, desk, set, start, onSave }: Props) {
	const form = useRef<HTMLFormElement>(null);
	const { draft, change, startOver, bringBack, save, press, problemOf } = useSlip({ room, desk, start, form, onSave });
	const words = phoneWords(desk.language);
	const parts = { draft, change, words, problemOf, room, desk };
	return (
		<form
			ref={form}
			className="slip"
			noValidate
			onKeyDown={press}
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
		>
			<AmountField {...parts} />
			<CallerFields {...parts} />
			<MoreFields {...parts} />
			<SlipFoot {...{ room, desk, set, words }} problem={problemOf("station")}>
				<button type="button" className="plain" onClick={bringBack ?? startOver}>
					{bringBack === null ? words.clear : words.bringBack}
				</button>
				<button type="submit" className="save">
					{words.save} <kbd>{words.saveKeys}</kbd>
				</button>
			</SlipFoot>
		</form>
	);
}
