import type { MatchNow } from "../../domain/match/match-now.ts";
import type { PowerHourNow } from "../../domain/match/power-hour-now.ts";

/**
 * What /c/:slug/total.json says of matches and power hours: the one that matters most now, with the sentence that the page shows.
 * Amounts are minor units of the drive's currency, times are milliseconds. A hidden sponsor is null.
 */
export type PublicMatch = MatchNow & { readonly says: string };
export type PublicPowerHour = PowerHourNow & { readonly says: string };
