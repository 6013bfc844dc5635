import { useEffect, useRef } from "react";

/**
 * A press that takes its own button away (the difference is taken in, the two donors are one) would leave the focus nowhere, and the next Tab
 * would begin the page anew. It goes to the nearest part of the page that is still there. Tell `acted` once the deed is done.
 */
export function usePlaceKept() {
	const button = useRef<HTMLButtonElement>(null);
	const hasActed = useRef(false);
	useEffect(() => {
		const around = partsAround(button.current);
		return () => {
			if (!hasActed.current) return;
			// What goes is gone from the page only after this.
			setTimeout(() => {
				if (document.activeElement === null || document.activeElement === document.body) focusOn(around);
			});
		};
	}, []);
	const acted = () => {
		hasActed.current = true;
	};
	return { button, acted };
}

function partsAround(from: HTMLElement | null): readonly HTMLElement[] {
	const parts: HTMLElement[] = [];
	for (let part = from?.parentElement; part && part !== document.body; part = part.parentElement) parts.push(part);
	return parts;
}

function focusOn(around: readonly HTMLElement[]): void {
	const still = around.find(({ isConnected }) => isConnected);
	if (still === undefined) return;
	if (!still.hasAttribute("tabindex")) still.tabIndex = -1;
	// A place, and nothing to press: no ring around half the page.
	still.style.outline = "none";
	still.focus({ preventScroll: true });
}
