import { createHash } from "node:crypto";
import { MINUTE } from "../domain/plain/instant.ts";
import { plainHeader } from "./header-words.ts";
import type { ReadRow } from "./read-row.ts";

/** 128 bits: what makes a row known again, without keeping what stands in it. */
export type RowKey = { readonly hex: string; readonly names: boolean };

/**
 * The other system's number, else amount, minute and who. Where nobody is named, two alike in one file are two callers; another file's are
 * taken for the same.
 */
export function rowKey(row: ReadRow): RowKey {
	const { externalId, amount, at, monthly } = row;
	if (externalId !== null) return { hex: hashOf(`id ${externalId}`), names: true };
	const who = whoOf(row);
	return { hex: hashOf(`${amount} ${monthly} ${Math.floor(at / MINUTE)} ${who}`), names: who !== "" };
}

/** E-mail, phone or name, whichever comes first; empty where nobody is named. */
export function whoOf({ email, phone, name }: Pick<ReadRow, "email" | "phone" | "name">): string {
	return email ?? phone ?? plainHeader(name ?? "");
}

function hashOf(text: string): string {
	return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
