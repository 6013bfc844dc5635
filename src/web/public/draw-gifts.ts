import { formatMoney } from "../../domain/plain/money.ts";
import { shownName, timeOfDay } from "../../domain/screen/public-lines.ts";
import type { GiftRow } from "../../domain/screen/ticker.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { language, part, show, words, write } from "./page-parts.ts";

/** As src/public/latest-gifts.tsx draws them. */
const SHOWN_GIFTS = 6;

/** The list as it is now. Lines that stay are left where they are, so that only what is new moves. */
export function drawGifts(state: ScreenState): void {
	const list = part("gifts");
	if (!list) return;
	const rows = state.rows.slice(0, SHOWN_GIFTS);
	show(part("no-gifts"), rows.length === 0);
	const known = new Map<string, HTMLElement>();
	for (const line of list.querySelectorAll<HTMLElement>("li[data-gift]")) known.set(line.dataset.gift ?? "", line);
	const lines = rows.map((row) => {
		const line = known.get(row.giftId) ?? newLine(row);
		fill(line, row, state);
		return line;
	});
	place(list, lines);
}

/** A line that is taken out and put back, if only for an instant, arrives again before the visitor's eyes: so those that stay are not touched. */
function place(list: HTMLElement, lines: readonly HTMLElement[]): void {
	for (const old of [...list.children]) {
		if (!lines.some((line) => line === old)) old.remove();
	}
	for (const [at, line] of lines.entries()) {
		const there = list.children[at] ?? null;
		if (there !== line) list.insertBefore(line, there);
	}
}

function newLine(row: GiftRow): HTMLElement {
	const line = build("li", "new");
	line.dataset.gift = row.giftId;
	const name = build("span", "name");
	name.dataset.mayCut = "";
	// A name may be written from right to left; it must not turn the line around.
	name.append(build("bdi", ""));
	const more = build("span", "more");
	more.append(build("span", "monthly"), build("time", ""));
	line.append(name, build("span", "amount"), more);
	return line;
}

function fill(line: HTMLElement, row: GiftRow, { campaign }: ScreenState): void {
	const { currency, timeZone } = campaign;
	write(line.querySelector("bdi"), shownName(row, language()));
	write(
		line.querySelector(".amount"),
		row.amount === null ? "" : formatMoney({ amount: row.amount, currency }, words().locale),
	);
	write(line.querySelector(".monthly"), row.monthly ? words().monthly : "");
	const time = line.querySelector("time");
	if (!time) return;
	time.dateTime = new Date(row.at).toISOString();
	write(time, timeOfDay(row.at, timeZone, language()));
}

function build<K extends keyof HTMLElementTagNameMap>(tag: K, name: string): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	if (name) element.className = name;
	return element;
}
