import type { ServerResponse } from "node:http";
import { breakWire } from "./broken-wire.ts";
import { isStoredDespite, type PlannedFault } from "./faults.ts";
import { creditsDepleted, serverError, tooManyRequests, unauthorized, type XAnswer } from "./x-bodies.ts";
import { sendAnswer } from "./x-state.ts";

/** Plays one planned fault on one request. `work` does what was asked for and tells what would have been answered. */
export function playFault(planned: PlannedFault, res: ServerResponse, now: number, work: () => XAnswer) {
	const answer = isStoredDespite(planned) ? work() : null;
	if (breakWire(planned.fault, res, () => JSON.stringify(answer?.body ?? {}))) return;
	switch (planned.fault) {
		case "error-after":
			return sendAnswer(res, serverError());
		case "rate-limit":
			return sendAnswer(res, tooManyRequests(), {
				"x-rate-limit-limit": "100",
				"x-rate-limit-remaining": "0",
				"x-rate-limit-reset": String(Math.ceil(now / 1000 + (planned.seconds ?? 60))),
			});
		case "out-of-credits":
			return sendAnswer(res, creditsDepleted());
		case "token-expired":
			return sendAnswer(res, unauthorized());
		default:
			return sendAnswer(res, answer ?? serverError());
	}
}
