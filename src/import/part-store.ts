import { createHash } from "node:crypto";
import type pg from "pg";
import { PART_BYTES } from "../web/contract/staff/imports.ts";

type Db = Pick<pg.Pool, "query">;

/** Keeps one part of a file; the same part again replaces it, so that a browser may send it once more after a broken line. */
export async function savePart(db: Db, importId: string, number: number, bytes: Buffer): Promise<void> {
	await db.query(
		`insert into import_part (import_id, number, bytes) values ($1, $2, $3)
		 on conflict (import_id, number) do update set bytes = excluded.bytes`,
		[importId, number, bytes],
	);
}

/** The file, a part at a time: never more than one of them is in memory. */
export async function* readParts(db: Db, importId: string): AsyncGenerator<Buffer> {
	for (let number = 0; ; number += 1) {
		const { rows } = await db.query<{ bytes: Buffer }>(
			"select bytes from import_part where import_id = $1 and number = $2",
			[importId, number],
		);
		if (rows[0] === undefined) return;
		yield rows[0].bytes;
	}
}

/** Cuts any stream of bytes into parts and keeps them. Gives how many bytes there were. */
export async function saveFile(db: Db, importId: string, file: AsyncIterable<Buffer>): Promise<number> {
	let [number, size, waiting] = [0, 0, [] as Buffer[]];
	let held = 0;
	const flush = async () => {
		await savePart(db, importId, number, Buffer.concat(waiting));
		[number, waiting, held] = [number + 1, [], 0];
	};
	for await (const chunk of file) {
		size += chunk.length;
		waiting.push(chunk);
		held += chunk.length;
		if (held >= PART_BYTES) await flush();
	}
	if (held > 0) await flush();
	return size;
}

/** SHA-256 of the whole file, and its length; null where a part is missing. */
export async function digestOf(db: Db, importId: string): Promise<{ digest: string; bytes: number } | null> {
	const { rows } = await db.query<{ parts: number; last: number | null }>(
		"select count(*)::int as parts, max(number) as last from import_part where import_id = $1",
		[importId],
	);
	const [row] = rows;
	if (row === undefined || row.last === null || row.parts !== row.last + 1) return null;
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const part of readParts(db, importId)) {
		hash.update(part);
		bytes += part.length;
	}
	return { digest: hash.digest("hex"), bytes };
}
