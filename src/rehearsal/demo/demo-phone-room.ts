import { randomUUID } from "node:crypto";
import type pg from "pg";
import { createScreenLink } from "../../on-air/screen-link.ts";
import { giftEvents, type SandboxEvent } from "../../sandbox/stripe-events.ts";
import type { SentSlip, SlipsAnswer, SlipsRequest } from "../../web/contract/phones.ts";
import type { DemoCall } from "./demo-calls.ts";

export type PhoneRoom = {
	/** Of the volunteers' page. */
	readonly address: string;
	/** Sends the slip as the page does. @returns the pledge's id; null where one very like it is there, which a volunteer would look at. */
	take(call: DemoCall): Promise<string | null>;
};

export type PhoneRoomParts = { readonly pool: pg.Pool; readonly apiUrl: string };

const TIMEOUT_MS = 10_000;

export async function openPhoneRoom({ pool, apiUrl }: PhoneRoomParts, campaignId: string): Promise<PhoneRoom> {
	const token = await createScreenLink(pool, campaignId, "phones", "Phone room");
	const address = `${apiUrl}/phones/${token}`;
	const sessionId = randomUUID();
	return {
		address,
		async take({ slip }) {
			const clientId = randomUUID();
			await send(`${address}/slips`, {
				sessionId,
				slips: [{ ...slip, clientId, ago: 0, batchId: null, despite: false }],
			});
			const { rows } = await pool.query<{ id: string }>(
				"select id from pledge where campaign_id = $1 and client_id = $2",
				[campaignId, clientId],
			);
			return rows[0]?.id ?? null;
		},
	};
}

/** @throws where the API takes no slips just now */
async function send(url: string, body: SlipsRequest & { readonly slips: readonly SentSlip[] }): Promise<SlipsAnswer> {
	const answer = await fetch(url, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(TIMEOUT_MS),
	});
	if (!answer.ok) throw new Error(`The phone room's slip was answered with ${answer.status}.`);
	return (await answer.json()) as SlipsAnswer;
}

/** What Stripe says when the pledge is paid by its link: the payment carries the pledge's id. */
export function paidByLink(
	{ slip }: DemoCall,
	{ pledgeId, campaign, at }: { readonly pledgeId: string; readonly campaign: PaidTo; readonly at: number },
): readonly SandboxEvent[] {
	const metadata = { campaign: campaign.id, carillon_pledge: pledgeId };
	return giftEvents({
		...{ id: `paid${pledgeId.replace(/\W|_/g, "")}`, amount: slip.amount, currency: campaign.currency, at },
		...{ livemode: false, metadata, paymentMetadata: metadata },
	}).all;
}

type PaidTo = { readonly id: string; readonly currency: string };
