import type { Campaign } from "../drive/campaign.ts";

/**
 * What is said and shown as the total, minor units. Staff can freeze it, at the end of the drive mostly: the ledger goes on with late gifts
 * and refunds, and everywhere outside the number stays the one that was announced.
 */
export function announcedTotal({ frozen }: Pick<Campaign, "frozen">, ledgerTotal: number): number {
	return frozen?.total ?? ledgerTotal;
}
