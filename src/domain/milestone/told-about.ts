import type { MatchKind, PowerHourKind, TriggerKind } from "../drive/milestone-rule.ts";

/** In the order in which a match's life goes: where several fall in one burst, the furthest is said. */
export const MATCH_KINDS = [
	"match-opened",
	"match-half",
	"match-nearly-gone",
	"match-ended",
	"match-spent",
] as const satisfies readonly MatchKind[];

export const POWER_HOUR_KINDS = [
	"power-hour-start",
	"power-hour-half",
	"power-hour-reached",
	"power-hour-end",
] as const satisfies readonly PowerHourKind[];

export function isMatchKind(kind: TriggerKind): kind is MatchKind {
	return MATCH_KINDS.some((one) => one === kind);
}

export function isPowerHourKind(kind: TriggerKind): kind is PowerHourKind {
	return POWER_HOUR_KINDS.some((one) => one === kind);
}

/** How far along in its match's or power hour's life a milestone lies, from 1: what those about the same one are compared by. */
export function stageOf(kind: MatchKind | PowerHourKind): number {
	const stages: readonly string[] = isMatchKind(kind) ? MATCH_KINDS : POWER_HOUR_KINDS;
	return stages.indexOf(kind) + 1;
}
