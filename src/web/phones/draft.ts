import { readTypedPledge } from "../../domain/plain/typed-amount.ts";
import { holdsCardNumber } from "../../domain/pledge/card-number.ts";
import {
	NO_CONSENT,
	type Slip,
	type SlipConsent,
	type SlipField,
	type SlipProblem,
	type SlipSource,
	type SlipTextField,
	slipProblems,
} from "../../domain/pledge/slip.ts";
import type { PhoneRoom } from "../contract/phones.ts";

/** A slip while it is being written: the amount as typed. */
export type Draft = Readonly<Record<Exclude<SlipTextField, "operator">, string>> & {
	readonly amount: string;
	readonly monthly: boolean;
	readonly dedication: "" | "honour" | "memory";
	readonly consent: SlipConsent;
};

/** What stays from slip to slip. */
export type Desk = { readonly operator: string; readonly source: SlipSource; readonly stationId: string | null };

export const EMPTY_DRAFT: Draft = {
	...{ amount: "", name: "", town: "", pronunciation: "", email: "", phone: "", honoured: "", note: "" },
	monthly: false,
	dedication: "",
	consent: NO_CONSENT,
};

export function isMonthly(draft: Draft, currency: string): boolean {
	return draft.monthly || readTypedPledge(draft.amount, currency).monthly;
}

/** The slip that this draft is, and what keeps it from being saved. */
export function finished(
	draft: Draft,
	desk: Desk,
	room: Pick<PhoneRoom, "currency" | "stations" | "stationId">,
): { readonly slip: Slip; readonly problems: readonly SlipProblem[] } {
	const { currency } = room;
	const { amount, monthly } = readTypedPledge(draft.amount, currency);
	const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
	const slip: Slip = {
		amount: amount ?? 0,
		monthly: draft.monthly || monthly,
		source: desk.source,
		stationId: room.stationId ?? desk.stationId,
		consent: draft.consent,
		dedication: draft.dedication === "" ? null : draft.dedication,
		name: tidy(draft.name),
		town: tidy(draft.town),
		pronunciation: tidy(draft.pronunciation),
		email: tidy(draft.email),
		phone: tidy(draft.phone),
		honoured: draft.dedication === "" ? "" : tidy(draft.honoured),
		note: tidy(draft.note),
		operator: tidy(desk.operator),
	};
	const found = slipProblems(slip, { currency, stationIds: room.stations.map(({ id }) => id) });
	const isCard = holdsCardNumber(draft.amount);
	const problems = isCard ? [CARD_AMOUNT, ...found.filter(({ field }) => field !== "amount")] : found;
	return { slip, problems: [...problems].sort((a, b) => IN_ORDER.indexOf(a.field) - IN_ORDER.indexOf(b.field)) };
}

const CARD_AMOUNT: SlipProblem = { field: "amount", code: "card-number" };
/** As they stand on the sheet: the first one that is wrong is gone to. */
const IN_ORDER: readonly SlipField[] = [
	...([
		"amount",
		"name",
		"town",
		"pronunciation",
		"phone",
		"email",
		"honoured",
		"note",
		"operator",
		"station",
	] as const),
];

/** A draft of a slip that came back. */
export function draftOf(slip: Slip, currency: string): Draft {
	const { name, town, pronunciation, email, phone, honoured, note, monthly, consent, dedication } = slip;
	const digits =
		new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
	const amount = String(slip.amount / 10 ** digits);
	return {
		amount,
		name,
		town,
		pronunciation,
		email,
		phone,
		honoured,
		note,
		monthly,
		consent,
		dedication: dedication ?? "",
	};
}

export function isEmptyDraft(draft: Draft): boolean {
	return JSON.stringify(draft) === JSON.stringify(EMPTY_DRAFT);
}
