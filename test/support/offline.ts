import { randomUUID } from "node:crypto";
import type { EnterOfflineRequest } from "../../src/web/contract/staff/offline.ts";

export const ALL_AGREED = { name: true, amount: true, onAir: true, page: true, social: true };

/** A cheque of $5,000 from Lakeview Bank under embargo, named everywhere. */
export function offlineDraft(changes: Partial<EnterOfflineRequest> = {}): EnterOfflineRequest {
	return {
		requestId: randomUUID(),
		kind: "cheque",
		amount: 500_000,
		givenBy: "Lakeview Bank",
		consent: ALL_AGREED,
		stationId: null,
		dated: null,
		note: "",
		embargoed: true,
		paysMatch: null,
		...changes,
	};
}
