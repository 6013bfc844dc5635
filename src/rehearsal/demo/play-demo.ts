import { setTimeout as pause } from "node:timers/promises";
import type { Campaign } from "../../domain/drive/campaign.ts";
import type { Installation } from "../installation.ts";
import { type DemoCall, demoCalls } from "./demo-calls.ts";
import { demoDrive } from "./demo-drive.ts";
import { demoRevealAt, revealSponsors } from "./demo-offers.ts";
import { type PhoneRoom, paidByLink } from "./demo-phone-room.ts";

export type PlayDemoOptions = {
	readonly minutes: number;
	readonly seed: number;
	readonly signal: AbortSignal;
	readonly phones: PhoneRoom;
	/** A call that could not be written down. */
	readonly onLost: (error: unknown) => void;
};

type Moment = { readonly atMs: number; readonly run: () => unknown };

/** Plays the show in its own time: Stripe's side, the phone room, and the sponsor's name. Ends when all of it has been taken. */
export async function playDemo(
	{ stripe, pool }: Pick<Installation, "stripe" | "pool">,
	campaign: Campaign,
	{ minutes, seed, signal, phones, onLost }: PlayDemoOptions,
): Promise<void> {
	const begun = performance.now();
	const options = { seed, minutes, startsAt: Date.now(), campaign };
	const payments: Promise<void>[] = [];
	const take = async (call: DemoCall) => {
		const pledgeId = await phones.take(call);
		if (pledgeId === null || call.paidAfterMs === null) return;
		await pause(call.paidAfterMs, undefined, { signal, ref: false });
		stripe.emit(...paidByLink(call, { pledgeId, campaign, at: Date.now() }));
	};
	const moments: Moment[] = [
		...demoDrive(options).map(({ atMs, events }) => ({ atMs, run: () => stripe.emit(...events) })),
		...demoCalls(options).map((call) => ({
			atMs: call.atMs,
			run: () => void payments.push(take(call).catch((error) => void (signal.aborted || onLost(error)))),
		})),
		{ atMs: demoRevealAt(minutes), run: () => revealSponsors(pool, campaign.id) },
	];
	for (const { atMs, run } of moments.sort((a, b) => a.atMs - b.atMs)) {
		const wait = begun + atMs - performance.now();
		if (wait > 0) await pause(wait, undefined, { signal });
		signal.throwIfAborted();
		await run();
	}
	await Promise.race([Promise.all(payments).then(() => stripe.delivered()), aborted(signal)]);
}

export function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return Promise.resolve();
	return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
