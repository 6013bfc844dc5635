import type { Campaign } from "../../domain/drive/campaign.ts";
import { isOnAir } from "../../domain/drive/on-air-window.ts";
import { type Instant, MINUTE } from "../../domain/plain/instant.ts";
import { minorDigits } from "../../domain/plain/money.ts";
import type { DriveRow } from "../drive-file.ts";
import { pick, seededRandom } from "../seeded-random.ts";

export type GeneratedDrive = {
	readonly gifts: number;
	readonly hours: number;
	/** How much comes in, as a part of the goal: 1 is all of it. */
	readonly partOfGoal: number;
	readonly seed: number;
};

export const USUAL_GENERATED: GeneratedDrive = { gifts: 2_000, hours: 36, partOfGoal: 1.05, seed: 1 };

/** Hosts read the number out about three times an hour; calls come within minutes of it. */
const ASK_EVERY_MINUTES = 20;
const WAVE_FADES_OVER_MINUTES = 5;
/** What still comes in where nobody asks. */
const QUIET = 0.12;
/** Of the whole, in round sponsors' cheques. */
const CHEQUES = [0.04, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01, 0.05];
const SINGLE: readonly [number, ...number[]] = [20, 25, 25, 50, 50, 50, 75, 100, 100, 120, 250, 500];
const MONTHLY: readonly [number, ...number[]] = [10, 15, 19, 20];
const MONTHLY_PART = 0.15;

/**
 * A drive that never was, with the shape of real ones: waves after each ask, one gift in seven monthly, cheques on air, a rush at the
 * end. It lies on the drive's own days, nights off left out. The same options give the same drive.
 */
export function generatedDrive(
	campaign: Pick<
		Campaign,
		"goal" | "currency" | "monthlyMultiplier" | "opensAt" | "closesAt" | "onAirWindows" | "stations"
	>,
	options: GeneratedDrive,
): DriveRow[] {
	const random = seededRandom(options.seed);
	const unit = 10 ** minorDigits(campaign.currency);
	const wanted = Math.max(1, Math.round(campaign.goal * options.partOfGoal));
	const at = momentsOf(campaign, options, random);
	const cheques = options.gifts > 3 * CHEQUES.length ? CHEQUES : [];
	const every = Math.max(1, Math.floor(at.length / (cheques.length + 1)));
	const rows = at.map((moment, index): DriveRow => {
		const isMonthly = random() < MONTHLY_PART;
		const station =
			campaign.stations.length === 0 ? null : (campaign.stations[index % campaign.stations.length]?.id ?? null);
		const amount = (isMonthly ? pick(random, MONTHLY) : pick(random, SINGLE)) * unit;
		return { id: `g${index + 1}`, at: moment, amount, name: null, isAnonymous: true, isMonthly, station };
	});
	const large = new Map(cheques.map((part, index) => [(index + 1) * every - 1, Math.round(wanted * part)]));
	const listeners = rows.filter((_row, index) => !large.has(index));
	const counted = listeners.reduce(
		(sum, row) => sum + row.amount * (row.isMonthly ? campaign.monthlyMultiplier : 1),
		0,
	);
	const rest = wanted - [...large.values()].reduce((sum, amount) => sum + amount, 0);
	const scale = counted === 0 ? 1 : rest / counted;
	// In whole units, as people give: small goals make small gifts.
	const whole = (amount: number) => Math.max(unit, Math.round(amount / unit) * unit);
	return rows.map((row, index) => {
		const cheque = large.get(index);
		return cheque === undefined
			? { ...row, amount: whole(row.amount * scale) }
			: { ...row, amount: whole(cheque), isMonthly: false };
	});
}

/** When each gift comes, ascending. */
function momentsOf(
	campaign: Pick<Campaign, "opensAt" | "closesAt" | "onAirWindows">,
	{ gifts, hours }: GeneratedDrive,
	random: () => number,
): Instant[] {
	const minutes = Math.max(1, Math.round(hours * 60));
	const weights = Array.from({ length: minutes }, (_, minute) => {
		const at = campaign.opensAt + minute * MINUTE;
		const isInDrive = at < campaign.closesAt;
		if (isInDrive && !isOnAir(campaign, at)) return 0;
		const sinceAsk = minute % ASK_EVERY_MINUTES;
		const wave = Math.exp(-sinceAsk / WAVE_FADES_OVER_MINUTES);
		const isLastHour = minute >= minutes - 60;
		return (QUIET + wave) * dayShape(minute) * (isLastHour ? 2 : 1);
	});
	const all = weights.reduce((sum, weight) => sum + weight, 0) || 1;
	const moments: Instant[] = [];
	let [minute, upTo] = [0, weights[0] ?? 0];
	const places = Array.from({ length: Math.max(1, gifts) }, () => random() * all).sort((a, b) => a - b);
	for (const place of places) {
		while (upTo <= place && minute < minutes - 1) {
			minute += 1;
			upTo += weights[minute] ?? 0;
		}
		moments.push(campaign.opensAt + minute * MINUTE + Math.floor(random() * MINUTE));
	}
	return moments.sort((a, b) => a - b);
}

/** More in the morning's and the evening's traffic than in between; drives open early. */
function dayShape(minute: number): number {
	const hour = (minute / 60) % 24;
	return 0.6 + 0.4 * Math.cos(((hour - 2) / 12) * 2 * Math.PI) ** 2;
}
