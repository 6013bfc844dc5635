import { type CountingRule, worth } from "../counting/counting.ts";
import type { Gift } from "../gift/gift.ts";
import type { GiftSource } from "../gift/gift-source.ts";
import type { MatchGift } from "./allot-matches.ts";

/** A sponsor's cheque and what was carried over are answered by no match. */
const NEVER_MATCHED: ReadonlySet<GiftSource | undefined> = new Set<GiftSource>(["sponsor", "opening-balance"]);

/** The gift as its drive's matches see it; null where none of them ever answers such a gift. */
export function matchGift(gift: Gift, rule: CountingRule): MatchGift | null {
	const { source, stationId, donorKey } = gift.giver;
	if (NEVER_MATCHED.has(source)) return null;
	const given = worth(withoutReturns(gift), rule).counted;
	if (given <= 0) return null;
	const { counted } = worth(gift, rule);
	return { giftId: gift.id, at: gift.at, counted, given, stationId: stationId ?? null, donorKey: donorKey ?? null };
}

/** As if nothing had gone back and no promise had lapsed. One that was cancelled was a mistake, or never meant. */
function withoutReturns({ pledgeEnd, ...gift }: Gift): Gift {
	const terms = Object.entries(gift.terms ?? {}).filter(([, told]) => told !== null);
	return {
		...gift,
		...(pledgeEnd?.value === "cancelled" && { pledgeEnd }),
		...(gift.terms !== undefined && { terms: Object.fromEntries(terms) }),
		payments: gift.payments.map((payment) => ({ ...payment, refunds: {}, refundedInAll: {}, disputes: {} })),
	};
}
