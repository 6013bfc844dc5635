import { seededRandom } from "../../../src/rehearsal/seeded-random.ts";

/**
 * A drive of two days as it could be, in the words of those who live through it: who gave what when, what came of it, and who was matched
 * by whom. Nothing here knows how Carillon counts. Times are epoch milliseconds on whole seconds, no two gifts at the same; cents.
 */
export type Station = "klkv" | "wnbr";

type Given = {
	readonly id: string;
	readonly at: number;
	readonly station: Station | null;
	readonly email: string | null;
};

export type WebGift = Given & {
	readonly kind: "once";
	readonly amount: number;
	readonly refund: { readonly at: number; readonly amount: number } | null;
	/** lost: the bank took it; won: it came back. */
	readonly dispute: { readonly at: number; readonly end: "lost" | "won" } | null;
};

export type MonthlyGift = Given & {
	readonly kind: "monthly";
	readonly amount: number;
	readonly change: { readonly at: number; readonly amount: number } | null;
	readonly cancelledAt: number | null;
	/** The second month's payment comes before the drive is over: some begin at the end of a month. */
	readonly renewedAt: number | null;
};

export type Slip = Given & {
	readonly kind: "slip";
	readonly amount: number;
	readonly monthly: boolean;
	/** Written down without a connection and sent then. */
	readonly sentAt: number;
	readonly undoneAt: number | null;
	readonly paid: { readonly at: number; readonly amount: number; readonly refund: number } | null;
	readonly lapsedAt: number | null;
};

export type Cheque = {
	readonly kind: "cheque";
	readonly id: string;
	readonly from: string;
	readonly amount: number;
	readonly enteredAt: number;
	readonly presentedAt: number;
	/** It pays what was promised as a match, and is no further gift. */
	readonly paysMatch: string | null;
};

export type Match = {
	readonly id: string;
	readonly sponsor: string;
	readonly revealedAt: number | null;
	readonly pool: number;
	readonly times: number;
	readonly least: number | null;
	readonly most: number | null;
	readonly from: number;
	readonly to: number;
	readonly donors: number | null;
	readonly station: Station | null;
	readonly onTop: boolean;
};

export type PowerHour = { readonly id: string; readonly from: number; readonly to: number; readonly target: number };

export type Script = {
	readonly opensAt: number;
	readonly closesAt: number;
	readonly outage: { readonly from: number; readonly to: number };
	readonly gifts: readonly (WebGift | MonthlyGift | Slip)[];
	readonly cheques: readonly Cheque[];
	readonly matches: readonly Match[];
	readonly powerHours: readonly PowerHour[];
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Six in the morning in Chicago. */
const OPENS = Date.parse("2026-12-03T12:00:00Z");

export function twoDayDrive(seed: number): Script {
	const random = seededRandom(seed);
	const hour = (hours: number) => OPENS + hours * HOUR;
	const taken = new Set<number>();
	/** On the air from 6 to 19 on both days. */
	const moment = (from = 0, to = 26): number => {
		for (;;) {
			const second = Math.floor((from + random() * (to - from)) * 3_600);
			const onAir = second < 13 * 3_600 ? second : second + 11 * 3_600;
			if (taken.has(onAir)) continue;
			taken.add(onAir);
			return OPENS + onAir * SECOND;
		}
	};
	const outage = { from: hour(27), to: hour(29) };
	const station = () => (random() < 0.45 ? "klkv" : random() < 0.8 ? "wnbr" : null);
	const later = (at: number, most: number) => at + Math.ceil(random() * (most / SECOND)) * SECOND + 6 * MINUTE;
	const dollars = (from: number, to: number) => Math.round((from + random() ** 3 * (to - from)) * 4) * 25;
	const parts = { random, moment, station, later, dollars, outage, closesAt: hour(37) };
	return {
		opensAt: OPENS,
		closesAt: hour(37),
		outage,
		gifts: [...webGifts(parts), ...monthlyGifts(parts), ...slips(parts)].sort((a, b) => a.at - b.at),
		cheques: cheques(hour),
		matches: matches(hour),
		powerHours: [
			{ id: "morning", from: hour(2), to: hour(3), target: 1_000_000 },
			{ id: "lunch", from: hour(6), to: hour(7), target: 50_000_000 },
			{ id: "drive-time", from: hour(11), to: hour(12), target: 800_000 },
			{ id: "last", from: hour(36), to: hour(37), target: 900_000 },
		],
	};
}

type Parts = {
	readonly random: () => number;
	readonly moment: (from?: number, to?: number) => number;
	readonly station: () => Station | null;
	readonly later: (at: number, most: number) => number;
	readonly dollars: (from: number, to: number) => number;
	readonly outage: { readonly from: number; readonly to: number };
	readonly closesAt: number;
};

function webGifts({ random, moment, station, later, dollars }: Parts): WebGift[] {
	return Array.from({ length: 1_500 }, (_, n) => {
		const at = moment();
		const amount = dollars(10, 900);
		const back =
			n % 50 === 7 ? { at: later(at, 5 * HOUR), amount: n % 100 === 7 ? amount : Math.round(amount / 3) } : null;
		const ends = n % 300 === 11 ? { at: later(at, 2 * HOUR), end: n === 11 || n === 611 ? "won" : "lost" } : null;
		return {
			kind: "once",
			id: `web${n}`,
			at,
			station: station(),
			// One in five has given before, or will again.
			email: `donor${random() < 0.2 ? Math.floor(random() * n) : n}@example.org`,
			amount,
			refund: back,
			dispute: ends as WebGift["dispute"],
		};
	});
}

function monthlyGifts({ moment, station, later, dollars }: Parts): MonthlyGift[] {
	return Array.from({ length: 300 }, (_, n) => {
		const at = moment();
		return {
			kind: "monthly",
			id: `monthly${n}`,
			at,
			station: station(),
			email: `monthly${n}@example.org`,
			amount: dollars(8, 60),
			change: n % 15 === 2 ? { at: later(at, 30 * MINUTE), amount: dollars(10, 80) } : null,
			cancelledAt: n % 30 === 4 ? later(at, 30 * MINUTE) : null,
			renewedAt: n % 25 === 6 ? later(at, 30 * MINUTE) : null,
		};
	});
}

function slips({ random, moment, station, later, dollars, outage, closesAt }: Parts): Slip[] {
	return Array.from({ length: 2_000 }, (_, n) => {
		const at = moment();
		const amount = dollars(5, 500);
		const isAway = at >= outage.from && at < outage.to;
		const sentAt = isAway ? outage.to + 30 * SECOND : at;
		const undoneAt = n % 33 === 5 ? sentAt + 6 * MINUTE : null;
		const monthly = n % 7 === 1;
		const isPaid = undoneAt === null && !monthly && random() < 0.6;
		const paid = n % 12 === 3 ? Math.round(amount / 2) : n % 14 === 4 ? amount + 2_500 : amount;
		return {
			kind: "slip",
			id: `slip${n}`,
			at,
			station: station(),
			email: null,
			amount,
			monthly,
			sentAt,
			undoneAt,
			paid: isPaid
				? { at: later(sentAt, 3 * HOUR), amount: paid, refund: n % 200 === 9 ? Math.round(paid / 2) : 0 }
				: null,
			lapsedAt: undoneAt === null && n % 21 === 8 && sentAt < closesAt - HOUR ? closesAt - 5 * MINUTE : null,
		};
	});
}

function cheques(hour: (hours: number) => number): Cheque[] {
	const cheque = (
		n: number,
		from: string,
		dollars: number,
		presented: number,
		paysMatch: string | null = null,
	): Cheque => ({
		kind: "cheque",
		id: `cheque${n}`,
		from,
		amount: dollars * 100,
		enteredAt: hour(1) + n * MINUTE,
		// Pressed as the played clock moves on: every five minutes.
		presentedAt: Math.ceil(hour(presented) / (5 * MINUTE)) * 5 * MINUTE - 1,
		paysMatch,
	});
	return [
		cheque(1, "Rotary Club of Springfield", 12_500, 3.25),
		cheque(2, "Lakeview Bank", 25_000, 8.1, "bank"),
		cheque(3, "Local 150", 7_342.55, 10.5),
		cheque(4, "Hillcrest Elementary School", 1_918.4, 25.2),
		cheque(5, "Lakeview Car Dealers", 40_000, 30.75),
		cheque(6, "The Hartmann Foundation", 60_000, 36.9),
	];
}

function matches(hour: (hours: number) => number): Match[] {
	const common = { revealedAt: null, least: null, most: null, donors: null, station: null, onTop: false };
	return [
		{
			...common,
			id: "bank",
			sponsor: "Lakeview Bank",
			pool: 2_500_000,
			times: 2,
			least: 1_000,
			most: 50_000,
			from: hour(4),
			to: hour(9),
		},
		{
			...common,
			id: "friend",
			sponsor: "The Hartmann Family",
			revealedAt: hour(11),
			pool: 1_800_000,
			times: 3,
			from: hour(10),
			to: hour(12.5),
			donors: 60,
		},
		{
			...common,
			id: "dealers",
			sponsor: "Lakeview Car Dealers",
			pool: 9_000_000,
			times: 2,
			from: hour(7),
			to: hour(31),
			station: "wnbr",
			onTop: true,
		},
	];
}
