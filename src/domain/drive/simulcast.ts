import type { Instant } from "../plain/instant.ts";

/**
 * A time in which some stations went out together. A gift of that time which names no station of its own belongs to all of them, and is
 * shown as theirs together; it is never shared out.
 */
export type Simulcast = {
	readonly from: Instant;
	/** Null: until somebody splits it. */
	readonly to: Instant | null;
	readonly stationIds: readonly string[];
};

type NamedStation = { readonly id: string; readonly name: string };
type Stations = { readonly stations: readonly NamedStation[]; readonly simulcasts?: readonly Simulcast[] };

/** Those out together at this moment; null where each is on its own. */
export function simulcastAt({ simulcasts = [] }: Stations, at: Instant): Simulcast | null {
	return simulcasts.find(({ from, to }) => from <= at && (to === null || at < to)) ?? null;
}

/** Two simulcasts of the same stations are one group, whatever their order. */
export function simulcastKey({ stationIds }: Pick<Simulcast, "stationIds">): string {
	return [...new Set(stationIds)].sort().join("+");
}

/** "KLKV + WNBR". */
export function simulcastName(stations: readonly NamedStation[], stationIds: readonly string[]): string {
	return stationIds.map((id) => stations.find((one) => one.id === id)?.name ?? id).join(" + ");
}

/** Why these spans can't be kept; null where they can. */
export function simulcastFault({ simulcasts = [] }: Pick<Stations, "simulcasts">): string | null {
	const sorted = [...simulcasts].sort((a, b) => a.from - b.from);
	for (const [index, one] of sorted.entries()) {
		const next = sorted[index + 1];
		if (new Set(one.stationIds).size < 2) return "A simulcast needs at least two stations.";
		if (one.to !== null && one.to <= one.from) return "A simulcast ends before it begins.";
		if (next !== undefined && (one.to === null || next.from < one.to)) {
			return "Only one simulcast at a time: split the one before it first.";
		}
	}
	return null;
}
