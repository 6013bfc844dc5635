import { type RefObject, useLayoutEffect } from "react";

/**
 * Sets the text as large as its place allows, between the place's own smallest and largest size (`--fit-min`, `--fit-max` in px). What
 * changes the answer: the text, the size of the place, and letters whose font has just arrived.
 */
export function useFittedText(place: RefObject<HTMLElement | null>, text: string): void {
	useLayoutEffect(() => {
		const element = place.current;
		if (!element || text === "") return;
		const settle = () => fitText(element);
		settle();
		const watch = new ResizeObserver(settle);
		watch.observe(element);
		document.fonts.addEventListener("loadingdone", settle);
		return () => {
			watch.disconnect();
			document.fonts.removeEventListener("loadingdone", settle);
		};
	}, [place, text]);
}

function fitText(element: HTMLElement): void {
	const style = getComputedStyle(element);
	let low = Number.parseFloat(style.getPropertyValue("--fit-min")) || 20;
	let high = Number.parseFloat(style.getPropertyValue("--fit-max")) || 64;
	const fits = (size: number) => {
		element.style.fontSize = `${size}px`;
		return element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth;
	};
	if (fits(high)) return;
	// Halving the range seven times comes within half a pixel.
	for (let step = 0; step < 7; step += 1) {
		const middle = (low + high) / 2;
		if (fits(middle)) low = middle;
		else high = middle;
	}
	element.style.fontSize = `${Math.floor(low)}px`;
}
