import { formatMoney } from "../../domain/plain/money.ts";
import { figureWidth, type PublicLines } from "../../domain/screen/public-lines.ts";
import { openCountingTotal } from "../live/counting-total.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { part, words, write } from "./page-parts.ts";

type Count = ReturnType<typeof openCountingTotal>;
let counted: { readonly element: HTMLElement; readonly count: Count } | null = null;

/** The total and all that hangs on it. */
export function drawFigures(state: ScreenState, lines: PublicLines): void {
	drawTotal(state, lines);
	write(part("caption"), lines.caption);
	write(part("of-goal"), lines.ofGoal);
	write(part("to-go"), lines.toGo);
	document.title = lines.title;
	drawThermometer(state, lines);
}

function drawTotal(state: ScreenState, lines: PublicLines): void {
	const element = part("total");
	if (!element) return;
	if (counted?.element !== element) counted = { element, count: openCountingTotal(element) };
	const { currency } = state.campaign;
	element.dataset.chars = String(Math.ceil(figureWidth(lines.total)));
	counted.count(state.total, (amount) => formatMoney({ amount, currency }, words().locale));
}

function drawThermometer(state: ScreenState, lines: PublicLines): void {
	const { goal, currency } = state.campaign;
	const gauge = part("thermometer");
	if (!gauge) return;
	const goalText = formatMoney({ amount: goal, currency }, words().locale);
	gauge.setAttribute("aria-valuemax", String(goal));
	gauge.setAttribute("aria-valuenow", String(Math.max(0, Math.min(goal, state.total))));
	gauge.setAttribute("aria-valuetext", `${lines.total} / ${goalText}`);
	part("fill")?.setAttribute("width", `${lines.percent.toFixed(2)}%`);
	for (const notch of gauge.querySelectorAll<SVGLineElement>("[data-mark]")) {
		const mark = Number(notch.dataset.mark);
		notch.classList.toggle("passed", mark <= state.peak);
		notch.classList.toggle("next", mark === lines.next?.amount);
	}
}

/** A milestone fell: one sweep of brass over the band. */
export function ring(): void {
	const gauge = part("thermometer");
	if (!gauge) return;
	gauge.classList.remove("rings");
	// Reading a size makes the browser notice that the class was gone, so that the sweep starts anew.
	void gauge.offsetWidth;
	gauge.classList.add("rings");
}
