import { formatMoney } from "../../domain/money.ts";
import { milestoneNotches, nextMilestone, toGoParts } from "../../domain/next-milestone.ts";
import type { GiftRow } from "../../domain/ticker.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { WORDS, type Words } from "./words.ts";

export function part(id: string): HTMLElement {
	const element = document.getElementById(id);
	if (!element) throw new Error(`The page has no #${id}.`);
	return element;
}

function write(id: string, text: string): void {
	const element = part(id);
	// Unchanged text is left alone: a screen reader would read a status again.
	if (element.textContent !== text) element.textContent = text;
}

function build<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ""): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	if (name) element.className = name;
	element.textContent = text;
	return element;
}

/** Everything that follows from the state; times and the counting total are drawn by main.ts. */
export function renderState(state: ScreenState, before: ScreenState | null): void {
	const { campaign } = state;
	const words = WORDS[campaign.language];
	document.documentElement.lang = campaign.language;
	document.title = `${campaign.name}: ${money(state, state.total)}`;
	write("drive-name", campaign.hospital ? `${campaign.name} · ${campaign.hospital}` : campaign.name);
	write("say-title", words.sayNow);
	write("thanks-title", words.thank);
	renderThermometer(state, words);
	renderToGo(state, words);
	write("say", state.script?.text ?? words.nothingToSay);
	part("say").parentElement?.classList.toggle("quiet", state.script === null);
	if (before && state.script !== null && before.script !== state.script) ring();
	if (before?.rows !== state.rows || before.campaign !== campaign) renderGifts(state, words, before);
}

export function money(state: ScreenState, amount: number): string {
	const { currency, language } = state.campaign;
	return formatMoney({ amount, currency }, WORDS[language].locale);
}

function ring(): void {
	const thermometer = part("thermometer");
	thermometer.classList.remove("rings");
	// Reading a size makes the browser notice that the class was gone, so that the sweep starts anew.
	void thermometer.offsetWidth;
	thermometer.classList.add("rings");
}

function renderThermometer(state: ScreenState, words: Words): void {
	const { goal, triggers } = state.campaign;
	const top = Math.max(goal, state.total, 1);
	const share = (amount: number) => `${Math.min(100, Math.max(0, (amount / top) * 100))}%`;
	const next = nextMilestone({ triggers, goal, total: state.total, peak: state.peak });
	const gauge = part("thermometer");
	gauge.setAttribute("aria-valuemax", String(goal));
	gauge.setAttribute("aria-valuenow", String(Math.min(state.total, goal)));
	gauge.setAttribute("aria-valuetext", `${money(state, state.total)} / ${money(state, goal)}`);
	part("fill").style.width = share(state.total);
	const notches = milestoneNotches(triggers, goal, top).filter((mark) => mark < top);
	part("notches").replaceChildren(
		...notches.map((mark) => {
			const notch = build("i", mark === next?.amount ? "next" : mark <= state.peak ? "passed" : "");
			notch.style.left = share(mark);
			return notch;
		}),
	);
	part("marks").replaceChildren(...markLabels(state, next?.amount ?? null, top, share, words));
}

/** Only the next milestone and the goal have room for a label that can be read from three metres. */
function markLabels(
	state: ScreenState,
	next: number | null,
	top: number,
	share: (amount: number) => string,
	words: Words,
): HTMLElement[] {
	const { goal } = state.campaign;
	const label = (amount: number, text: string, name: string) => {
		const element = build("span", name, text);
		element.style.left = share(amount);
		return element;
	};
	const goalLabel = label(goal, `${words.goal} ${money(state, goal)}`, "at-end");
	// Closer than this the two would lie on each other.
	if (next === null || next === goal || next / top > 0.62) return [goalLabel];
	return [label(next, money(state, next), next / top < 0.08 ? "next at-start" : "next"), goalLabel];
}

function renderToGo(state: ScreenState, words: Words): void {
	const { triggers, goal, currency, language } = state.campaign;
	const next = nextMilestone({ triggers, goal, total: state.total, peak: state.peak });
	if (next === null) {
		write("to-go", words.goalReached);
		return;
	}
	const { sentence, toGo } = toGoParts(next, currency, language);
	if (part("to-go").textContent === sentence) return;
	const at = sentence.indexOf(toGo);
	part("to-go").replaceChildren(sentence.slice(0, at), build("b", "", toGo), sentence.slice(at + toGo.length));
}

function renderGifts(state: ScreenState, words: Words, before: ScreenState | null): void {
	const known = new Set(before?.rows.map((row) => row.giftId));
	part("gifts").replaceChildren(
		...state.rows.map((row) => giftLine(state, row, words, before !== null && !known.has(row.giftId))),
	);
	part("no-gifts").hidden = state.rows.length > 0;
	write("no-gifts", words.noGifts);
}

function giftLine(state: ScreenState, row: GiftRow, words: Words, isNew: boolean): HTMLElement {
	const line = build("li", isNew ? "new" : "");
	const name = build("span", "name");
	// A name may be written from right to left; it must not turn the line around.
	name.append(build("bdi", "", row.name));
	const amount = build("span", "amount", row.amount === null ? "" : money(state, row.amount));
	const more = build("span", "more");
	const when = build("time", "");
	when.dateTime = new Date(row.at).toISOString();
	more.append(...(row.monthly ? [build("span", "monthly", words.monthly), " · "] : []), when);
	line.append(name, amount, more);
	return line;
}
