import type { Station } from "./campaign.ts";

/** "HOPE to 51555" is texted as HOPE. */
export function codeWord(code: string): string {
	return plain(code.trim().split(/\s+/)[0] ?? "");
}

/**
 * The station that a source means: by its short name, its code, or the number that was called. What nothing knows stays as it was told, so
 * that a station added later still finds its gifts.
 */
export function stationMeant(stations: readonly Station[], told: string): string {
	const asked = plain(told);
	if (asked === "") return told;
	const known = stations.find(({ id, code, phone }) => {
		return plain(id) === asked || (code !== undefined && codeWord(code) === codeWord(told)) || isNumber(phone, told);
	});
	return known?.id ?? told;
}

const LOST = "the first would take the other's gifts. Give each its own";

/** Two stations that one source could mean; `index` is the later one's. */
export type StationClash = { readonly index: number; readonly field: "id" | "code" | "phone"; readonly says: string };

/** Wherever two stations answer to the same: the first in the list would take the other's gifts, and nobody would see it. */
export function stationClashes(stations: readonly Station[]): readonly StationClash[] {
	return stations.flatMap((station, index) =>
		stations.slice(0, index).flatMap((earlier) => {
			const clash = clashOf(earlier, station);
			return clash === null ? [] : [{ index, ...clash }];
		}),
	);
}

function clashOf(earlier: Station, later: Station): Omit<StationClash, "index"> | null {
	const [[id, word], [otherId, otherWord]] = [wordsOf(later), wordsOf(earlier)];
	const both = `${nameOf(earlier)} and ${nameOf(later)}`;
	if (id !== "" && id === otherId) return { field: "id", says: `${both} have the same short name, "${id}": ${LOST}` };
	if (word !== "" && word === otherWord) {
		return { field: "code", says: `${both} have the same text code, "${word.toUpperCase()}": ${LOST}` };
	}
	if (isNumber(earlier.phone, later.phone ?? "")) {
		return { field: "phone", says: `${both} have the same phone line, ${later.phone}: ${LOST}, or leave one empty` };
	}
	const isMixed = (word !== "" && word === otherId) || (otherWord !== "" && otherWord === id);
	if (!isMixed) return null;
	const shared = word === otherId ? word : id;
	return {
		field: "code",
		says: `${both} are mixed up: "${shared}" is one's short name and the other's text code: ${LOST}`,
	};
}

function wordsOf({ id, code = "" }: Station): readonly [id: string, word: string] {
	return [plain(id), codeWord(code)];
}

function nameOf({ id, name }: Station): string {
	return name.trim() || id;
}

function isNumber(phone: string | undefined, told: string): boolean {
	const digits = (text: string) => text.replace(/\D/g, "").replace(/^1(?=\d{10}$)/, "");
	return phone !== undefined && digits(told).length >= 7 && digits(phone) === digits(told);
}

function plain(text: string): string {
	return text.trim().toLowerCase();
}
