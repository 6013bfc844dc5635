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
			element.textContent = format(value);
		};
		// The width is that of the final figure, so that nothing jumps while it counts.
		element.style.setProperty("--chars", String(format(amount).length));
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
