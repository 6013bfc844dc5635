import { type RefObject, type KeyboardEvent as Typed, useEffect, useState } from "react";
import { holdsCardNumber } from "../../domain/pledge/card-number.ts";
import type { Slip, SlipField, SlipProblem } from "../../domain/pledge/slip.ts";
import { slipProblemWords } from "../../domain/pledge/slip-words.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import { type Draft, EMPTY_DRAFT, finished, isEmptyDraft } from "./draft.ts";
import { keepDraft, keptDraft } from "./half-written.ts";
import type { ProblemOf } from "./slip-parts.ts";
import type { Settings } from "./use-desk.ts";

type Asked = {
	readonly room: PhoneRoom;
	readonly desk: Settings;
	readonly start: Draft | null;
	readonly form: RefObject<HTMLFormElement | null>;
	readonly onSave: (slips: readonly Slip[]) => Promise<void>;
};

/** One slip while it is written: kept half done, checked when it is saved, and gone through with Enter. */
export function useSlip({ room, desk, start, form, onSave }: Asked) {
	const account = room.account?.id ?? "";
	const [draft, setDraft] = useState<Draft>(() => start ?? keptDraft(account));
	const [cleared, setCleared] = useState<Draft | null>(null);
	const [problems, setProblems] = useState<readonly SlipProblem[]>([]);
	useEffect(() => keepDraft(account, draft), [account, draft]);
	// What was half written before a reload goes on where it was; of a slip that came back, the amount is what is most often wrong.
	useEffect(() => focusOn(form.current, "amount", start !== null), [form, start]);
	useBackToAmount(form);
	const change = (more: Partial<Draft>) => {
		setDraft({ ...draft, ...more });
		setProblems(problems.filter(({ field }) => !touches(field, more)));
	};
	const show = (shown: Draft) => {
		setDraft(shown);
		setProblems([]);
		// With the head of the page, where it says what waits.
		window.scrollTo(0, 0);
		focusOn(form.current, "amount");
	};
	/** The caller hung up. */
	const startOver = () => {
		if (!isEmptyDraft(draft)) setCleared(draft);
		show(EMPTY_DRAFT);
	};
	const bringBack = cleared !== null && isEmptyDraft(draft) ? () => show(cleared) : null;
	const save = () => {
		const { slip, problems: found } = finished(draft, desk, room);
		setProblems(found);
		const [first] = found;
		if (first !== undefined) return focusOn(form.current, first.field);
		setCleared(null);
		show(EMPTY_DRAFT);
		void onSave([slip]);
	};
	const goOn = () => {
		const wrong = finished(draft, desk, room).problems.filter(({ field }) => field === "amount");
		setProblems(wrong);
		if (wrong.length === 0) focusOn(form.current, "name");
	};
	const press = (event: Typed<HTMLFormElement>) => {
		const { target } = event;
		const isAmount = target instanceof HTMLInputElement && target.name === "amount";
		if (event.key === "Escape") return isAmount ? startOver() : focusOn(form.current, "amount");
		if (event.key !== "Enter" || event.nativeEvent.isComposing || target instanceof HTMLButtonElement) return;
		event.preventDefault();
		if (isAmount && !event.ctrlKey && !event.metaKey) goOn();
		else save();
	};
	const problemOf: ProblemOf = (field) => {
		const found = problems.find((one) => one.field === field) ?? cardIn(draft, field);
		return found && slipProblemWords(found, room.currency, desk.language);
	};
	return { draft, change, startOver, bringBack, save, press, problemOf };
}

/** Esc leads back to the slip from beside it, too. */
function useBackToAmount(form: RefObject<HTMLFormElement | null>): void {
	useEffect(() => {
		const press = ({ key, target }: KeyboardEvent) => {
			const isBeside = target instanceof Node && !form.current?.contains(target);
			if (key === "Escape" && isBeside) focusOn(form.current, "amount");
		};
		document.addEventListener("keydown", press);
		return () => document.removeEventListener("keydown", press);
	}, [form]);
}

/** Said while it is being typed: the sooner it is gone, the better. */
function cardIn(draft: Draft, field: SlipField): SlipProblem | undefined {
	if (field === "station" || field === "operator") return undefined;
	return holdsCardNumber(draft[field]) ? { field, code: "card-number" } : undefined;
}

function touches(field: SlipField, more: Partial<Draft>): boolean {
	if (field === "name" && more.consent !== undefined) return true;
	return field in more || (field === "honoured" && "dedication" in more);
}

function focusOn(form: HTMLFormElement | null, field: string, isReplacing = true): void {
	const own = form?.querySelector<HTMLInputElement>(`[name="${field}"]`);
	// The volunteer's own name stands at the head of the page.
	const found = own ?? document.getElementById(field);
	found?.focus();
	if (isReplacing && found instanceof HTMLInputElement && found.type === "text") found.select();
}
