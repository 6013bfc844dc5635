import type { OfflineKind } from "../../../domain/gift/offline-money.ts";
import type { OfflineConsent, OfflineItem, OfflineStep } from "../../contract/staff/offline.ts";

export const KIND_WORDS: Readonly<Record<OfflineKind, { readonly name: string; readonly about: string }>> = {
	cheque: { name: "Cheque", about: "Handed over on air or sent in" },
	sponsor: { name: "Sponsor", about: "A company's gift, by transfer or invoice" },
	cash: { name: "Cash", about: "Buckets, walk-ins, a bake sale" },
	"opening-balance": { name: "Opening balance", about: "What was there before the drive; announces nothing" },
};

/** "On air, on the page, in posts", or that nobody may be told. */
export function consentWords({ name, onAir, page, social }: OfflineConsent): string {
	if (!name) return "A generous listener everywhere";
	const places = [onAir && "on air", page && "on the page", social && "in posts"].filter((one) => one !== false);
	return places.length === 0 ? "A generous listener everywhere" : `Named ${places.join(", ")}`;
}

export function stepWords(step: OfflineStep, money: (amount: number) => string): string {
	switch (step.kind) {
		case "presented":
			return `${step.reason} ${money(step.booked)} went on the total.`;
		case "undone":
			return `${step.reason} ${money(-step.booked)} left the total.`;
		case "corrected":
			return `${step.amount > 0 ? "Raised" : "Lowered"} by ${money(Math.abs(step.amount))}: ${step.reason}`;
		case "cancelled":
			return `Cancelled: ${step.reason}`;
		case "described":
			return step.reason;
		default:
			return step.kind satisfies never;
	}
}

/** What is written about it, as it is sent. */
export function detailsOf({ givenBy, consent, stationId, dated, note }: OfflineItem) {
	return { givenBy, consent, stationId, dated, note };
}
