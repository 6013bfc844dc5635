import { type PowerHour, powerHoursOf } from "../drive/power-hour.ts";
import type { Instant } from "../plain/instant.ts";

/** A power hour as every screen and the public may know it. Minor units. */
export type PowerHourCard = {
	readonly id: string;
	readonly name: string;
	/** Null: nobody is named. */
	readonly sponsor: string | null;
	readonly from: Instant;
	readonly to: Instant;
	readonly target: number;
};

/** on: it runs. reached: it runs, and its target is met. over: its time is up. */
export type PowerHourState = "coming" | "on" | "reached" | "over";

export type PowerHourNow = PowerHourCard & { readonly counted: number; readonly state: PowerHourState };

export function powerHourCards(campaign: { readonly powerHours?: readonly PowerHour[] }): readonly PowerHourCard[] {
	return powerHoursOf(campaign).map(powerHourCard);
}

export function powerHourCard({ id, name, sponsor, from, to, target }: PowerHour): PowerHourCard {
	return { id, name, sponsor: sponsor.trim() || null, from, to, target };
}

export function powerHourNow(card: PowerHourCard, counted: number, now: Instant): PowerHourNow {
	const isOn = now >= card.from && now < card.to;
	const reached = counted >= card.target ? "reached" : "on";
	return { ...card, counted, state: isOn ? reached : now < card.from ? "coming" : "over" };
}

export function powerHoursNow(
	cards: readonly PowerHourCard[],
	counted: Readonly<Record<string, number>>,
	now: Instant,
): readonly PowerHourNow[] {
	return cards.map((card) => powerHourNow(card, counted[card.id] ?? 0, now));
}

const SOON_MS = 30 * 60_000;
const RESULT_STAYS_MS = 10 * 60_000;

/** The one worth showing now: that which runs; else one that ended just now, with its result; else one that begins soon. */
export function shownPowerHour(hours: readonly PowerHourNow[], now: Instant): PowerHourNow | null {
	const running = hours.find(({ state }) => state === "on" || state === "reached");
	if (running) return running;
	const just = hours
		.filter(({ state, to }) => state === "over" && now - to < RESULT_STAYS_MS)
		.sort((a, b) => b.to - a.to);
	const soon = hours
		.filter(({ state, from }) => state === "coming" && from - now <= SOON_MS)
		.sort((a, b) => a.from - b.from);
	return just[0] ?? soon[0] ?? null;
}
