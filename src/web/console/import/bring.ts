import type { ImportKind } from "../../../domain/gift/import-kind.ts";
import { type ImportView, MOST_FILE_BYTES, PART_BYTES } from "../../contract/staff/imports.ts";
import { ask, Problem } from "../ask.ts";

const TRIES = 4;

/** Brings a file in, a part after the other; a part that is lost on a weak line is sent again. Tells how far it is, 0 to 1. */
export async function bringFile(
	base: string,
	{ file, kind, requestId }: { readonly file: File; readonly kind: ImportKind; readonly requestId: string },
	tell: (share: number) => void,
): Promise<string> {
	if (file.size === 0) throw new Problem(0, "empty", "This file is empty. Choose another one.");
	if (file.size > MOST_FILE_BYTES) {
		throw new Problem(
			0,
			"too-large",
			`This file has more than ${MOST_FILE_BYTES / 1_000_000} MB. Split it, and bring in one after the other.`,
		);
	}
	const started = { fileName: file.name, bytes: file.size, kind, requestId };
	const { id } = await ask<{ id: string }>("POST", base, started);
	const parts = Math.ceil(file.size / PART_BYTES);
	for (let part = 0; part < parts; part += 1) {
		tell(part / parts);
		await sendPart(`${base}/${id}/parts/${part}`, file.slice(part * PART_BYTES, (part + 1) * PART_BYTES));
	}
	tell(1);
	await ask<ImportView>("POST", `${base}/${id}/uploaded`);
	return id;
}

async function sendPart(path: string, bytes: Blob): Promise<void> {
	for (let tries = 1; ; tries += 1) {
		const answer = await fetch(path, { method: "PUT", body: bytes, credentials: "same-origin" }).catch(() => null);
		if (answer?.ok) return;
		const isOver = answer !== null && answer.status >= 400 && answer.status < 500;
		if (isOver || tries >= TRIES) {
			const body = (await answer?.json().catch(() => null)) as { detail?: string } | null;
			const words =
				body?.detail ?? "The file didn't come through. Check this computer's network, and choose the file again.";
			throw new Problem(answer?.status ?? 0, "part", words);
		}
		await new Promise((resolve) => setTimeout(resolve, tries * 700));
	}
}
