import { writeAuditLine } from "../src/audit/write-line.ts";
import type { Foundation } from "../src/foundation.ts";
import { findImport } from "../src/import/import-store.ts";
import { type ImportWork, workOnImports } from "../src/import/work.ts";

/** Works on what was asked of files that were brought in, until there is nothing left or this process ends. */
export function openImports(foundation: Foundation) {
	const stopping = new AbortController();
	const work = importWorkOf(foundation, stopping.signal);
	return {
		async take(): Promise<void> {
			try {
				while (!stopping.signal.aborted && (await workOnImports(work)));
			} catch (error) {
				if (!stopping.signal.aborted) throw error;
			}
		},
		stop: async () => stopping.abort(),
	};
}

/** What an import needs of the house; its end stands in the audit log under whoever brought the file in. */
export function importWorkOf(
	{ pool, directory, dispatch, log }: Pick<Foundation, "pool" | "directory" | "dispatch" | "log">,
	signal?: AbortSignal,
): ImportWork {
	const write = writeAuditLine(pool);
	return {
		...{ pool, directory, dispatch, log, now: Date.now },
		...(signal !== undefined && { signal }),
		async noteDone({ id, campaignId }, what, after) {
			const one = await findImport(pool, campaignId, id);
			const by = { id: one?.madeById ?? null, name: one?.madeBy ?? "Carillon", role: null };
			const line = { by, at: Date.now(), requestId: id, request: "schedule worker" };
			await write({ ...line, what, campaignId, subject: id, after });
		},
	};
}
