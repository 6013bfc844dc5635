import type { Campaign } from "../../domain/drive/campaign.ts";
import type { GiftFact, Giver } from "../../domain/gift/gift-fact.ts";
import { type Instant, SECOND } from "../../domain/plain/instant.ts";
import type { DriveRow } from "../drive-file.ts";

/** One gift of the drive, and when it comes in. */
export type VirtualGift = { readonly at: Instant; readonly facts: readonly GiftFact[] };

/** What Stripe would tell of this gift, as the intake makes facts of it. Each row is a giver of its own: a file rarely says who is who. */
export function giftOfRow(row: DriveRow, campaign: Pick<Campaign, "id" | "currency" | "livemode">): VirtualGift {
	const id = row.id.replaceAll(/[^A-Za-z0-9]/g, (char) => `x${char.codePointAt(0)?.toString(16)}x`);
	// Stripe's times are whole seconds.
	const at = Math.floor(row.at / SECOND) * SECOND;
	const common = {
		at,
		livemode: campaign.livemode,
		currency: campaign.currency,
		placement: { campaign: campaign.id },
		giver: giverOf(row, id),
	};
	const paid = { type: "received", amount: row.amount, evidence: "payment_intent" } as const;
	const payment: GiftFact = { ...common, sourceId: `evt_${id}`, refs: { payment: `pi_${id}` }, happening: paid };
	if (!row.isMonthly) return { at: row.at, facts: [payment] };
	const subscription = `sub_${id}`;
	const recurring = { amount: row.amount, interval: "month", intervalCount: 1 } as const;
	const promise: GiftFact = {
		...common,
		sourceId: `evt_sub_${id}`,
		refs: {},
		subscription,
		happening: { type: "monthly-promised", recurring },
	};
	return { at: row.at, facts: [promise, { ...payment, subscription }] };
}

/** A name that is there and not anonymous was given to be read out; nobody can tell from a file that it may be posted. */
function giverOf(row: DriveRow, id: string): Giver {
	const isNamed = row.name !== null && !row.isAnonymous;
	return {
		donorKey: `row-${id}`,
		...(row.station !== null && { stationId: row.station }),
		...(isNamed && { name: row.name, consent: { name: true, amount: true, onAir: true } }),
	};
}
