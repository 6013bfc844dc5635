import { randomBytes } from "node:crypto";
import type pg from "pg";
import { driveOfRoute } from "../campaign/drive-of-route.ts";
import { inTransaction } from "../db/pool.ts";
import { csvAnswer } from "../http/csv.ts";
import { Refusal } from "../http/problem.ts";
import { type StaffAsked, type StaffRoute, staffJson, staffRoute } from "../http/staff-route.ts";
import { PART_BYTES } from "../web/contract/staff/imports.ts";
import { askDeed } from "./deeds.ts";
import { FILE_KEPT_DAYS } from "./forget-files.ts";
import { findImport, insertImport, listImports, lockImport, type StoredImport, saveSettings } from "./import-store.ts";
import { leftOut } from "./left-out.ts";
import { openFile, rememberFor } from "./open-file.ts";
import { savePart } from "./part-store.ts";
import { deedShape, fitting, settingsShape, startShape, usualSettings } from "./settings-shape.ts";
import { takeBody } from "./take-body.ts";
import { viewOf } from "./view.ts";

type Parts = { readonly pool: pg.Pool };

const IMPORTS = "/api/staff/campaigns/:campaign/imports";
const ONE = `${IMPORTS}/:import` as const;
const NONE = "There is no such import in this drive.";
const MOST_PARTS = 1_000;

/** Files from elsewhere, for the office: brought in by parts, looked at, checked, taken, taken back. */
export function importRoutes(parts: Parts): StaffRoute[] {
	return [...fileRoutes(parts), ...readRoutes(parts), ...changeRoutes(parts)];
}

function fileRoutes({ pool }: Parts): StaffRoute[] {
	return [
		staffRoute({
			method: "post",
			path: IMPORTS,
			may: "import",
			says: "Begins to bring a file in. Its parts follow.",
			body: startShape,
			handle: async ({ params, body, staff, now, note }) => {
				const { id: campaignId } = await driveOfRoute(pool, params);
				const made = await inTransaction(pool, async (client) => {
					const fresh = { id: `imp_${randomBytes(8).toString("hex")}`, campaignId, settings: usualSettings(body.kind) };
					const one = await insertImport(client, fresh, body, { by: staff, now });
					// The file's name may tell of people; its import is known by the id.
					if (one.isNew)
						await note({ what: "import.begun", campaignId, subject: one.id, after: { kind: body.kind } }, client);
					return one;
				});
				return staffJson({ id: made.id }, 201);
			},
		}),
		staffRoute({
			method: "put",
			path: `${ONE}/parts/:part`,
			may: "import",
			says: "One part of the file, its bytes as the body; parts are numbered from 0.",
			isPart: true,
			handle: async ({ params, request }) => {
				const one = await importOf(pool, params);
				if (one.state !== "uploading") throw new Refusal("conflict", "The whole file is here already.");
				const number = /^\d{1,4}$/.test(params.part ?? "") ? Number(params.part) : MOST_PARTS;
				if (number >= MOST_PARTS) throw new Refusal("not-found", "A file has no such part.");
				const bytes = await takeBody(request, PART_BYTES);
				if (bytes === null) throw new Refusal("bad-request", `A part has at most ${PART_BYTES} bytes.`);
				if (bytes.length === 0) throw new Refusal("bad-request", "This part is empty.");
				await savePart(pool, one.id, number, bytes);
				return staffJson({ part: number });
			},
		}),
		staffRoute({
			method: "post",
			path: `${ONE}/uploaded`,
			may: "import",
			says: "The whole file is here: finds out how it is read.",
			isPart: true,
			handle: async ({ params, now }) => {
				const one = await importOf(pool, params);
				if (one.state === "uploading") {
					const opened = await openFile(pool, one);
					if (opened.kind === "refused") throw new Refusal("conflict", opened.says);
				}
				return staffJson(await viewed(pool, params, now));
			},
		}),
	];
}

function readRoutes({ pool }: Parts): StaffRoute[] {
	return [
		staffRoute({
			method: "get",
			path: IMPORTS,
			may: "import",
			says: "Files that were brought into a drive, newest first.",
			handle: async ({ params }) => staffJson({ imports: await listImports(pool, params.campaign ?? "") }),
		}),
		staffRoute({
			method: "get",
			path: ONE,
			may: "import",
			says: "One import: how it is read, its first rows, what taking it would do, how far it is.",
			handle: async ({ params, now }) => staffJson(await viewed(pool, params, now)),
		}),
		staffRoute({
			method: "get",
			path: `${ONE}/left-out.csv`,
			may: "import",
			says: "The rows that were left out, with the reason, as a CSV file that is safe to open in a spreadsheet.",
			handle: async ({ params, now }) => {
				const campaign = await driveOfRoute(pool, params);
				const one = await importOf(pool, params);
				const { rowCount } = await pool.query("select from import_part where import_id = $1 limit 1", [one.id]);
				if (rowCount === 0) {
					throw new Refusal(
						"not-found",
						`A file is kept for ${FILE_KEPT_DAYS} days after it was taken, and then deleted.`,
					);
				}
				const { columns, rows } = await leftOut(pool, one, campaign, now);
				return csvAnswer(`left-out-${campaign.slug}`, columns, rows);
			},
		}),
	];
}

function changeRoutes({ pool }: Parts): StaffRoute[] {
	return [
		staffRoute({
			method: "put",
			path: `${ONE}/settings`,
			may: "import",
			says: "How the file is read: what its columns are, its dates, amounts, encoding.",
			body: settingsShape,
			isPart: true,
			handle: async ({ params, body, now }) => {
				await inTransaction(pool, async (client) => {
					const one = await lockImport(client, params.campaign ?? "", params.import ?? "");
					if (one === null) throw new Refusal("not-found", NONE);
					if (one.state !== "open" && one.state !== "checked") {
						throw new Refusal("conflict", "It is being worked on, or was taken: how it is read can't be changed now.");
					}
					await saveSettings(client, one.id, fitting(body), one.isRemembered);
				});
				return staffJson(await viewed(pool, params, now));
			},
		}),
		staffRoute({
			method: "post",
			path: `${ONE}/deeds`,
			may: "import",
			says: "Checks the file, takes it, stops that, or takes all of it back.",
			body: deedShape,
			handle: (asked) => deed(pool, asked),
		}),
	];
}

async function deed(
	pool: pg.Pool,
	{ params, body, now, note }: StaffAsked<{ do: "check" | "run" | "cancel" | "undo" }>,
) {
	const { campaign: campaignId = "", import: id = "" } = params;
	if (body.do === "check") {
		const { state, blockers } = await viewed(pool, params, now);
		const [first] = blockers.filter(({ line }) => line === null);
		if (state === "open" && first !== undefined) throw new Refusal("conflict", `${first.says} ${first.todo}`);
	}
	await inTransaction(pool, async (client) => {
		const done = await askDeed(client, { campaignId, id }, body.do, now);
		if (done.kind === "gone") throw new Refusal("not-found", NONE);
		if (done.kind === "refused") throw new Refusal("conflict", done.says);
		if (done.kind !== "done") return;
		const after = body.do === "run" ? await choicesOf(client, params) : undefined;
		await note({ what: `import.${NOTED[body.do]}`, campaignId, subject: id, ...(after && { after }) }, client);
	});
	if (body.do === "run") await rememberFor(pool, await importOf(pool, params), now);
	return staffJson(await viewed(pool, params, now));
}

/** What somebody chose that others hear of. */
async function choicesOf(client: pg.PoolClient, { campaign = "", import: id = "" }: StaffAsked<unknown>["params"]) {
	const one = await findImport(client, campaign, id);
	return { thanks: one?.settings.thanks === "hosts" ? "hosts" : "none" };
}

const NOTED = { check: "checked", run: "begun-to-take", cancel: "stop-asked", undo: "begun-to-undo" } as const;

async function viewed(pool: pg.Pool, params: Readonly<Record<string, string>>, now: number) {
	const campaign = await driveOfRoute(pool, params);
	return viewOf(pool, await importOf(pool, params), campaign, now);
}

async function importOf(pool: pg.Pool, params: Readonly<Record<string, string>>): Promise<StoredImport> {
	const one = await findImport(pool, params.campaign ?? "", params.import ?? "");
	if (one === null) throw new Refusal("not-found", NONE);
	return one;
}
