import { MINUTE, SECOND } from "../../domain/plain/instant.ts";
import { NO_CONSENT, type Slip, type SlipConsent } from "../../domain/pledge/slip.ts";
import { pick, seededRandom } from "../seeded-random.ts";
import type { DemoDriveOptions } from "./demo-drive.ts";
import { demoPerson } from "./demo-people.ts";
import { answerTimes, askTimes } from "./demo-waves.ts";

/** Somebody calls: what the volunteer writes down, and when the promise is paid by its link; null: not during the show. */
export type DemoCall = { readonly atMs: number; readonly slip: Slip; readonly paidAfterMs: number | null };

/** Of those who answer on the web. */
const CALLERS = 0.35;
const FIRST_CALL = 12 * SECOND;
const VOLUNTEERS: readonly [string, ...string[]] = ["Gloria", "Sam", "Renee"];
const SINGLE: readonly [number, ...number[]] = [2000, 2500, 3000, 5000, 5000, 10_000, 10_000, 25_000];
const MONTHLY: readonly [number, ...number[]] = [1000, 1500, 2000];

/** The phone room's side of the same show: calls in the waves after each ask, of which most are paid within minutes. */
export function demoCalls(options: Pick<DemoDriveOptions, "seed" | "minutes" | "campaign">): DemoCall[] {
	const random = seededRandom(options.seed + 2);
	const length = Math.max(1, options.minutes) * MINUTE;
	// The same show: its asks come from the first draws of the drive's own seed.
	const asks = askTimes(length, seededRandom(options.seed));
	const times = answerTimes({ from: FIRST_CALL, length, part: CALLERS }, asks, random);
	return times.map((at) => call(Math.round(at), length, options.campaign.stations, random));
}

function call(
	atMs: number,
	length: number,
	stations: readonly { readonly id: string }[],
	random: () => number,
): DemoCall {
	const { name, town = "", pronunciation = "" } = demoPerson(random);
	const monthly = random() < 0.2;
	const paidAfterMs = Math.round((15 + 60 * random()) * SECOND);
	const isPaid = !monthly && random() < 0.6 && atMs + paidAfterMs < length;
	return {
		atMs,
		paidAfterMs: isPaid ? paidAfterMs : null,
		slip: {
			amount: pick(random, monthly ? MONTHLY : SINGLE),
			monthly,
			source: "phone",
			stationId: stations[Math.floor(random() * stations.length)]?.id ?? null,
			...{ name, town, pronunciation, honoured: "", note: "", dedication: null },
			email: isPaid ? `caller${Math.floor(random() * 100_000)}@example.org` : "",
			phone: `555-01${Math.floor(10 + random() * 90)}`,
			operator: pick(random, VOLUNTEERS),
			consent: consentOf(random),
		},
	};
}

function consentOf(random: () => number): SlipConsent {
	if (random() < 0.2) return NO_CONSENT;
	return { onAir: true, town: random() < 0.9, amount: random() < 0.8, social: random() < 0.6 };
}
