import { slipProblems } from "../domain/pledge/slip.ts";
import { slipProblemWords } from "../domain/pledge/slip-words.ts";
import type { OwnParts } from "../ledger/record-own.ts";
import type { Log } from "../log.ts";
import { errorFields } from "../log.ts";
import type { SentSlip, SlipOutcome, SlipsAnswer } from "../web/contract/phones.ts";
import { type Desk, takeSlip } from "./take-slip.ts";

export type SlipParts = OwnParts & { readonly log: Log };

export async function answerSlips(parts: SlipParts, desk: Desk, slips: readonly SentSlip[]): Promise<SlipsAnswer> {
	const outcomes = await takeSlips(parts, desk, slips);
	return { now: parts.now(), state: desk.campaign.state, outcomes };
}

/**
 * Takes each slip by itself, in their order: one that can't be taken says so, and keeps no other from being taken.
 * @throws the first one's error where none could be written: then all are to be sent again
 */
export async function takeSlips(parts: SlipParts, desk: Desk, slips: readonly SentSlip[]): Promise<SlipOutcome[]> {
	const outcomes: SlipOutcome[] = [];
	const failures: unknown[] = [];
	for (const slip of slips) {
		const { clientId } = slip;
		const early = notTaken(desk, slip);
		if (early !== null) {
			outcomes.push(early);
			continue;
		}
		try {
			outcomes.push(await takeSlip(parts, desk, slip));
		} catch (error) {
			// The link was switched off: that is for all of them.
			if (hasCode(error)) throw error;
			failures.push(error);
			outcomes.push({ clientId, outcome: "failed" });
		}
	}
	if (failures.length > 0 && failures.length === slips.length) throw failures[0];
	for (const error of failures) parts.log("error", "A slip was not written.", { error: errorFields(error) });
	return outcomes;
}

function notTaken({ campaign }: Desk, slip: SentSlip): SlipOutcome | null {
	const { clientId } = slip;
	const { state, currency, languages, stations } = campaign;
	const problems = slipProblems(slip, { currency, stationIds: stations.map(({ id }) => id) });
	if (problems.length > 0) {
		const said = problems.map((one) => ({ ...one, says: slipProblemWords(one, currency, languages[0]) }));
		return { clientId, outcome: "refused", problems: said };
	}
	return state === "draft" || state === "archived" ? { clientId, outcome: "closed", why: state } : null;
}

/** A refusal made for people to read, as of a link that is off. */
function hasCode(error: unknown): boolean {
	return error instanceof Error && error.name === "Refusal";
}
