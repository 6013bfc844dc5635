import { setTimeout as pause } from "node:timers/promises";

const OFTEN = 10;
const SELDOM = 60;

/**
 * Waits for a condition, looking often; the error names what never came. What takes long is looked for less often: a look into a browser
 * a hundred times a second leaves the browser no processor to get there.
 */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 40_000): Promise<void> {
	const began = performance.now();
	while (!(await holds())) {
		const waited = performance.now() - began;
		if (waited > withinMs) throw new Error(`Waited ${withinMs} ms in vain for: ${what}.`);
		await pause(Math.min(SELDOM, OFTEN + waited / 25));
	}
}
