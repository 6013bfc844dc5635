import { randomBytes } from "node:crypto";
import type { PoolClient } from "pg";
import type { Campaign } from "../domain/drive/campaign.ts";
import { HOUR, type Instant, MINUTE } from "../domain/plain/instant.ts";
import { plainPhone } from "../domain/pledge/slip.ts";
import { ALIKE_WITHIN, alikeIn, isSameAgain } from "../domain/pledge/slip-alike.ts";
import { type OwnParts, recordOwn } from "../ledger/record-own.ts";
import type { SentSlip, SlipOutcome } from "../web/contract/phones.ts";
import { pledgedFact } from "./slip-facts.ts";
import { findByClient, insertPledge, type Pledge, type PledgeSlip, readLately } from "./store.ts";

/** Who takes slips: a link's page in one browser, or somebody signed in. */
export type Desk = {
	readonly campaign: Campaign;
	/** The link's label, or who was signed in: stands on the pledge, beside the name that the volunteer gave. */
	readonly linkLabel: string;
	/** The link's own station; null: as each slip says. */
	readonly stationId: string | null;
	readonly sessionId: string;
	/** Throws where the link was switched off; asked in the slip's transaction, so that nothing is written after that. */
	readonly stillOpen: (client: PoolClient) => Promise<void>;
	/** Called in the transaction that writes a slip or takes it back, for the audit log; a link's slips are told by the link. */
	readonly note?: (deed: SlipDeed, client: PoolClient) => Promise<void>;
};

export type SlipDeed = {
	readonly what: "taken" | "taken-back";
	readonly pledgeId: string;
	readonly amount: number;
	readonly monthly: boolean;
};

/** How long its operator may take a slip back. */
export const UNDO_WITHIN = 10 * MINUTE;
/** A browser without a network for longer has a wrong clock, or last year's slips. */
const LONGEST_AWAY = 72 * HOUR;

/** Ends a transaction that turned out not to be wanted; never leaves this file. */
class NotWanted extends Error {
	readonly outcome: SlipOutcome;

	constructor(outcome: SlipOutcome) {
		super("The slip was not kept.");
		this.outcome = outcome;
	}
}

/**
 * Writes a checked slip down and books it, in one transaction; the same slip sent again finds itself. One that looks like another of the
 * last half hour is written only `despite` that.
 */
export async function takeSlip(parts: OwnParts, desk: Desk, sent: SentSlip): Promise<SlipOutcome> {
	const { clientId } = sent;
	const now = parts.now();
	const id = `pl_${randomBytes(15).toString("base64url")}`;
	const slip = keptSlip(desk, sent, now);
	try {
		return await recordOwn(parts, async (client, record) => {
			await desk.stillOpen(client);
			const pledge = { id, campaignId: desk.campaign.id, recordedAt: now };
			if (!(await insertPledge(client, pledge, slip))) return known(clientId, await kept(client, desk, clientId));
			// This takes the drive's lock: what others wrote meanwhile is seen below, and two slips at once find each other.
			const { unplaced } = await record([pledgedFact(id, slip, desk.campaign)]);
			if (unplaced.size > 0) throw new Error("The ledger has no place for this pledge.");
			const { amount } = slip;
			const lately = await readLately(client, desk.campaign.id, { amount, since: now - ALIKE_WITHIN, but: id });
			const alike = sent.despite ? null : alikeIn(lately, slip, now);
			if (alike !== null) throw new NotWanted({ clientId, outcome: "alike", alike });
			await desk.note?.({ what: "taken", pledgeId: id, amount, monthly: slip.monthly }, client);
			return saved(clientId, now, !sent.despite && isSameAgain(lately, slip, now));
		});
	} catch (error) {
		if (error instanceof NotWanted) return error.outcome;
		throw error;
	}
}

async function kept(client: PoolClient, { campaign, sessionId }: Desk, clientId: string): Promise<Pledge> {
	const found = await findByClient(client, campaign.id, clientId);
	if (found === null || found.sessionId !== sessionId) throw new Error("Another browser's slip has this id.");
	return found;
}

function known(clientId: string, { recordedAt, undoneAt }: Pledge): SlipOutcome {
	return undoneAt === null ? saved(clientId, recordedAt, false) : { clientId, outcome: "undone" };
}

function saved(clientId: string, at: Instant, isAgain: boolean): SlipOutcome {
	return { clientId, outcome: "saved", at, undoUntil: at + UNDO_WITHIN, isSameAgain: isAgain };
}

function keptSlip({ stationId, linkLabel, sessionId }: Desk, sent: SentSlip, now: Instant): PledgeSlip {
	const { clientId, amount, monthly, source, operator, batchId, consent, dedication, honoured } = sent;
	return {
		...{ clientId, amount, monthly, source, operator, batchId, consent, linkLabel, sessionId },
		stationId: stationId ?? sent.stationId,
		name: sent.name || null,
		town: sent.town || null,
		pronunciation: sent.pronunciation || null,
		dedication: dedication === null ? null : { kind: dedication, name: honoured },
		email: sent.email.toLowerCase() || null,
		phone: plainPhone(sent.phone),
		note: sent.note || null,
		promisedAt: now - Math.min(Math.max(0, sent.ago), LONGEST_AWAY),
	};
}
