const COUNT_MS = 400;

/**
 * Shows the amounts from one to the other within 400 ms, and always ends at the last. Going down (a refund), in a hidden tab, or where
 * motion is not wanted, it simply appears.
 * @returns what stops it
 */
export function countUp(from: number, to: number, show: (amount: number) => void): () => void {
	if (to <= from || document.hidden || prefersStillness()) {
		show(to);
		return () => undefined;
	}
	const started = performance.now();
	let frame = requestAnimationFrame(function step(now: number) {
		const done = Math.min(1, Math.max(0, (now - started) / COUNT_MS));
		// Whole units on the way: flickering cents cannot be read.
		show(done === 1 ? to : Math.floor((from + (to - from) * done) / 100) * 100);
		if (done < 1) frame = requestAnimationFrame(step);
	});
	return () => cancelAnimationFrame(frame);
}

function prefersStillness(): boolean {
	return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
