/**
 * A button that is busy is disabled, and what is disabled can't hold the focus: whoever pressed it by keyboard would begin again at the page's
 * top. It has the focus back once it is free, unless they have gone elsewhere meanwhile. For the whole console, by one listener.
 */
export function keepFocusOfBusyButtons(): () => void {
	const freed = new MutationObserver((changes) => {
		for (const { target } of changes) {
			const isFree = target instanceof HTMLButtonElement && !target.disabled;
			if (isFree && (document.activeElement ?? document.body) === document.body) target.focus({ preventScroll: true });
		}
	});
	const pressed = () => {
		const button = document.activeElement;
		if (button instanceof HTMLButtonElement) freed.observe(button, { attributeFilter: ["disabled"] });
	};
	document.addEventListener("click", pressed, true);
	return () => {
		document.removeEventListener("click", pressed, true);
		freed.disconnect();
	};
}
