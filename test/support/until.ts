import { setTimeout as pause } from "node:timers/promises";

/** Waits until `condition` holds; fails with `what` when it doesn't within `within` milliseconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
	for (const deadline = Date.now() + within; !(await condition()); await pause(10)) {
		if (Date.now() > deadline) throw new Error(`Waited ${within} ms in vain until ${what}.`);
	}
}
