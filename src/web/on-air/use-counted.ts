import { useEffect, useRef, useState } from "react";

const COUNT_MS = 400;

/**
 * Counts up to the amount within 400 ms, from what is on screen, and always ends at the newest. Going down (a refund), in a hidden
 * tab, or where motion is not wanted, it simply appears.
 */
export function useCounted(amount: number): number {
	const [shown, setShown] = useState(amount);
	const onScreen = useRef(amount);
	useEffect(() => {
		const show = (value: number) => {
			onScreen.current = value;
			setShown(value);
		};
		const from = onScreen.current;
		if (amount <= from || document.hidden || prefersStillness()) {
			show(amount);
			return;
		}
		const started = performance.now();
		let frame = requestAnimationFrame(function step(now: number) {
			const done = Math.min(1, Math.max(0, (now - started) / COUNT_MS));
			// Whole units on the way: flickering cents cannot be read.
			show(done === 1 ? amount : Math.floor((from + (amount - from) * done) / 100) * 100);
			if (done < 1) frame = requestAnimationFrame(step);
		});
		return () => cancelAnimationFrame(frame);
	}, [amount]);
	return shown;
}

export function prefersStillness(): boolean {
	return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
