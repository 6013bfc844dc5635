import { z } from "zod";

/** The year 9999's end: above it no date field of a browser, a spreadsheet or a file holds a date. */
const LAST_INSTANT = 253_402_300_799_999;

/** A moment in a body, epoch milliseconds. */
export const instantShape = z.number().int().min(0).max(LAST_INSTANT);

/** A moment in a query, where every value is text. */
export const instantInQuery = z.coerce.number().int().min(0).max(LAST_INSTANT);

/** The number by which a path names something; 0, which names nothing, where it is none. */
export function idInPath(text: string | undefined): number {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
