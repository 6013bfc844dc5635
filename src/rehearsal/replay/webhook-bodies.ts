import { createHmac } from "node:crypto";
import { chargeSucceeded, giftEvents, paymentIntentSucceeded } from "../../sandbox/stripe-events.ts";
import type { SandboxGift } from "../../sandbox/stripe-gift.ts";
import type { DriveRow } from "../drive-file.ts";

/** The events a replay tells a gift by. */
export type ToldBy = "payment" | "charge" | "monthly";

export type Body = { readonly eventId: string; readonly json: string };

export type WebhookBodies = {
	/** Every event about this row that `toldBy` stands for, in the order Stripe makes them. */
	of(row: DriveRow, toldBy: ToldBy): readonly Body[];
};

/** What identifies the replay: two of them in one database share no payment. */
export type BodiesOptions = { readonly run: string; readonly campaignId: string; readonly currency: string };

/**
 * Bodies of real size, made by filling in a template: writing 3 KB of JSON anew for each of thousands of webhooks a second would
 * cost the machine more than sending them.
 */
export function webhookBodies(options: BodiesOptions): WebhookBodies {
	const payment = template(options, paymentIntentSucceeded);
	const charge = template(options, chargeSucceeded);
	return {
		of(row, toldBy) {
			const gift = giftOf(row, options);
			if (toldBy === "monthly") {
				return giftEvents(gift).all.map((event) => ({ eventId: event.id, json: JSON.stringify(event) }));
			}
			if (gift.consents !== undefined || gift.station !== undefined) {
				const event = toldBy === "payment" ? paymentIntentSucceeded(gift) : chargeSucceeded(gift);
				return [{ eventId: event.id, json: JSON.stringify(event) }];
			}
			return [(toldBy === "payment" ? payment : charge)(gift)];
		},
	};
}

/** The consents are what such a file can say: a name that is there and not anonymous was given to be read out. */
function giftOf(row: DriveRow, options: BodiesOptions): SandboxGift {
	const isNamed = row.name !== null && !row.isAnonymous;
	return {
		id: `${options.run}r${row.id.replaceAll(/[^A-Za-z0-9]/g, (char) => `x${char.codePointAt(0)?.toString(16)}x`)}`,
		amount: row.amount,
		currency: options.currency,
		at: row.at,
		livemode: false,
		campaign: options.campaignId,
		monthly: row.isMonthly,
		...(row.station === null ? {} : { station: row.station }),
		...(isNamed ? { name: row.name, consents: { name: true, amount: true, onAir: true } } : {}),
	};
}

const STAND_IN = { id: "STANDINID", amount: 918_273_645, at: 1_357_924_680_000 } as const;

function template(
	options: BodiesOptions,
	build: (gift: SandboxGift) => { readonly id: string },
): (gift: SandboxGift) => Body {
	const { currency, campaignId } = options;
	const event = build({ ...STAND_IN, currency, livemode: false, campaign: campaignId, monthly: false });
	const [before = "", after = ""] = event.id.split(STAND_IN.id);
	const seconds = String(STAND_IN.at / 1000);
	const parts = JSON.stringify(event).split(new RegExp(`(${STAND_IN.id}|${STAND_IN.amount}|${seconds})`));
	return (gift) => {
		const [amount, created] = [String(gift.amount), String(Math.floor(gift.at / 1000))];
		let json = "";
		for (const part of parts) {
			if (part === STAND_IN.id) json += gift.id;
			else if (part === seconds) json += created;
			else json += part === String(STAND_IN.amount) ? amount : part;
		}
		return { eventId: `${before}${gift.id}${after}`, json };
	};
}

/** Stripe-Signature for this body, signed now; every delivery of an event is signed anew. */
export function signature(json: string, secret: string, nowMs: number): string {
	const timestamp = Math.floor(nowMs / 1000);
	const signed = createHmac("sha256", secret).update(`${timestamp}.`).update(json).digest("hex");
	return `t=${timestamp},v1=${signed}`;
}
