import { useEffect, useState } from "react";

/** What was in focus before the first of several dialogs that follow each other. */
let opener: Element | null = null;

/**
 * Beside a dialog that is drawn only while it is open: the focus goes back to what opened it, or, where that is gone by then, to the page.
 * (A dialog that stays and is told when it is open does this by itself.)
 */
export function FocusReturn() {
	const [from] = useState(() => {
		const active = document.activeElement;
		if (!isInDialog(active)) opener = active;
		return [active, opener];
	});
	useEffect(
		() => () => {
			// The dialog lets go of the focus in this same moment.
			setTimeout(() => {
				if (isInDialog(document.activeElement)) return;
				const places = [...from, document.getElementById("page")];
				const place = places.find((one) => one instanceof HTMLElement && one.isConnected);
				if (place instanceof HTMLElement) place.focus({ preventScroll: true });
			});
		},
		[from],
	);
	return null;
}

function isInDialog(element: Element | null): boolean {
	return element !== null && element.closest("[role=dialog]") !== null;
}
