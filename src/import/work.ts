import { loadCampaign } from "../campaign/store.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import type { Log } from "../log.ts";
import { checkImport } from "./check-import.ts";
import { FileProblem } from "./file-problem.ts";
import { findImport } from "./import-store.ts";
import { endWork, type Lease, LeaseLost, letGo, takeLease } from "./lease.ts";
import { type NoteDone, runImport } from "./run-import.ts";
import { undoImport } from "./undo-import.ts";

/** What went wrong may be over by then. */
const PAUSE_SECONDS = 15;

export type ImportWork = OwnParts & {
	readonly log: Log;
	readonly signal?: AbortSignal;
	/** Writes a line of the audit log about this import. */
	readonly noteDone: (lease: Lease, what: string, after: Readonly<Record<string, unknown>>) => Promise<void>;
	/** This import alone: for the command line, which waits for it. */
	readonly only?: string;
};

/**
 * Does what was asked of one import, to its end or until the process ends; another process goes on from there. Any number may call this at
 * once: each import is worked on by one of them. False where there is nothing to do.
 */
export async function workOnImports(parts: ImportWork): Promise<boolean> {
	const lease = await takeLease(parts.pool, parts.only);
	if (lease === null) return false;
	try {
		await work(parts, lease);
	} catch (error) {
		if (error instanceof LeaseLost) return true;
		await letGo(parts.pool, lease, parts.signal?.aborted === true ? 0 : PAUSE_SECONDS).catch(() => {});
		throw error;
	}
	return true;
}

async function work(parts: ImportWork, lease: Lease): Promise<void> {
	const { pool, log } = parts;
	const one = await findImport(pool, lease.campaignId, lease.id);
	const campaign = await loadCampaign(pool, lease.campaignId);
	if (one === null || campaign === null) throw new Error(`Import ${lease.id} has lost its drive.`);
	const note: NoteDone = async (what) => {
		const now = await findImport(pool, lease.campaignId, lease.id);
		const { takenRows: rows = 0, takenAmount: amount = 0, undoneRows = 0 } = now ?? {};
		const thanks = one.settings.thanks === "hosts" && { thanks: "hosts" };
		await parts.noteDone(lease, what, what === "import.undone" ? { rows: undoneRows } : { rows, amount, ...thanks });
	};
	switch (lease.state) {
		case "checking":
			return checkImport(parts, one, campaign, lease);
		case "running":
			try {
				return await runImport({ ...parts, note }, one, campaign, lease);
			} catch (error) {
				if (!(error instanceof FileProblem)) throw error;
				// The check read the same bytes: only a part that is gone can bring us here.
				log("error", "A file that was read before can't be read any more.", { import: lease.id });
				return endWork(pool, lease, { state: "cancelled", problem: error.problem });
			}
		case "undoing":
			return undoImport({ ...parts, note }, one, campaign, lease);
		default:
			throw new Error(`There is nothing to do for an import that is ${lease.state}.`);
	}
}
