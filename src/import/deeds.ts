import { isAtWork } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import type { ImportDeedRequest } from "../web/contract/staff/imports.ts";
import { type Db, lockImport } from "./import-store.ts";

export type DeedDone =
	| { readonly kind: "done" }
	/** It stands so already: the second press of the same button. */
	| { readonly kind: "already" }
	| { readonly kind: "refused"; readonly says: string }
	| { readonly kind: "gone" };

/** Asks for a check, a run, a stop, or for all of it to be taken back. Under the import's lock: pressed twice is done once. */
export async function askDeed(
	db: Db,
	{ campaignId, id }: { readonly campaignId: string; readonly id: string },
	deed: ImportDeedRequest["do"],
	now: Instant,
): Promise<DeedDone> {
	const one = await lockImport(db, campaignId, id);
	if (one === null) return { kind: "gone" };
	const begin = async (state: string, more: string): Promise<DeedDone> => {
		await db.query(
			`update import set state = $2, asked_at = $3, stop_asked = false, problem = null, lease_by = null, lease_until = null
			   ${more} where id = $1`,
			[id, state, new Date(now)],
		);
		return { kind: "done" };
	};
	const { state, report, settings } = one;
	switch (deed) {
		case "check":
			if (state === "checking") return { kind: "already" };
			if (state !== "open" && state !== "checked")
				return refused("It was taken already. Bring the file in again to check it.");
			await db.query("delete from import_row where import_id = $1", [id]);
			return begin("checking", ", report = null, rows_done = 0, cursor_line = 0");
		case "run":
			if (state === "running" || state === "done") return { kind: "already" };
			if (state === "cancelled") return begin("running", "");
			if (state !== "checked" || report === null)
				return refused("Check the file first: nobody has read all of its rows.");
			if (report.bad > 0 && settings.badRows === "refuse") {
				return refused(
					"Some rows can't be taken, and this import takes all or nothing. Correct the file, or choose to leave them out.",
				);
			}
			if (report.good === 0) return refused("There is no row to take.");
			return begin("running", ", rows_done = 0, cursor_line = 0");
		case "cancel":
			if (state !== "checking" && state !== "running") return { kind: "already" };
			if (one.isLeased) {
				await db.query("update import set stop_asked = true where id = $1", [id]);
				return { kind: "done" };
			}
			return begin(state === "checking" ? "open" : "cancelled", "");
		case "undo":
			if (state === "undoing" || state === "undone") return { kind: "already" };
			if (state !== "done" && state !== "cancelled") {
				return refused(isAtWork(state) ? "It is being worked on. Stop it first." : "Nothing of it was taken.");
			}
			return begin("undoing", ", cursor_id = '', rows_done = 0");
		default:
			return deed satisfies never;
	}
}

function refused(says: string): DeedDone {
	return { kind: "refused", says };
}
