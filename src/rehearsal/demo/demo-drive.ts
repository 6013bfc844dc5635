import { type Instant, MINUTE, SECOND } from "../../domain/plain/instant.ts";
import { giftEvents, refundCreated, type SandboxEvent } from "../../sandbox/stripe-events.ts";
import type { SandboxGift } from "../../sandbox/stripe-gift.ts";
import { pick, seededRandom } from "../seeded-random.ts";
import { demoPerson, SPONSORS } from "./demo-people.ts";
import { answerTimes, askTimes } from "./demo-waves.ts";

/** What Stripe delivers at one moment of the show, milliseconds after its start. */
export type DemoMoment = { readonly atMs: number; readonly events: readonly SandboxEvent[] };

export type DemoDriveOptions = {
	readonly seed: number;
	readonly minutes: number;
	/** Goes into the gifts' times; the show itself runs by `atMs`. */
	readonly startsAt: Instant;
	readonly campaign: DemoCampaign;
	/** Tells two shows in one database apart: part of every id. */
	readonly show?: string;
};

/** Minor units. */
export type DemoCampaign = {
	readonly id: string;
	readonly goal: number;
	readonly currency: string;
	readonly monthlyMultiplier: number;
	readonly stations: readonly { readonly id: string }[];
};

/**
 * A drive in a few minutes, with the shape of a real one: quiet stretches, a wave after each ask, one in seven gifts a monthly
 * one, sponsors' cheques that pass several milestones at once, a refund, a burst before the end, and a closing gift that
 * carries it past the goal. The same options give the same drive.
 */
export function demoDrive(options: DemoDriveOptions): DemoMoment[] {
	const random = seededRandom(options.seed);
	const length = Math.max(1, options.minutes) * MINUTE;
	const asks = askTimes(length, random);
	const gifts = [...listeners(options, length, asks, random), ...cheques(options, length, random)];
	gifts.sort((a, b) => a.at - b.at);
	const closing = closingGift(options, gifts, length);
	const all = [...gifts, closing].sort((a, b) => a.at - b.at);
	const moments: DemoMoment[] = all.map((gift) => ({
		atMs: gift.at - options.startsAt,
		events: inSomeOrder(gift, random),
	}));
	const returned = gifts.find(
		(gift) => !gift.monthly && gift.amount >= 10_000 && gift.at > options.startsAt + length * 0.4,
	);
	if (returned !== undefined) moments.push(refundOf(returned, options.startsAt));
	return moments.sort((a, b) => a.atMs - b.atMs);
}

/** Minor units that `gift` counts on air. */
export function countedOf(gift: Pick<SandboxGift, "amount" | "monthly">, monthlyMultiplier: number): number {
	return gift.monthly ? gift.amount * monthlyMultiplier : gift.amount;
}

function listeners(
	options: DemoDriveOptions,
	length: number,
	asks: readonly number[],
	random: () => number,
): SandboxGift[] {
	const first = [0.6 * SECOND, 1.5 * SECOND];
	const times = [...first, ...answerTimes({ from: 1.5 * SECOND, length, part: 1 }, asks, random)];
	// "Everybody call now": 40 gifts within eight seconds.
	const burst = length * 0.83;
	for (let count = 0; count < 40; count += 1) times.push(burst + random() * 8 * SECOND);
	times.sort((a, b) => a - b);
	return times.map((time, index) => listenerGift(options, index, time, random));
}

const SINGLE: readonly [number, ...number[]] = [
	2500, 2500, 5000, 5000, 5000, 10_000, 10_000, 12_000, 25_000, 50_000, 3_333,
];
const MONTHLY: readonly [number, ...number[]] = [1000, 1500, 1900, 2000];

function listenerGift(options: DemoDriveOptions, index: number, time: number, random: () => number): SandboxGift {
	const person = demoPerson(random);
	const isMonthly = index > 1 && random() < 0.15;
	const amount = isMonthly ? pick(random, MONTHLY) : pick(random, SINGLE);
	const isAnonymous = random() < 0.2;
	const showsAmount = random() < 0.8;
	// Most agree to both; some want to hear their name and not read it, some the other way round.
	const where = random();
	return {
		...common(options, `l${index}`, time, random),
		amount,
		monthly: isMonthly,
		...person,
		email: `listener${Math.floor(random() * 100_000)}@example.org`,
		consents: isAnonymous
			? { name: false, page: false, amount: false, onAir: false, social: false }
			: { name: true, page: where > 0.1, amount: showsAmount, onAir: where < 0.85, social: random() < 0.5 },
	};
}

function common(options: DemoDriveOptions, id: string, time: number, random: () => number) {
	const { campaign, startsAt, show = "" } = options;
	return {
		id: `demo${show}${id}`,
		currency: campaign.currency,
		at: Math.round(startsAt + time),
		livemode: false,
		campaign: campaign.id,
		station: campaign.stations[Math.floor(random() * campaign.stations.length)]?.id,
	};
}

/** Parts of the goal, at parts of the show: businesses give in rounds, the large ones on air. */
const CHEQUES: readonly (readonly [when: number, partOfGoal: number])[] = [
	[0.06, 0.01],
	[0.13, 0.02],
	[0.22, 0.04],
	[0.31, 0.03],
	[0.37, 0.16],
	[0.46, 0.02],
	[0.55, 0.04],
	[0.63, 0.1],
	[0.71, 0.05],
	[0.78, 0.03],
];

function cheques(options: DemoDriveOptions, length: number, random: () => number): SandboxGift[] {
	return CHEQUES.map(([when, part], index) =>
		sponsorGift(
			options,
			`c${index}`,
			when * length + random() * 4 * SECOND,
			wholeHundreds(options.campaign.goal * part),
			random,
		),
	);
}

/** A minute before the end at most: brings the drive two percent past its goal, as the last hour's big partner does. */
function closingGift(options: DemoDriveOptions, gifts: readonly SandboxGift[], length: number): SandboxGift {
	const { goal, monthlyMultiplier } = options.campaign;
	const time = length * 0.93;
	const before = gifts.filter((gift) => gift.at <= options.startsAt + time);
	const total = before.reduce((sum, gift) => sum + countedOf(gift, monthlyMultiplier), 0);
	const amount = wholeHundreds(Math.max(goal * 1.02 - total, goal * 0.02));
	return sponsorGift(options, "closing", time, amount, seededRandom(options.seed + 1));
}

function sponsorGift(
	options: DemoDriveOptions,
	id: string,
	time: number,
	amount: number,
	random: () => number,
): SandboxGift {
	return {
		...common(options, id, time, random),
		amount,
		name: pick(random, SPONSORS),
		town: "Lakeview",
		email: `sponsor-${id}@example.org`,
		consents: { name: true, amount: true, onAir: true, social: true },
	};
}

/** 100 whole units of a two-digit currency. */
function wholeHundreds(amount: number): number {
	return Math.max(10_000, Math.round(amount / 10_000) * 10_000);
}

/** Stripe sends everything it has about a gift, in no order that could be relied upon. */
function inSomeOrder(gift: SandboxGift, random: () => number): SandboxEvent[] {
	return giftEvents(gift)
		.all.map((event) => ({ event, place: random() }))
		.sort((a, b) => a.place - b.place)
		.map(({ event }) => event);
}

function refundOf(gift: SandboxGift, startsAt: Instant): DemoMoment {
	const at = gift.at + 25 * SECOND;
	return { atMs: at - startsAt, events: [refundCreated({ ...gift, at })] };
}
