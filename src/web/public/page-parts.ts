import type { Language } from "../../domain/plain/language.ts";
import { PUBLIC_WORDS, type PublicWords } from "../../domain/words/public-words.ts";

export function part(id: string): HTMLElement | null {
	return document.getElementById(id);
}

/** Unchanged text is left alone: a screen reader would read a status again, and a selection would be lost. */
export function write(element: Element | null, text: string): void {
	if (element && element.textContent !== text) element.textContent = text;
}

export function show(element: HTMLElement | null, isShown: boolean): void {
	if (element && element.hidden === isShown) element.hidden = !isShown;
}

/** How the page stands, for styles. */
export function mark(state: string): void {
	if (document.body.dataset.state !== state) document.body.dataset.state = state;
}

/** As the server decided: by the address, the browser, or the campaign. */
export function language(): Language {
	return document.body.dataset.language === "es" ? "es" : "en";
}

export function words(): PublicWords {
	return PUBLIC_WORDS[language()];
}
