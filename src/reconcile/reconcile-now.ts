import type pg from "pg";
import type { Env } from "../../config/env.ts";
import { openCampaignDirectory } from "../campaign/directory.ts";
import type { Finding } from "../domain/counting/reconciliation.ts";
import { openIntake } from "../intake/intake.ts";
import { openStripeReader } from "../intake/stripe-reader.ts";
import { type Checked, compareBooks, type Span } from "./compare-books.ts";
import { repairFinding } from "./repair.ts";

export type ReconcileAsked = {
	readonly span: Span;
	/** Findings of this drive, or of none; null: all. */
	readonly campaignId: string | null;
	readonly repairs: boolean;
	readonly say: (line: string) => unknown;
};

/** For the command line: compares, repairs where asked to, and says what is left. Posts that fall due are found by the workers' sweep. */
export async function reconcileNow(env: Env, pool: pg.Pool, asked: ReconcileAsked) {
	const stripe = await openStripeReader(env.STRIPE_API_KEY ?? "", env.STRIPE_API_BASE);
	let checked: Checked = {};
	const all = await compareBooks({ pool, stripe }, asked.span, async (now) => {
		checked = { ...now };
		asked.say(
			`Comparing: ${Object.entries(now)
				.map(([what, count]) => `${count} ${what.replaceAll("_", " ")}`)
				.join(", ")}`,
		);
	});
	const own = all.filter(
		({ campaignId }) => asked.campaignId === null || (campaignId ?? asked.campaignId) === asked.campaignId,
	);
	const findings: (Finding & { repaired: string | null })[] = [];
	if (!asked.repairs) return { checked, findings: own.map((one) => ({ ...one, repaired: null })), open: own.length };
	const directory = openCampaignDirectory(pool);
	const intake = openIntake({ pool, directory, dispatch: () => {}, log: () => {}, now: Date.now });
	let open = 0;
	for (const finding of own) {
		const { done, says } = await repairFinding({ stripe, intake, now: Date.now() }, finding);
		if (!done) open += 1;
		findings.push({ ...finding, repaired: says });
		asked.say(`Repairing: ${findings.length} of ${own.length}`);
	}
	return { checked, findings, open };
}
