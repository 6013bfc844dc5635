import { setTimeout as pause } from "node:timers/promises";

/** Waits for a condition, looking often; the error names what never came. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
	const deadline = performance.now() + withinMs;
	while (!(await holds())) {
		if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for: ${what}.`);
		await pause(10);
	}
}
