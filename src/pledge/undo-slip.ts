import { SLIP_SOURCES, type Slip } from "../domain/pledge/slip.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import type { UndoAnswer } from "../web/contract/phones.ts";
import { undoneFact } from "./slip-facts.ts";
import { lockPledge, markUndone, type PledgeSlip, readPaid } from "./store.ts";
import { type Desk, UNDO_WITHIN } from "./take-slip.ts";

/** Whoever took a slip takes it back, for a while: the pledge is cancelled, and the total goes back by an entry of its own. */
export async function undoSlip(parts: OwnParts, desk: Desk, clientId: string): Promise<UndoAnswer> {
	return recordOwn(parts, async (client, record) => {
		await desk.stillOpen(client);
		const { campaign, sessionId } = desk;
		const pledge = await lockPledge(client, campaign.id, clientId);
		// Another browser's slip isn't there for this one.
		if (pledge === null || pledge.sessionId !== sessionId) return { outcome: "unknown" };
		if (pledge.undoneAt !== null) return { outcome: "undone", slip: slipOf(pledge) };
		const now = parts.now();
		// Whatever became of it since, by the office's hand, is the office's.
		if (pledge.ended !== null || now - pledge.recordedAt > UNDO_WITHIN) return { outcome: "too-late" };
		if ((await readPaid(client, pledge)) > 0) return { outcome: "paid" };
		await markUndone(client, pledge.id, now);
		const { id: pledgeId, amount, monthly } = pledge;
		await desk.note?.({ what: "taken-back", pledgeId, amount, monthly }, client);
		await record([undoneFact(pledge.id, campaign, Math.max(now, pledge.promisedAt + 1))]);
		return { outcome: "undone", slip: slipOf(pledge) };
	});
}

/** As it was written, but for a telephone number, which comes back in its plain form. */
function slipOf({ source, name, town, pronunciation, email, phone, note, dedication, ...pledge }: PledgeSlip): Slip {
	const { amount, monthly, stationId, operator, consent } = pledge;
	return {
		...{ amount, monthly, stationId, operator, consent },
		source: SLIP_SOURCES.find((one) => one === source) ?? "phone",
		...{ name: name ?? "", town: town ?? "", pronunciation: pronunciation ?? "" },
		...{ email: email ?? "", phone: phone ?? "", note: note ?? "" },
		dedication: dedication?.kind ?? null,
		honoured: dedication?.name ?? "",
	};
}
