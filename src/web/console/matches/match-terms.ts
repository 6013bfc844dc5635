import type { ChallengeMatch } from "../../../domain/drive/challenge-match.ts";
import type { MatchNow } from "../../../domain/match/match-now.ts";
import type { PowerHourNow } from "../../../domain/match/power-hour-now.ts";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { MatchesView } from "../../contract/staff/matches.ts";
import { writtenMoment } from "../parts/figures.tsx";

type Drive = Pick<MatchesView, "currency" | "timeZone" | "stations" | "closesAt">;

const TIMES = new Map([
	[1, "Doubles each gift"],
	[2, "Triples each gift"],
	[3, "Makes four of each gift"],
]);

/** A match's terms in a line: "Doubles each gift · of a gift at most $500 · from $20". */
export function termsOf(match: ChallengeMatch, drive: Drive): readonly string[] {
	const { kind, ratio, minGift, maxGift, unlock, stacking, stationId } = match;
	const money = (amount: number) => formatMoney({ amount, currency: drive.currency });
	const unlocked =
		unlock && (unlock.kind === "donors" ? `${unlock.count.toLocaleString("en-US")} donors` : money(unlock.amount));
	return [
		kind === "challenge"
			? `Gives ${money(match.pool)} at once`
			: (TIMES.get(ratio) ?? `A gift counts ${ratio + 1} times`),
		...(unlocked ? [`once ${unlocked} ${unlock?.kind === "donors" ? "have given" : "are given"}`] : []),
		...(minGift === null ? [] : [`gifts of ${money(minGift)} and more`]),
		...(maxGift === null ? [] : [`of one gift at most ${money(maxGift)}`]),
		...(stationId === null ? [] : [`only ${drive.stations.find(({ id }) => id === stationId)?.name ?? "one station"}`]),
		...(kind === "ratio" && stacking === "on-top" ? ["on top of the others"] : []),
	];
}

export function windowOf(
	{ from, to }: { readonly from: number; readonly to: number },
	{ timeZone, closesAt }: Drive,
): string {
	const end =
		to >= closesAt ? "until the pool is spent or the drive closes" : `to ${writtenMoment(to, "both", timeZone)}`;
	return `${writtenMoment(from, "both", timeZone)} ${end}`;
}

export const MATCH_STATES: Readonly<
	Record<MatchNow["state"] | "off", { readonly words: string; readonly color: string }>
> = {
	coming: { words: "To come", color: "sky" },
	locked: { words: "Waits for its condition", color: "sky" },
	open: { words: "Open now", color: "verdant" },
	spent: { words: "Given in full", color: "brass" },
	ended: { words: "Ended", color: "ink" },
	off: { words: "Switched off", color: "ink" },
};

export const HOUR_STATES: Readonly<
	Record<PowerHourNow["state"] | "off", { readonly words: string; readonly color: string }>
> = {
	coming: { words: "To come", color: "sky" },
	on: { words: "On now", color: "verdant" },
	reached: { words: "On now, target reached", color: "brass" },
	over: { words: "Over", color: "ink" },
	off: { words: "Switched off", color: "ink" },
};
