import type { Language } from "../domain/plain/language.ts";
import { type GiftRow, type TickerEntry, toGiftRow } from "../domain/screen/ticker.ts";

type Said = Pick<GiftRow, "name" | "host">;

const MOST_KEPT = 5_000;
const said = new Map<string, Said>();

/**
 * The gift's line for the host, as the ticker has it. Making a typed name safe, and screening it, costs more than all else of a row,
 * and two hundred of them are asked for at every press; it depends on nothing but what the giver said of themselves, so it is kept by that.
 */
export function hostRow(entry: TickerEntry, language: Language): GiftRow {
	const key = JSON.stringify([language, entry.firstTime, entry.giver]);
	const known = said.get(key);
	if (known !== undefined) {
		const bare = toGiftRow({ ...entry, giver: null }, "host", language);
		return { ...bare, ...known };
	}
	const row = toGiftRow(entry, "host", language);
	if (said.size >= MOST_KEPT) said.clear();
	said.set(key, { name: row.name, host: row.host });
	return row;
}
