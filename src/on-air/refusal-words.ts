import type { Reader, ThankOutcome } from "../domain/screen/thanks.ts";
import type { ThankRefusal } from "../web/contract/board.ts";

/** Why a name could not be had, for whoever pressed; null: it is on the list no more. */
export function refusalOf(giftId: string, outcome: ThankOutcome | null, reader: Reader): ThankRefusal {
	if (outcome?.kind !== "refused") {
		return { giftId, reason: "gone", by: null, says: "This gift has left the list: it was given back." };
	}
	const { reason, by } = outcome;
	const who = by.id === reader.id ? "You" : by.name;
	const [is, has] = by.id === reader.id ? ["are", "have"] : ["is", "has"];
	switch (reason) {
		case "claimed":
			return { giftId, reason, by: by.name, says: `${who} ${is} reading this one.` };
		case "not-yours":
			return { giftId, reason, by: by.name, says: `${who} ${is} reading this one, and only they can give it back.` };
		case "read":
			return { giftId, reason, by: by.name, says: `${who} ${has} read this one.` };
		default:
			return reason satisfies never;
	}
}
