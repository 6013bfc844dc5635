import { HOUR, MINUTE } from "../../domain/instant.ts";
import { type Freshness, STALE_AFTER_S } from "../live/freshness.ts";
import type { ScreenState } from "../live/screen-state.ts";
import { money, part } from "./render.ts";
import { WORDS, type Words } from "./words.ts";

/** What changes by itself as time goes by: ages, time left, and whether the numbers may still be believed. */
export function renderTime(state: ScreenState | null, freshness: Freshness): void {
	const words = WORDS[state?.campaign.language ?? (navigator.language.startsWith("es") ? "es" : "en")];
	renderAge(freshness.age(), words);
	if (!state) return;
	const now = freshness.now();
	renderFacts(state, words, now);
	for (const when of document.querySelectorAll("time"))
		setText(when, words.ago((now - Date.parse(when.dateTime)) / 1000));
	setText(part("say-when"), state.script ? `· ${words.ago((now - state.script.at) / 1000)}` : "");
}

/** The link was switched off: says so, for good. */
export function renderRevoked(state: ScreenState | null): void {
	document.body.dataset.state = "gone";
	showAlarm(WORDS[state?.campaign.language ?? "en"].revoked);
}

function renderAge(age: number | null, words: Words): void {
	if (document.body.dataset.state === "gone") return;
	const stale = age !== null && age >= STALE_AFTER_S;
	document.body.dataset.state = age === null ? "connecting" : stale ? "stale" : "live";
	setText(part("age-words"), age === null ? words.connecting : words.age(age));
	// The alarm is read aloud once, so its words don't count along; the age at the foot does.
	if (!stale) part("alarm").hidden = true;
	else if (part("alarm").hidden) showAlarm(words.stale(words.age(age)));
}

function showAlarm(text: string): void {
	const alarm = part("alarm");
	alarm.hidden = false;
	alarm.textContent = text;
}

function renderFacts(state: ScreenState, words: Words, now: number): void {
	const { campaign, hour } = state;
	const isThisHour = now < hour.startsAt + HOUR;
	const facts: [string, string][] = [
		[words.thisHour, money(state, isThisHour ? hour.counted : 0)],
		[words.gifts, state.gifts.toLocaleString(words.locale)],
		[words.timeLeft, timeLeft(campaign.closesAt - now, words)],
	];
	if (campaign.phone) facts.push([words.phone, campaign.phone]);
	if (campaign.textCode) facts.push([words.text, campaign.textCode]);
	const list = part("facts");
	if (list.children.length !== facts.length) {
		list.replaceChildren(
			...facts.map(() => {
				const pair = document.createElement("div");
				pair.append(document.createElement("dt"), document.createElement("dd"));
				return pair;
			}),
		);
	}
	facts.forEach(([name, value], at) => {
		const pair = list.children[at];
		if (pair?.firstElementChild) setText(pair.firstElementChild, name);
		if (pair?.lastElementChild) setText(pair.lastElementChild, value);
	});
}

function timeLeft(left: number, words: Words): string {
	if (left <= 0) return words.over;
	const hours = Math.floor(left / HOUR);
	const minutes = Math.floor((left % HOUR) / MINUTE);
	return hours > 0 ? `${hours} h ${String(minutes).padStart(2, "0")} min` : `${minutes} min`;
}

function setText(element: Element, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}
