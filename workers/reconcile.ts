import type { Foundation } from "../src/foundation.ts";
import { openIntake } from "../src/intake/intake.ts";
import type { StripeReader } from "../src/intake/stripe-reader.ts";
import { errorFields } from "../src/log.ts";
import { keepUp } from "../src/reconcile/back-fill.ts";
import { compareBooks } from "../src/reconcile/compare-books.ts";
import { askAtNight } from "../src/reconcile/nightly.ts";
import { endRun, failRun, noteProgress, takeRun } from "../src/reconcile/runs.ts";

export type Reconciler = {
	/** Fetches the events of Stripe's that never came. */
	readonly keepUp: () => Promise<void>;
	/** Holds the ledger against Stripe's books, where staff or the night ask for it. */
	readonly reconcile: () => Promise<void>;
	readonly stop: () => Promise<void>;
};

const NOTHING: Reconciler = { keepUp: async () => {}, reconcile: async () => {}, stop: async () => {} };

/** What sees to it that the ledger has everything Stripe has. Does nothing without a key of Stripe's; doctor says so. */
export function openReconciler(
	{ pool, directory, dispatch, log }: Foundation,
	stripe: StripeReader | null,
): Reconciler {
	if (stripe === null) return NOTHING;
	const intake = openIntake({ pool, directory, dispatch, log, now: Date.now });
	const once = { keepUp: oneAtATime(), reconcile: oneAtATime() };
	return {
		keepUp: once.keepUp(async () => {
			try {
				const brought = await keepUp({ pool, stripe, intake }, Date.now());
				if (brought > 0) log("warn", "Events that had not come were fetched from Stripe.", { brought });
			} catch (error) {
				log("error", "Stripe could not be asked for events that have not come.", { error: errorFields(error) });
			}
		}),
		reconcile: once.reconcile(async () => {
			await askAtNight(pool, Date.now());
			const run = await takeRun(pool);
			if (run === null) return;
			try {
				const findings = await compareBooks({ pool, stripe }, run, (checked) => noteProgress(pool, run.id, checked));
				await endRun(pool, run.id, findings);
				log(findings.length > 0 ? "warn" : "info", "The ledger was held against Stripe's books.", {
					differences: findings.length,
				});
			} catch (error) {
				await failRun(pool, run.id, error instanceof Error ? error.message : "Stripe can't be read.");
				log("error", "The ledger could not be held against Stripe's books.", { error: errorFields(error) });
			}
		}),
		stop: () => intake.drain(),
	};
}

/** The next one is due before the last has ended: then it is left out. */
function oneAtATime() {
	let isRunning = false;
	return (work: () => Promise<void>) => async () => {
		if (isRunning) return;
		isRunning = true;
		try {
			await work();
		} finally {
			isRunning = false;
		}
	};
}
