import { type ClipboardEvent, type RefObject, useEffect, useState } from "react";
import type { Slip } from "../../domain/pledge/slip.ts";
import { slipProblemWords } from "../../domain/pledge/slip-words.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import { draftOfLine, EMPTY_LINE, isEmpty, type Line, MOST_LINES, pastedLines } from "./batch-lines.ts";
import { finished } from "./draft.ts";
import { keepLines, keptLines } from "./half-written.ts";
import type { Settings } from "./use-desk.ts";

const FIRST_LINES = 6;

/** The lines of many slips, what is wrong with each, and how they are filled and saved. */
export function useBatch(room: PhoneRoom, desk: Settings, form: RefObject<HTMLFormElement | null>) {
	const account = room.account?.id ?? "";
	const [lines, setLines] = useState<readonly Line[]>(() => filledUp(keptLines(account)));
	useEffect(() => keepLines(account, lines.some((line) => !isEmpty(line)) ? lines : []), [account, lines]);
	const [isChecked, setChecked] = useState(false);
	const checked = lines.map((line) => finished(draftOfLine(line), desk, room));
	return {
		lines,
		count: lines.filter((line) => !isEmpty(line)).length,
		change: (at: number, more: Partial<Line>) => {
			const now = lines.map((line, place) => (place === at ? { ...line, ...more } : line));
			const last = now.at(-1);
			setLines(last !== undefined && !isEmpty(last) && now.length < MOST_LINES ? [...now, EMPTY_LINE] : now);
		},
		problemOf: (at: number): string | undefined => {
			const line = lines[at];
			if (line === undefined || isEmpty(line)) return undefined;
			const shown = checked[at]?.problems.filter(({ code }) => isChecked || code === "card-number") ?? [];
			const said = shown.map((problem) => slipProblemWords(problem, room.currency, desk.language));
			return said.length === 0 ? undefined : [...new Set(said)].join(" ");
		},
		paste: (at: number) => (event: ClipboardEvent<HTMLInputElement>) => {
			const text = event.clipboardData.getData("text");
			if (!/[\t\r\n;]/.test(text.trim())) return;
			event.preventDefault();
			const pasted = pastedLines(text);
			setLines([...lines.slice(0, at), ...pasted, ...lines.slice(at + pasted.length), EMPTY_LINE].slice(0, MOST_LINES));
		},
		/** All of them, or none while one can't be: gives the slips, and goes to the line that is wrong. */
		take: (): Slip[] => {
			setChecked(true);
			const wrong = lines.findIndex((line, at) => !isEmpty(line) && (checked[at]?.problems.length ?? 0) > 0);
			focusOnLine(form.current, Math.max(0, wrong));
			if (wrong >= 0) return [];
			setLines(filledUp([]));
			setChecked(false);
			return lines.flatMap((line, at) => (isEmpty(line) ? [] : (checked[at]?.slip ?? [])));
		},
	};
}

function filledUp(lines: readonly Line[]): Line[] {
	const missing = Math.max(0, FIRST_LINES - lines.length);
	return [...lines, ...Array.from({ length: missing }, () => EMPTY_LINE)];
}

export function focusOnLine(form: HTMLFormElement | null, at: number): void {
	form?.querySelector<HTMLInputElement>(`tr[data-at="${at}"] input`)?.focus();
}
