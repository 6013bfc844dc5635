import { randomUUID } from "node:crypto";
import type pg from "pg";
import { openCampaignDirectory } from "../../src/campaign/directory.ts";
import type { ImportKind } from "../../src/domain/gift/import-kind.ts";
import { workOnImports } from "../../src/import/work.ts";
import { type ImportView, PART_BYTES } from "../../src/web/contract/staff/imports.ts";
import { importWorkOf } from "../../workers/imports.ts";
import type { StaffPerson } from "./staff.ts";

/** One file on its way through the console's API, as the page brings it. */
export function importDesk(
	api: { readonly url: string },
	pool: pg.Pool,
	person: StaffPerson,
	campaign = "radiothon-2026",
) {
	const base = `/api/staff/campaigns/${campaign}/imports`;
	const work = importWorkOf({
		pool,
		directory: openCampaignDirectory(pool),
		dispatch: () => undefined,
		log: () => undefined,
	});

	async function sendPart(id: string, number: number, bytes: Buffer): Promise<number> {
		const answer = await fetch(`${api.url}${base}/${id}/parts/${number}`, {
			method: "PUT",
			headers: {
				cookie: person.cookie,
				"sec-fetch-site": "same-origin",
				origin: api.url,
				"content-type": "application/octet-stream",
			},
			body: new Uint8Array(bytes),
		});
		return answer.status;
	}

	async function bring(file: string | Buffer, kind: ImportKind = "pledges"): Promise<ImportView> {
		const bytes = typeof file === "string" ? Buffer.from(file, "utf8") : file;
		const started = await person.ask("POST", base, {
			fileName: "list.csv",
			bytes: bytes.length,
			kind,
			requestId: randomUUID(),
		});
		const { id } = started.body;
		for (let number = 0; number * PART_BYTES < bytes.length; number += 1) {
			await sendPart(id, number, bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES));
		}
		return (await person.ask("POST", `${base}/${id}/uploaded`)).body;
	}

	return {
		base,
		cookie: person.cookie,
		sendPart,
		bring,
		see: async (id: string): Promise<ImportView> => (await person.ask("GET", `${base}/${id}`)).body,
		settle: async (view: ImportView, changes: Partial<ImportView["settings"]>): Promise<ImportView> =>
			(await person.ask("PUT", `${base}/${view.id}/settings`, { ...view.settings, ...changes })).body,
		ask: (id: string, deed: "check" | "run" | "cancel" | "undo") =>
			person.ask("POST", `${base}/${id}/deeds`, { do: deed }),
		/** Asks, and does as the worker would until nothing is left to do. */
		async do(id: string, ...deeds: readonly ("check" | "run" | "undo")[]): Promise<ImportView> {
			for (const deed of deeds) {
				const answer = await person.ask("POST", `${base}/${id}/deeds`, { do: deed });
				if (answer.status !== 200) throw new Error(`${deed}: ${JSON.stringify(answer.body)}`);
				while (await workOnImports(work));
			}
			return (await person.ask("GET", `${base}/${id}`)).body;
		},
		/** One import as far as it goes; `afterBatch` is called as each batch is committed. */
		work: ({ signal, afterBatch }: { signal?: AbortSignal; afterBatch?: () => void } = {}) =>
			workOnImports({
				...work,
				...(signal !== undefined && { signal }),
				// Called after each commit of recordOwn.
				dispatch: () => afterBatch?.(),
			}),
	};
}
