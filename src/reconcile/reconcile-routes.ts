import type pg from "pg";
import { z } from "zod";
import { idInPath } from "../http/asked-shapes.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import type { Intake } from "../intake/intake.ts";
import { type StripeReader, StripeUnreadable } from "../intake/stripe-reader.ts";
import type { ReconcileView, ReconciliationFinding, RepairAnswer } from "../web/contract/staff/reconcile.ts";
import { drivesNow, usualSpan } from "./nightly.ts";
import { type Repaired, repairFinding } from "./repair.ts";
import { askForRun, findFinding, findingsOf, latestRuns, markRepaired } from "./runs.ts";

export type ReconcileRouteParts = {
	readonly pool: pg.Pool;
	/** Null where no key of Stripe's is set. */
	readonly stripe: (() => Promise<StripeReader>) | null;
	readonly intake: () => Pick<Intake, "take">;
};

const PATH = "/api/staff/reconcile";
const MOST_SHOWN = 500;
/** Each asks Stripe up to four times, and Stripe answers some dozens a second. */
const AT_ONCE = 5;
const NO_KEY =
	"No key of Stripe's is set here, so nothing can be read from it. Whoever runs Carillon sets STRIPE_API_KEY.";

/** The ledger against Stripe's own books: for the office. */
export function reconcileRoutes(parts: ReconcileRouteParts): StaffRoute[] {
	const { pool } = parts;
	return [
		staffRoute({
			method: "get",
			path: PATH,
			may: "money.read",
			says: "When the ledger was last held against Stripe's books, and what differs.",
			handle: async () => staffJson(await viewOf(parts)),
		}),
		staffRoute({
			method: "post",
			path: PATH,
			may: "reconcile",
			says: "Asks for a comparison now. One that waits or goes on already is that one.",
			handle: async ({ staff, note, now }) => {
				if (parts.stripe === null) throw new Refusal("conflict", NO_KEY);
				const run = await askForRun(pool, usualSpan(await drivesNow(pool, now), now), staff.name);
				await note({ what: "reconciliation.asked", subject: String(run) });
				return staffJson(await viewOf(parts));
			},
		}),
		staffRoute({
			method: "post",
			path: `${PATH}/findings/:finding/repair`,
			may: "reconcile",
			says: "Takes one difference in as Stripe has it, by the way of every webhook. Twice changes nothing more.",
			handle: async ({ params, staff, note, now }) => {
				const finding = await findFinding(pool, idInPath(params.finding));
				if (finding === null) throw new Refusal("not-found", "There is no such difference any more. Compare again.");
				const { done, says } = await repair(parts, finding, { by: staff.name, now });
				await note({
					what: "reconciliation.repaired",
					campaignId: finding.campaignId,
					subject: finding.object,
					after: { says },
				});
				return staffJson({ done: done ? 1 : 0, says } satisfies RepairAnswer);
			},
		}),
		staffRoute({
			method: "post",
			path: `${PATH}/repair-all`,
			may: "reconcile",
			says: "The same for each of these, at most a hundred at once.",
			body: z.object({ findings: z.array(z.number().int()).min(1).max(100) }),
			handle: async ({ body, staff, note, now }) => {
				const done = await repairEach(parts, body.findings, { by: staff.name, now });
				await note({ what: "reconciliation.repaired", after: { findings: body.findings, done } });
				return staffJson({ done, says: `${done} of ${body.findings.length} taken in.` } satisfies RepairAnswer);
			},
		}),
	];
}

type Repairing = { readonly by: string; readonly now: number };

/** How many of them are in the ledger now. */
async function repairEach(parts: ReconcileRouteParts, findings: readonly number[], who: Repairing): Promise<number> {
	const one = async (id: number) => {
		const finding = await findFinding(parts.pool, id);
		return finding !== null && (await repair(parts, finding, who)).done;
	};
	let done = 0;
	for (let at = 0; at < findings.length; at += AT_ONCE) {
		const repaired = await Promise.all(findings.slice(at, at + AT_ONCE).map(one));
		done += repaired.filter((isDone) => isDone).length;
	}
	return done;
}

async function repair(
	{ pool, stripe, intake }: ReconcileRouteParts,
	finding: ReconciliationFinding,
	{ by, now }: Repairing,
): Promise<Repaired> {
	if (finding.repairedAt !== null) return { done: true, says: "It was taken in before." };
	if (stripe === null) throw new Refusal("conflict", NO_KEY);
	try {
		const repaired = await repairFinding({ stripe: await stripe(), intake: intake(), now }, finding);
		if (repaired.done) await markRepaired(pool, finding.id, by, now);
		return repaired;
	} catch (error) {
		if (error instanceof StripeUnreadable)
			throw new Refusal("unavailable", `${error.message} Nothing was changed; try again.`);
		throw error;
	}
}

async function viewOf({ pool, stripe }: ReconcileRouteParts): Promise<ReconcileView> {
	const runs = await latestRuns(pool, 10);
	const last = runs.find(({ endedAt, error }) => endedAt !== null && error === null);
	const { rows } = await pool.query<NonNullable<ReconcileView["backFill"]>>(
		"select trunc(extract(epoch from at) * 1000)::float8 as at, brought, error from back_fill",
	);
	return {
		canRead: stripe !== null,
		backFill: rows[0] ?? null,
		runs,
		findings: last === undefined ? [] : await findingsOf(pool, last.id, MOST_SHOWN),
	};
}
