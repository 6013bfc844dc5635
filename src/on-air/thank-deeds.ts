import type { Pool, PoolClient } from "pg";
import { inTransaction } from "../db/pool.ts";
import type { Instant } from "../domain/plain/instant.ts";
import { act, type Reader, type Thank, type ThankOutcome, UNDO_WITHIN, undo } from "../domain/screen/thanks.ts";
import type { ThankAnswer, ThankDeed, ThankFilter } from "../web/contract/board.ts";
import { boardChanged, lockBoard } from "./board-state.ts";
import { refusalOf } from "./refusal-words.ts";
import { giveBack, nextBatch, readThanksOf } from "./thank-list.ts";
import { type ListSetting, seenBy } from "./thank-rows.ts";
import {
	type Deed,
	type DeedOutcome,
	findOutcome,
	keepDeed,
	lastDeed,
	lockThanks,
	markUndone,
	renewClaims,
	type TakenStep,
	writeThanks,
} from "./thank-store.ts";

const NORMAL_BATCH_SECONDS = 30;

/**
 * Does it, all of it or nothing, one deed of a campaign after the other: the first of two hosts who press at the same moment has the
 * name, the second hears who. `stillAllowed` is asked under the lock, so that nothing is written by a link after it was switched off.
 */
export async function doThanks(
	pool: Pool,
	setting: ListSetting,
	deed: Deed,
	now: Instant,
	stillAllowed: (client: PoolClient) => Promise<void>,
): Promise<ThankAnswer> {
	const { outcome, version, asked } = await inTransaction(pool, async (client) => {
		const before = await lockBoard(client, setting.campaignId);
		await stillAllowed(client);
		const known = await findOutcome(client, setting.campaignId, deed);
		if (known !== null) return { outcome: known, version: before, asked: [...known.done, ...known.refused.map(idOf)] };
		return takePlace(client, setting, deed, now, before);
	});
	const listed = await readThanksOf(pool, setting, asked);
	return { ...outcome, version, rows: listed.map((one) => seenBy(one, deed.reader.id)) };
}

async function takePlace(client: PoolClient, setting: ListSetting, deed: Deed, now: Instant, before: number) {
	const { campaignId } = setting;
	const { reader } = deed;
	const returned = await giveBack(client, campaignId, now);
	const plan = await planOf(client, setting, deed, now);
	const stored = await lockThanks(client, campaignId, plan.gifts);
	const steps: TakenStep[] = [];
	const refused: DeedOutcome["refused"][number][] = [];
	for (const gift of plan.gifts) {
		const thank = stored.get(gift);
		const result = thank === undefined ? null : plan.decide(gift, thank);
		if (thank !== undefined && result?.kind === "done") steps.push({ gift, before: thank, after: result.thank });
		if (result === null || result.kind === "refused") refused.push(refusalOf(gift, result, reader));
	}
	await writeThanks(client, campaignId, steps);
	await renewClaims(client, campaignId, reader.id, now);
	const outcome: DeedOutcome = { done: steps.map(({ gift }) => gift), refused, undone: plan.undone };
	await keepDeed(client, campaignId, deed, { steps, outcome, now });
	const changed = steps.length > 0 || returned > 0;
	const version = changed ? await boardChanged(client, campaignId) : before;
	return { outcome, version, asked: [...plan.gifts] };
}

type Plan = {
	readonly gifts: readonly string[];
	readonly decide: (gift: string, thank: Thank) => ThankOutcome;
	readonly undone: ThankDeed | null;
};

async function planOf(client: PoolClient, setting: ListSetting, { what, reader }: Deed, now: Instant): Promise<Plan> {
	switch (what.do) {
		case "undo":
			return planUndo(client, setting.campaignId, reader, now);
		case "claim-batch": {
			const { filter = "all", town = null, station = null, seconds = NORMAL_BATCH_SECONDS } = what;
			const query: { filter: ThankFilter; town: string | null; station: string | null } = { filter, town, station };
			const gifts = await nextBatch(client, setting, query, seconds);
			return { gifts, decide: (_, thank) => act(thank, "claim", reader, now), undone: null };
		}
		case "read":
		case "release":
			return {
				gifts: [...new Set(what.giftIds)],
				decide: (_, thank) => act(thank, what.do, reader, now),
				undone: null,
			};
		case "claim":
		case "take-over":
		case "pin":
		case "unpin":
			return { gifts: [what.giftId], decide: (_, thank) => act(thank, what.do, reader, now), undone: null };
		default:
			return what satisfies never;
	}
}

/** Taken from the pile whatever comes of it: what can't be taken back any more must not stand before what can. */
async function planUndo(client: PoolClient, campaignId: string, reader: Reader, now: Instant): Promise<Plan> {
	const last = await lastDeed(client, campaignId, reader.id, now - UNDO_WITHIN);
	const steps = new Map(last?.steps.map((step) => [step.gift, step]));
	if (last !== null) await markUndone(client, last.id, now);
	return {
		gifts: [...steps.keys()],
		decide: (gift, thank) => {
			const step = steps.get(gift);
			return step === undefined ? { kind: "already", thank } : undo(thank, step, now);
		},
		undone: last?.deed ?? null,
	};
}

function idOf({ giftId }: { readonly giftId: string }): string {
	return giftId;
}
