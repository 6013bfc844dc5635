import { useEffect, useRef } from "react";

/** A key as the browser names it, in small letters ("u", "arrowdown", " "), and what it does. */
export type Keys = Readonly<Record<string, () => void>>;

/**
 * Single keys that work anywhere on the page. Not while somebody types or picks, not with Ctrl, Alt or Meta, not held down; and a
 * focused button keeps its own Space and Enter.
 */
export function useKeys(keys: Keys, isOn: boolean): void {
	const current = useRef(keys);
	current.current = keys;
	useEffect(() => {
		if (!isOn) return;
		const press = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
			if (!(event.target instanceof Element) || isTyping(event.target) || isItsOwn(event.target, event.key)) return;
			const act = current.current[event.key.toLowerCase()];
			if (!act) return;
			event.preventDefault();
			act();
		};
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, [isOn]);
	useEffect(giveKeysBackAfterPointing, []);
}

function isTyping(target: Element): boolean {
	return target.closest("input:not([type=checkbox]), textarea, select, dialog[open], [contenteditable]") !== null;
}

function isItsOwn(target: Element, key: string): boolean {
	if (key !== " " && key !== "Enter") return false;
	// In the list Space and Enter mean the row, which is what its button stands for.
	return target.closest("button, a, summary, input") !== null && target.closest("[data-gift]") === null;
}

/** A button that was clicked or tapped lets go of the focus, so that the next Space is the host's again. By keyboard it keeps it. */
function giveKeysBackAfterPointing(): () => void {
	const letGo = (event: MouseEvent) => {
		const button = event.target instanceof Element ? event.target.closest("button") : null;
		if (event.detail > 0) button?.blur();
	};
	window.addEventListener("click", letGo);
	return () => window.removeEventListener("click", letGo);
}
