import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import type { ImportKind } from "../domain/gift/import-kind.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { MOST_FILE_BYTES } from "../web/contract/staff/imports.ts";
import { findImport, insertImport, type MadeBy, type StoredImport } from "./import-store.ts";
import { openFile } from "./open-file.ts";
import { saveFile } from "./part-store.ts";
import { usualSettings } from "./settings-shape.ts";

type Brought = {
	readonly campaignId: string;
	readonly fileName: string;
	readonly kind: ImportKind;
	readonly file: AsyncIterable<Buffer>;
	readonly by: MadeBy;
	readonly now: Instant;
};

/** Brings a whole file in from this machine, at once. @throws Error in words where it is empty or too large */
export async function bringFile(
	pool: pg.Pool,
	{ campaignId, fileName, kind, file, by, now }: Brought,
): Promise<StoredImport> {
	const id = `imp_${randomBytes(8).toString("hex")}`;
	const asked = { fileName, bytes: 0, kind, requestId: randomUUID() };
	await insertImport(pool, { id, campaignId, settings: usualSettings(kind) }, asked, { by, now });
	const bytes = await saveFile(pool, id, file);
	if (bytes === 0) throw new Error("The file is empty.");
	if (bytes > MOST_FILE_BYTES) throw new Error(`The file has more than ${MOST_FILE_BYTES / 1_000_000} MB: split it.`);
	await pool.query("update import set bytes = $2 where id = $1", [id, bytes]);
	const opened = await openFile(pool, { ...(await found(pool, campaignId, id)), bytes });
	if (opened.kind === "refused") throw new Error(opened.says);
	return found(pool, campaignId, id);
}

async function found(pool: pg.Pool, campaignId: string, id: string): Promise<StoredImport> {
	const one = await findImport(pool, campaignId, id);
	if (one === null) throw new Error(`Import ${id} was made and isn't there.`);
	return one;
}
