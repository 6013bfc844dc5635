const COUNT_MS = 400;

/**
 * Shows the total, counting up to it within 400 ms. It starts from what is on screen and always ends at the newest total; going
 * down (a refund), or where motion is not wanted, it simply appears.
 */
export function openCountingTotal(element: HTMLElement): (amount: number, format: (amount: number) => string) => void {
	let shown: number | null = null;
	let frame = 0;
	const still = window.matchMedia("(prefers-reduced-motion: reduce)");

	return (amount, format) => {
		cancelAnimationFrame(frame);
		const draw = (value: number) => {
			shown = value;
			write(element, format(value));
		};
		// The width is that of the final figure, so that nothing jumps while it counts.
		element.style.setProperty("--chars", String(widthOf(format(amount))));
		if (shown === null || amount <= shown || still.matches || document.hidden) return draw(amount);
		const from = shown;
		const started = performance.now();
		const step = (now: number) => {
			const done = Math.min(1, Math.max(0, (now - started) / COUNT_MS));
			if (done === 1) return draw(amount);
			// Whole units on the way: flickering cents cannot be read.
			draw(Math.floor((from + (amount - from) * done) / 100) * 100);
			frame = requestAnimationFrame(step);
		};
		frame = requestAnimationFrame(step);
	};
}

/** Cents, where there are any, are set small: nobody reads them out. Both languages of ours write them after a point. */
function write(element: HTMLElement, text: string): void {
	const point = text.search(/\.\d+$/);
	if (point === -1) {
		element.textContent = text;
		return;
	}
	const cents = document.createElement("span");
	cents.className = "cents";
	cents.textContent = text.slice(point);
	element.replaceChildren(text.slice(0, point), cents);
}

/** In widths of a digit: commas are narrow, cents small. */
function widthOf(text: string): number {
	const [whole = "", cents = ""] = text.split(/(?=\.\d+$)/);
	const digits = whole.replace(/[.,\s]/g, "").length;
	return digits + (whole.length - digits) * 0.5 + cents.length * 0.4;
}
